// Reference evaluation of the composites of neural networks.
#include "ir/Wick.h"
#include "ir/interp/Index.h"
#include "ir/interp/Philox.h"
#include <cmath>

using namespace wick::ir;
using Operands = llvm::ArrayRef<const HostTensor *>;
using Results = llvm::MutableArrayRef<HostTensor>;

void LinearOp::evaluate(Operands operands, Results results) {
  const HostTensor &x = *operands[0], &w = *operands[1];
  int64_t in = w.shape()[0], out = w.shape()[1];
  for (int64_t i = 0; i < results[0].size(); ++i) {
    int64_t row = i / out, n = i % out;
    double sum = getBias() ? operands[2]->reals[n] : 0;
    for (int64_t k = 0; k < in; ++k)
      sum += x.reals[row * in + k] * w.reals[k * out + n];
    results[0].reals[i] = sum;
  }
}

//===----------------------------------------------------------------------===//
// LayerNormOp
//===----------------------------------------------------------------------===//

void LayerNormOp::evaluate(Operands operands, Results results) {
  const HostTensor &x = *operands[0], &gamma = *operands[1], &beta = *operands[2];
  int64_t size = x.shape().back();
  double epsilon = getEpsilon().convertToDouble();
  for (int64_t first = 0; first < x.size(); first += size) {
    double sum = 0, squares = 0;
    for (int64_t i = 0; i < size; ++i)
      sum += x.reals[first + i];
    double mean = sum / static_cast<double>(size);
    for (int64_t i = 0; i < size; ++i)
      squares += (x.reals[first + i] - mean) * (x.reals[first + i] - mean);
    double deviation = std::sqrt(squares / static_cast<double>(size) + epsilon);
    for (int64_t i = 0; i < size; ++i)
      results[0].reals[first + i] =
          (x.reals[first + i] - mean) / deviation * gamma.reals[i] + beta.reals[i];
  }
}

//===----------------------------------------------------------------------===//
// SoftmaxOp, LogSoftmaxOp
//===----------------------------------------------------------------------===//

/// log(sum(exp(x))) over `count` numbers, `step` apart; the maximum is taken out so that nothing
/// overflows.
static double logSumExp(const double *x, int64_t count, int64_t step) {
  double maximum = x[0], sum = 0;
  for (int64_t i = 1; i < count; ++i)
    maximum = std::max(maximum, x[i * step]);
  for (int64_t i = 0; i < count; ++i)
    sum += std::exp(x[i * step] - maximum);
  return maximum + std::log(sum);
}

/// result = x - logSumExp(x) along `dim`.
static void evaluateLogSoftmax(const HostTensor &input, int64_t dim, HostTensor &result) {
  if (input.size() == 0)
    return;
  Shape lines(input.shape());
  Shape strides = rowMajorStrides(lines);
  int64_t count = std::exchange(lines[dim], 1), step = strides[dim];
  forEachIndex(lines, [&](llvm::ArrayRef<int64_t> index) {
    int64_t first = positionOf(index, strides);
    double normalizer = logSumExp(&input.reals[first], count, step);
    for (int64_t i = first; i < first + count * step; i += step)
      result.reals[i] = input.reals[i] - normalizer;
  });
}

void LogSoftmaxOp::evaluate(Operands operands, Results results) {
  evaluateLogSoftmax(*operands[0], getDim(), results[0]);
}

void SoftmaxOp::evaluate(Operands operands, Results results) {
  evaluateLogSoftmax(*operands[0], getDim(), results[0]);
  for (double &value : results[0].reals)
    value = std::exp(value);
}

//===----------------------------------------------------------------------===//
// Losses
//===----------------------------------------------------------------------===//

void MseLossOp::evaluate(Operands operands, Results results) {
  double sum = 0;
  for (auto [x, t] : llvm::zip_equal(operands[0]->reals, operands[1]->reals))
    sum += (x - t) * (x - t);
  results[0].reals[0] = sum / static_cast<double>(operands[0]->size());
}

void BceWithLogitsOp::evaluate(Operands operands, Results results) {
  double sum = 0;
  for (auto [x, t] : llvm::zip_equal(operands[0]->reals, operands[1]->reals))
    sum += std::max(x, 0.0) - x * t + std::log1p(std::exp(-std::abs(x)));
  results[0].reals[0] = sum / static_cast<double>(operands[0]->size());
}

void CrossEntropyOp::evaluate(Operands operands, Results results) {
  const HostTensor &logits = *operands[0], &labels = *operands[1];
  int64_t classes = logits.shape().back();
  double sum = 0;
  for (int64_t row = 0; row < labels.size(); ++row) {
    int64_t label = labels.integers[row];
    if (label >= 0 && label < classes)
      sum +=
          logSumExp(&logits.reals[row * classes], classes, 1) - logits.reals[row * classes + label];
  }
  results[0].reals[0] = sum / static_cast<double>(labels.size());
}

//===----------------------------------------------------------------------===//
// DropoutOp
//===----------------------------------------------------------------------===//

void DropoutOp::evaluate(Operands operands, Results results) {
  RandomSequence sequence{operands[1]->integers[0], operands[2]->integers[0], int64_t(getStream())};
  double rate = getRate().convertToDouble();
  for (int64_t i = 0; i < results[0].size(); ++i)
    results[0].reals[i] = sequence.uniform(i) >= rate ? operands[0]->reals[i] / (1 - rate) : 0;
}
