"""The inference of W3 and W4, and W7, by ONNX Runtime: calls to be timed, inputs and outputs bound beforehand."""

import numpy as np
import onnxruntime as ort
from onnx import TensorProto, helper, numpy_helper

from workloads import (
    CNN_CONVOLUTIONS,
    CNN_LAYERS,
    MLP_LAYERS,
    cnn_input,
    mlp_input,
    reals,
    w7_convolution,
)

NAME = "onnxruntime"
VERSION = ort.__version__


def _call(nodes, constants, x, output_shape):
    """A function that runs the graph on x once and returns its output."""
    graph = helper.make_graph(
        nodes,
        "work",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, x.shape)],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, output_shape)],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=9)
    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = ort.InferenceSession(model.SerializeToString(), options, ["CPUExecutionProvider"])
    y = np.empty(output_shape, np.float32)
    binding = session.io_binding()
    binding.bind_cpu_input("x", x)
    binding.bind_output("y", "cpu", 0, np.float32, y.shape, y.ctypes.data)

    def call():
        session.run_with_iobinding(binding)
        return y

    return call


def _linears(value, layers):
    """Nodes and constants of linear layers with relu between them, from `value` to y."""
    nodes, constants = [], {}
    for i, (weight, bias) in enumerate(layers, 1):
        constants |= {f"w{i}": weight, f"b{i}": bias}
        last = i == len(layers)
        out = "y" if last else f"z{i}"
        nodes.append(helper.make_node("Gemm", [value, f"w{i}", f"b{i}"], [out], transB=1))
        if not last:
            nodes.append(helper.make_node("Relu", [out], [f"h{i}"]))
        value = f"h{i}"
    return nodes, constants


def _mlp(batch):
    return _call(*_linears("x", MLP_LAYERS), mlp_input(batch), (batch, 10))


def _cnn(workload, batch):
    nodes, constants, value = [], {}, "x"
    for i, (weight, bias) in enumerate(CNN_CONVOLUTIONS[workload], 1):
        constants |= {f"cw{i}": weight, f"cb{i}": bias}
        inputs = [value, f"cw{i}", f"cb{i}"]
        nodes.append(helper.make_node("Conv", inputs, [f"c{i}"], pads=[1, 1, 1, 1]))
        nodes.append(helper.make_node("Relu", [f"c{i}"], [f"r{i}"]))
        value = f"p{i}"
        pool = {"kernel_shape": [2, 2], "strides": [2, 2]}
        nodes.append(helper.make_node("MaxPool", [f"r{i}"], [value], **pool))
    nodes.append(helper.make_node("Flatten", [value], ["flat"]))
    linears, parameters = _linears("flat", CNN_LAYERS[workload])
    return _call(nodes + linears, constants | parameters, cnn_input(workload, batch), (batch, 10))


def _conv(name):
    weight, bias, x = w7_convolution(name)
    node = helper.make_node("Conv", ["x", "w", "b"], ["y"], pads=[1, 1, 1, 1])
    return _call([node], {"w": weight, "b": bias}, x, (len(x), len(weight), *x.shape[2:]))


def _matmul(size):
    node = helper.make_node("MatMul", ["x", "w"], ["y"])
    weight = reals(f"W7.B{size}", size, size)
    return _call([node], {"w": weight}, reals(f"W7.A{size}", size, size), (size, size))


def _linear_gelu():
    scale = 768**-0.5
    nodes = [
        helper.make_node("Gemm", ["x", "w", "b"], ["z"], transB=1),
        helper.make_node("Gelu", ["z"], ["y"], approximate="tanh"),
    ]
    constants = {
        "w": reals("W7.lin.w", 3072, 768, scale=scale),
        "b": reals("W7.lin.b", 3072, scale=scale),
    }
    return _call(nodes, constants, reals("W7.lin.x", 128, 768), (128, 3072))


def _softmax():
    node = helper.make_node("Softmax", ["x"], ["y"], axis=-1)
    return _call([node], {}, reals("W7.softmax.x", 256, 1024), (256, 1024))


def _layer_norm():
    node = helper.make_node("LayerNormalization", ["x", "g", "b"], ["y"], axis=-1, epsilon=1e-5)
    constants = {"g": reals("W7.ln.g", 768), "b": reals("W7.ln.b", 768)}
    return _call([node], constants, reals("W7.ln.x", 256, 768), (256, 768))


WORKS = {
    **{f"W3 infer b{batch}": (lambda batch=batch: _mlp(batch)) for batch in (1, 32, 256)},
    **{
        f"{w} infer b{n}": (lambda w=w, n=n: _cnn(w, n))
        for w, n in (("W4a", 1), ("W4a", 32), ("W4b", 32))
    },
    **{f"W7 matmul {size}": (lambda size=size: _matmul(size)) for size in (256, 512, 1024)},
    **{f"W7 {name}": (lambda name=name: _conv(name)) for name in ("conv1", "conv2")},
    "W7 linear+bias+gelu": _linear_gelu,
    "W7 softmax": _softmax,
    "W7 layernorm": _layer_norm,
}
