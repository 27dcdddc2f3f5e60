"""W3 and W7 by PyTorch (eager): calls to be timed."""

import torch
from torch.nn import functional as F

from workloads import MLP_LAYERS, integers, mlp_input, reals

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


def _mlp():
    linears = [torch.nn.Linear(w.shape[1], w.shape[0]) for w, _ in MLP_LAYERS]
    with torch.no_grad():
        for linear, (weight, bias) in zip(linears, MLP_LAYERS):
            linear.weight.copy_(_tensor(weight))
            linear.bias.copy_(_tensor(bias))
    relu = torch.nn.ReLU()
    return torch.nn.Sequential(linears[0], relu, linears[1], relu, linears[2])


def _infer(batch):
    model, x = _mlp(), _tensor(mlp_input(batch))
    return _inference(lambda: model(x))


def _train(make_optimizer):
    model, x, y = _mlp(), _tensor(mlp_input(32)), torch.from_numpy(integers("W3.y", 32, 10))
    optimizer = make_optimizer(model.parameters())

    def call():
        optimizer.zero_grad()
        loss = F.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
        return loss.detach().numpy()

    return call


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
    **{f"W3 infer b{batch}": (lambda batch=batch: _infer(batch)) for batch in (1, 32, 256)},
    "W3 train b32 SGDm": lambda: _train(lambda p: torch.optim.SGD(p, lr=0.01, momentum=0.9)),
    "W3 train b32 Adam": lambda: _train(lambda p: torch.optim.Adam(p, lr=1e-3)),
    **{f"W7 matmul {size}": (lambda size=size: _matmul(size)) for size in (256, 512, 1024)},
    "W7 linear+bias+gelu": _linear_gelu,
    "W7 softmax": _softmax,
    "W7 layernorm": _layer_norm,
}
