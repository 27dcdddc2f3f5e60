// The kernels of W7 by each of Wick's backends and by the libraries.
#include "bench/LoadedModel.h"
#include "bench/kernels/Problem.h"
#include "bench/workloads/Data.h"

#include <cmath>

namespace wick::bench {
namespace {

constexpr const char *kResult = "y";

Floats rounded(const std::vector<double> &numbers) { return {numbers.begin(), numbers.end()}; }

std::vector<double> widened(const Floats &numbers) { return {numbers.begin(), numbers.end()}; }

/// The kernel of `p` on x; weight and bias are params of `m`.
Tensor apply(const Problem &p, Model &m, Tensor x) {
  auto weight = [&](Shape shape) {
    return m.param("weight", shape, init::values(widened(p.weight)));
  };
  auto bias = [&] { return m.param("bias", {p.n}, init::values(widened(p.bias))); };
  auto image = [&](Tensor rows, int64_t channels) {
    return transpose(reshape(rows, {p.m, p.size, p.size, channels}), {0, 3, 1, 2});
  };
  switch (p.kernel) {
  case Kernel::matmul:
    return matmul(x, weight({p.k, p.n}));
  case Kernel::linearGelu:
    return gelu(linear(x, weight({p.k, p.n}), bias()), Gelu::tanh);
  case Kernel::conv: {
    const Windows &windows = p.windows;
    Tensor y = conv2d(image(x, p.k), weight({p.n, p.k, windows.size, windows.size}), bias(),
                      {.stride = windows.stride, .padding = windows.padding});
    return transpose(y, {0, 2, 3, 1});
  }
  case Kernel::convDx: {
    Tensor w = weight({p.n, p.k, p.windows.size, p.windows.size});
    return transpose(inputGradient(p, m, image(x, p.n), w), {0, 2, 3, 1});
  }
  case Kernel::convDw:
    return weightGradient(p, m, image(x, p.k), image(weight({p.m, p.size, p.size, p.n}), p.n));
  case Kernel::maxPool: {
    Tensor y = max_pool2d(image(x, p.n), p.windows.size,
                          {.stride = p.windows.stride, .padding = p.windows.padding});
    return transpose(y, {0, 2, 3, 1});
  }
  case Kernel::softmax:
    return softmax(x);
  case Kernel::layerNorm:
    return layer_norm(x, weight({p.n}), bias());
  }
  return {};
}

} // namespace

Build modelOf(const SharedProblem &problem) {
  return [problem](Model &m) {
    Tensor x = m.input("x", {problem->m, problem->columns()});
    m.example(x, widened(problem->x));
    m.entry(kKernelEntry, {x}, {{kResult, apply(*problem, m, x)}});
  };
}

Column wickColumn(const SharedProblem &problem, const char *name, Backend backend,
                  const CompileOptions &options) {
  // The libraries get their weights packed beforehand too.
  auto model = std::make_shared<LoadedModel>(modelOf(problem), backend, Weights::frozen, options);
  Column column;
  column.backend = name;
  column.run = [model] { model->run(kKernelEntry); };
  column.result = [model] {
    model->run(kKernelEntry);
    std::span<const float> y = model->result(kKernelEntry, kResult);
    return std::vector<float>(y.begin(), y.end());
  };
  return column;
}

/// Whether wick-winograd takes the kernel of `p`, for any ISA.
static bool convolvesByWinograd(const Problem &p) {
  return p.kernel == Kernel::conv && p.windows.size == 3 && p.windows.stride == 1 &&
         p.k % 32 == 0 && p.n % 32 == 0;
}

Case kernelCase(const std::string &work, std::function<Problem()> make) {
  auto columns = [make] {
    auto problem = std::make_shared<const Problem>(make());
    std::vector<Column> columns{wickColumn(problem, "naive", Backend::naive),
                                wickColumn(problem, "llvm", Backend::llvm)};
    if (convolvesByWinograd(*problem)) {
      CompileOptions options = compileOptions();
      options.winograd = true;
      columns.push_back(wickColumn(problem, "winograd", Backend::llvm, options));
    }
    for (auto peer : {onednnColumn, openblasColumn})
      if (std::optional<Column> found = peer(problem))
        columns.push_back(std::move(*found));
    return columns;
  };
  auto cost = [make] {
    return costOf(modelOf(std::make_shared<const Problem>(make())), kKernelEntry);
  };
  return {work, columns, cost};
}

namespace {

Problem matmul(const std::string &size, int64_t m, int64_t n, int64_t k) {
  return {"W7 matmul " + size,
          Kernel::matmul,
          m,
          n,
          k,
          rounded(workloads::reals("W7.A" + size, m * k, 1)),
          rounded(workloads::reals("W7.B" + size, k * n, 1)),
          {}};
}

Problem linearGelu() {
  constexpr int64_t m = 128, n = 3072, k = 768;
  double scale = 1 / std::sqrt(static_cast<double>(k));
  std::vector<double> weight = workloads::reals("W7.lin.w", n * k, scale); // [out, in]
  return {"W7 linear+bias+gelu",
          Kernel::linearGelu,
          m,
          n,
          k,
          rounded(workloads::reals("W7.lin.x", m * k, 1)),
          rounded(workloads::transposed(weight, n, k)),
          rounded(workloads::reals("W7.lin.b", n, scale))};
}

Problem softmaxOfRows() {
  constexpr int64_t m = 256, n = 1024;
  return {"W7 softmax",
          Kernel::softmax,
          m,
          n,
          0,
          rounded(workloads::reals("W7.softmax.x", m * n, 1)),
          {},
          {}};
}

Problem layerNormOfRows() {
  constexpr int64_t m = 256, n = 768;
  return {"W7 layernorm",
          Kernel::layerNorm,
          m,
          n,
          0,
          rounded(workloads::reals("W7.ln.x", m * n, 1)),
          rounded(workloads::reals("W7.ln.g", n, 1)),
          rounded(workloads::reals("W7.ln.b", n, 1))};
}

} // namespace

Problem squareMatmul(int64_t size) { return matmul(std::to_string(size), size, size, size); }

std::vector<Case> kernelCases() {
  std::vector<Case> cases;
  for (int64_t size : {64, 256, 512, 1024})
    cases.push_back(
        kernelCase("W7 matmul " + std::to_string(size), [size] { return squareMatmul(size); }));
  for (int64_t rows : {1, 8, 32}) {
    std::string size = std::to_string(rows) + "x768x768";
    cases.push_back(kernelCase("W7 matmul " + size, [=] { return matmul(size, rows, 768, 768); }));
  }
  cases.push_back(kernelCase("W7 linear+bias+gelu", linearGelu));
  for (Case &work : imageCases())
    cases.push_back(std::move(work));
  cases.push_back(kernelCase("W7 softmax", softmaxOfRows));
  cases.push_back(kernelCase("W7 layernorm", layerNormOfRows));
  return cases;
}

} // namespace wick::bench
