// The kernels of W7 by each of Wick's backends and by the libraries.
#include "bench/LoadedModel.h"
#include "bench/kernels/Problem.h"
#include "bench/workloads/Data.h"

#include <cmath>

namespace wick::bench {
namespace {

constexpr const char *kEntry = "infer", *kResult = "y";

Floats rounded(const std::vector<double> &numbers) { return {numbers.begin(), numbers.end()}; }

std::vector<double> widened(const Floats &numbers) { return {numbers.begin(), numbers.end()}; }

/// The problem as a model: x an input, weight and bias params.
Build modelOf(const SharedProblem &problem) {
  return [problem](Model &m) {
    const Problem &p = *problem;
    Tensor x = m.input("x", {p.m, p.kernel == Kernel::softmax ? p.n : p.k}), y;
    m.example(x, widened(p.x));
    if (p.kernel == Kernel::softmax) {
      y = softmax(x);
    } else {
      Tensor weight = m.param("weight", {p.k, p.n}, init::values(widened(p.weight)));
      y = p.kernel == Kernel::matmul
              ? matmul(x, weight)
              : gelu(linear(x, weight, m.param("bias", {p.n}, init::values(widened(p.bias)))),
                     Gelu::tanh);
    }
    m.entry(kEntry, {x}, {{kResult, y}});
  };
}

Column column(const SharedProblem &problem, const char *backendName, Backend backend) {
  auto model = std::make_shared<LoadedModel>(modelOf(problem), backend);
  Column column;
  column.backend = backendName;
  column.run = [model] { model->run(kEntry); };
  column.result = [model] {
    model->run(kEntry);
    std::span<const float> y = model->result(kEntry, kResult);
    return std::vector<float>(y.begin(), y.end());
  };
  return column;
}

/// The operands are made when the row runs, and once for all its columns.
Case makeCase(const std::string &work, std::function<Problem()> make) {
  auto columns = [make] {
    auto problem = std::make_shared<const Problem>(make());
    std::vector<Column> columns{column(problem, "naive", Backend::naive),
                                column(problem, "llvm", Backend::llvm)};
    for (auto peer : {onednnColumn, openblasColumn})
      if (std::optional<Column> found = peer(problem))
        columns.push_back(std::move(*found));
    return columns;
  };
  auto flops = [make] { return flopsOf(modelOf(std::make_shared<const Problem>(make())), kEntry); };
  return {work, columns, flops};
}

Case matmulCase(const std::string &size, int64_t m, int64_t n, int64_t k) {
  std::string work = "W7 matmul " + size;
  return makeCase(work, [=] {
    return Problem{work,
                   Kernel::matmul,
                   m,
                   n,
                   k,
                   rounded(workloads::reals("W7.A" + size, m * k, 1)),
                   rounded(workloads::reals("W7.B" + size, k * n, 1)),
                   {}};
  });
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

} // namespace

std::vector<Case> kernelCases() {
  std::vector<Case> cases;
  for (int64_t size : {64, 256, 512, 1024})
    cases.push_back(matmulCase(std::to_string(size), size, size, size));
  for (int64_t rows : {1, 8, 32})
    cases.push_back(matmulCase(std::to_string(rows) + "x768x768", rows, 768, 768));
  cases.push_back(makeCase("W7 linear+bias+gelu", linearGelu));
  cases.push_back(makeCase("W7 softmax", softmaxOfRows));
  return cases;
}

} // namespace wick::bench
