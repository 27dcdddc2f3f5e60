"""W3, W4 and W7 by PyTorch (eager): calls to be timed."""

import torch
from torch.nn import functional as F

from workloads import (
    CNN_CONVOLUTIONS,
    CNN_LAYERS,
    MLP_LAYERS,
    cnn_input,
    integers,
    mlp_input,
    reals,
    w7_convolution,
)

NAME = "pytorch"
VERSION = torch.__version__
torch.set_num_threads(1)


def _tensor(array):
    return torch.from_numpy(array.copy())


def _inference(function):
    """A call of `function` without a record for gradients."""

    def call():
        with torch.inference_mode():
            return function().numpy()

    return call


def _filled(module, weight, bias):
    with torch.no_grad():
        module.weight.copy_(_tensor(weight))
        module.bias.copy_(_tensor(bias))
    return module


def _linears(layers):
    """Linear layers with relu between them."""
    modules = []
    for weight, bias in layers:
        modules += [_filled(torch.nn.Linear(*weight.shape[::-1]), weight, bias), torch.nn.ReLU()]
    return modules[:-1]


def _mlp():
    return torch.nn.Sequential(*_linears(MLP_LAYERS))


def _cnn(workload):
    modules = []
    for weight, bias in CNN_CONVOLUTIONS[workload]:
        filters, channels = weight.shape[:2]
        conv = torch.nn.Conv2d(channels, filters, 3, padding=1)
        modules += [_filled(conv, weight, bias), torch.nn.ReLU(), torch.nn.MaxPool2d(2)]
    return torch.nn.Sequential(*modules, torch.nn.Flatten(), *_linears(CNN_LAYERS[workload]))


def _infer(model, x):
    x = _tensor(x)
    return _inference(lambda: model(x))


def _train(model, x, labels, make_optimizer):
    x, y = _tensor(x), torch.from_numpy(integers(labels, len(x), 10))
    optimizer = make_optimizer(model.parameters())

    def call():
        optimizer.zero_grad()
        loss = F.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
        return loss.detach().numpy()

    return call


def _adam(parameters):
    return torch.optim.Adam(parameters, lr=1e-3)


def _momentum(parameters):
    return torch.optim.SGD(parameters, lr=0.01, momentum=0.9)


def _train_mlp(make_optimizer):
    return _train(_mlp(), mlp_input(32), "W3.y", make_optimizer)


def _train_cnn(workload):
    return _train(_cnn(workload), cnn_input(workload, 32), f"{workload}.y", _adam)


def _conv(name):
    weight, bias, x = map(_tensor, w7_convolution(name))
    return _inference(lambda: F.conv2d(x, weight, bias, padding=1))


def _matmul(size):
    a, b = _tensor(reals(f"W7.A{size}", size, size)), _tensor(reals(f"W7.B{size}", size, size))
    return _inference(lambda: a @ b)


def _linear_gelu():
    scale = 768**-0.5
    x = _tensor(reals("W7.lin.x", 128, 768))
    weight = _tensor(reals("W7.lin.w", 3072, 768, scale=scale))
    bias = _tensor(reals("W7.lin.b", 3072, scale=scale))
    return _inference(lambda: F.gelu(F.linear(x, weight, bias), approximate="tanh"))


def _softmax():
    x = _tensor(reals("W7.softmax.x", 256, 1024))
    return _inference(lambda: torch.softmax(x, -1))


def _layer_norm():
    x = _tensor(reals("W7.ln.x", 256, 768))
    gamma, beta = _tensor(reals("W7.ln.g", 768)), _tensor(reals("W7.ln.b", 768))
    return _inference(lambda: F.layer_norm(x, (768,), gamma, beta))


WORKS = {
    **{f"W3 infer b{n}": (lambda n=n: _infer(_mlp(), mlp_input(n))) for n in (1, 32, 256)},
    "W3 train b32 SGDm": lambda: _train_mlp(_momentum),
    "W3 train b32 Adam": lambda: _train_mlp(_adam),
    **{
        f"{w} infer b{n}": (lambda w=w, n=n: _infer(_cnn(w), cnn_input(w, n)))
        for w, n in (("W4a", 1), ("W4a", 32), ("W4b", 32))
    },
    **{f"{w} train b32 Adam": (lambda w=w: _train_cnn(w)) for w in ("W4a", "W4b")},
    **{f"W7 matmul {size}": (lambda size=size: _matmul(size)) for size in (256, 512, 1024)},
    **{f"W7 {name}": (lambda name=name: _conv(name)) for name in ("conv1", "conv2")},
    "W7 linear+bias+gelu": _linear_gelu,
    "W7 softmax": _softmax,
    "W7 layernorm": _layer_norm,
}
