"""W3, W4 and W7 for peers: the tensors, which follow from their names (bench/workloads/Data.h), and the
sums by which a peer shows that it has done the same work."""

import numpy as np


def _numbers(name, count):
    h = 0xCBF29CE484222325
    for byte in name.encode():
        h = (h ^ byte) * 0x100000001B3 % 2**64
    z = np.uint64(h) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def reals(name, *shape, scale=1.0):
    unit = (_numbers(name, int(np.prod(shape))) >> np.uint64(40)).astype(np.float64) * 2.0**-24
    return ((2 * unit - 1) * scale).astype(np.float32).reshape(shape)


def integers(name, count, modulus):
    return ((_numbers(name, count) >> np.uint64(33)) % np.uint64(modulus)).astype(np.int64)


def layer(name, inputs, outputs):
    """Weight [out, in] and bias [out]."""
    scale = inputs**-0.5
    return reals(name + ".weight", outputs, inputs, scale=scale), reals(
        name + ".bias", outputs, scale=scale
    )


MLP_LAYERS = [layer("W3.fc1", 784, 128), layer("W3.fc2", 128, 64), layer("W3.fc3", 64, 10)]


def mlp_input(batch):
    return reals("W3.x", batch, 784)


def convolution(name, channels, filters, weight="weight", bias="bias"):
    """Weight [filters, channels, 3, 3] and bias [filters]."""
    scale = (9 * channels) ** -0.5
    return reals(f"{name}.{weight}", filters, channels, 3, 3, scale=scale), reals(
        f"{name}.{bias}", filters, scale=scale
    )


def w7_convolution(name):
    """Weight, bias and images."""
    images, filters = {"conv1": ((1, 64, 56, 56), 64), "conv2": ((32, 16, 14, 14), 32)}[name]
    parameters = convolution(f"W7.{name}", images[1], filters, "w", "b")
    return *parameters, reals(f"W7.{name}.x", *images)


# Each convolution keeps the image's size; relu and 2 x 2 maximum pooling follow it.
CNN_CONVOLUTIONS = {
    "W4a": [convolution("W4a.conv1", 1, 16), convolution("W4a.conv2", 16, 32)],
    "W4b": [
        convolution("W4b.conv1", 3, 32),
        convolution("W4b.conv2", 32, 64),
        convolution("W4b.conv3", 64, 128),
    ],
}
CNN_LAYERS = {
    "W4a": [layer("W4a.fc1", 1568, 128), layer("W4a.fc2", 128, 10)],
    "W4b": [layer("W4b.fc1", 2048, 10)],
}
CNN_IMAGE = {"W4a": (1, 28, 28), "W4b": (3, 32, 32)}


def cnn_input(workload, batch):
    return reals(f"{workload}.x", batch, *CNN_IMAGE[workload])


# The sum of a work's result; of the first three losses where it trains.
CHECKS = {
    "W3 infer b32": 26.797317,
    "W3 train b32 SGDm": 2.318475 + 2.315570 + 2.310150,
    "W3 train b32 Adam": 2.318475 + 2.216006 + 2.134382,
    "W4a infer b32": 3.052857,
    "W4a train b32 Adam": 2.337209 + 2.257990 + 2.189751,
    "W7 matmul 1024": 11489.4986,
    "W7 conv1": -228.47204,
    "W7 conv2": -29.408291,
    "W7 linear+bias+gelu": 16757.035,
    "W7 softmax": 256.0,
    "W7 layernorm": 2915.9587,
}


def check(peer, work, total):
    """Fails unless the peer's result adds up to what it should."""
    expected = CHECKS.get(work)
    if expected is not None and abs(total - expected) > 1e-4 * (1 + abs(expected)):
        raise SystemExit(f"{peer}: {work} adds up to {total}, not {expected}: it is other work")
