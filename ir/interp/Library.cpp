// Reference evaluation of what a library computes.
#include "ir/Wick.h"
#include "ir/interp/Index.h"
#include <cmath>
#include <numbers>

using namespace wick::ir;

namespace {

/// Elements `count` from `first` on, `step` apart.
struct Line {
  double *first;
  int64_t count, step;
  double &operator[](int64_t i) const { return first[i * step]; }
};

void softmaxLine(Line line) {
  double maximum = line[0], sum = 0;
  for (int64_t i = 1; i < line.count; ++i)
    maximum = std::max(maximum, line[i]);
  for (int64_t i = 0; i < line.count; ++i)
    sum += line[i] = std::exp(line[i] - maximum);
  for (int64_t i = 0; i < line.count; ++i)
    line[i] /= sum;
}

void normalizeLine(Line line, const HostTensor &scale, const HostTensor &shift, double epsilon) {
  double mean = 0, variance = 0;
  for (int64_t i = 0; i < line.count; ++i)
    mean += line[i] / double(line.count);
  for (int64_t i = 0; i < line.count; ++i)
    variance += (line[i] - mean) * (line[i] - mean) / double(line.count);
  for (int64_t i = 0; i < line.count; ++i)
    line[i] = (line[i] - mean) / std::sqrt(variance + epsilon) * scale.reals[i] + shift.reals[i];
}

/// Calls `body` with every line of `tensor` along `dim`.
void forEachLine(HostTensor &tensor, int64_t dim, llvm::function_ref<void(Line)> body) {
  Shape firsts(tensor.shape()), strides = rowMajorStrides(tensor.shape());
  int64_t count = std::exchange(firsts[dim], 1);
  forEachIndex(firsts, [&](llvm::ArrayRef<int64_t> index) {
    if (count)
      body({&tensor.reals[positionOf(index, strides)], count, strides[dim]});
  });
}

double applied(EpilogueStep step, double x, double addend) {
  switch (step) {
  case EpilogueStep::relu:
    return std::isnan(x) ? x : std::max(x, 0.0);
  case EpilogueStep::gelu_erf:
    return x / 2 * (1 + std::erf(x / std::numbers::sqrt2));
  case EpilogueStep::gelu_tanh:
    return x / 2 *
           (1 + std::tanh(std::sqrt(2 * std::numbers::inv_pi) * (x + 0.044715 * x * x * x)));
  case EpilogueStep::sigmoid:
    return 1 / (1 + std::exp(-x));
  case EpilogueStep::tanh:
    return std::tanh(x);
  case EpilogueStep::exp:
    return std::exp(x);
  case EpilogueStep::addend:
    return x + addend;
  }
  llvm_unreachable("all steps are listed");
}

} // namespace

/// The product and the bias, without the epilogue.
static void evaluateMatmul(LibraryCallOp op, const HostTensor &x, const HostTensor &w,
                           const HostTensor *bias, HostTensor &result) {
  int64_t rank = result.shape().size(), size = op.getK();
  int64_t m = result.shape()[rank - 2], n = result.shape()[rank - 1];
  for (int64_t i = 0; i < result.size(); ++i) {
    int64_t batch = i / (m * n), row = i / n % m, column = i % n;
    double sum = bias ? bias->reals[column] : 0;
    for (int64_t k = 0; k < size; ++k)
      sum += x.reals[batch * m * size + (op.getTransposeInput() ? k * m + row : row * size + k)] *
             w.reals[batch * n * size +
                     (op.getTransposeWeight() ? column * size + k : k * n + column)];
    result.reals[i] = sum;
  }
}

void LibraryCallOp::evaluate(llvm::ArrayRef<const HostTensor *> operands,
                             llvm::MutableArrayRef<HostTensor> results) {
  const HostTensor &input = *operands[0];
  size_t next = 1;
  const HostTensor *weight = getWeight() ? operands[next++] : nullptr;
  const HostTensor *bias = getBias() ? operands[next++] : nullptr;
  const HostTensor *addend = getAddend() ? operands[next++] : nullptr;
  HostTensor &result = results[0];
  if (getFunction() == LibraryFunction::matmul)
    evaluateMatmul(*this, input, *weight, bias, result);
  else
    result.reals = input.reals;
  if (getFunction() == LibraryFunction::softmax)
    forEachLine(result, getDim(), softmaxLine);
  if (getFunction() == LibraryFunction::layer_norm)
    forEachLine(result, result.shape().size() - 1, [&](Line line) {
      normalizeLine(line, *weight, *bias, getEpsilon().convertToDouble());
    });
  for (auto step : getEpilogue().getAsRange<EpilogueStepAttr>())
    for (int64_t i = 0; i < result.size(); ++i)
      result.reals[i] = applied(step.getValue(), result.reals[i], addend ? addend->reals[i] : 0);
}
