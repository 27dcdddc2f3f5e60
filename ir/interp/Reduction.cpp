// Reference evaluation of the reductions.
#include "ir/Wick.h"
#include "ir/interp/Index.h"
#include <cmath>

using namespace wick::ir;
using Operands = llvm::ArrayRef<const HostTensor *>;
using Results = llvm::MutableArrayRef<HostTensor>;

/// Calls body(i, r) for each position i of the input, in row-major order, with the position r of
/// the result that it is reduced into.
static void forEachReduced(llvm::ArrayRef<int64_t> shape, llvm::ArrayRef<int64_t> dims,
                           llvm::function_ref<void(int64_t, int64_t)> body) {
  Shape strides = rowMajorStrides(reducedShape(shape, dims, /*keepDims=*/true));
  for (int64_t dim : dims)
    strides[dim] = 0;
  int64_t position = 0;
  forEachIndex(
      shape, [&](llvm::ArrayRef<int64_t> index) { body(position++, positionOf(index, strides)); });
}

/// result += input, from zeros.
static void sumInto(const HostTensor &input, llvm::ArrayRef<int64_t> dims, HostTensor &result) {
  forEachReduced(input.shape(), dims, [&](int64_t i, int64_t r) {
    if (input.isReal())
      result.reals[r] += input.reals[i];
    else
      result.integers[r] = wrapTo(result.type.getElementType(),
                                  uint64_t(result.integers[r]) + uint64_t(input.integers[i]));
  });
}

void ReduceSumOp::evaluate(Operands operands, Results results) {
  sumInto(*operands[0], getDims(), results[0]);
}

void ReduceMeanOp::evaluate(Operands operands, Results results) {
  sumInto(*operands[0], getDims(), results[0]);
  double count = 1;
  for (int64_t dim : getDims())
    count *= static_cast<double>(operands[0]->shape()[dim]);
  for (double &value : results[0].reals)
    value /= count;
}

void ReduceMaxOp::evaluate(Operands operands, Results results) {
  const HostTensor &input = *operands[0];
  HostTensor &result = results[0];
  std::vector<bool> seen(result.size(), false);
  forEachReduced(input.shape(), getDims(), [&](int64_t i, int64_t r) {
    // Written so that a NaN, which compares false, replaces and is never replaced.
    bool keeps = seen[r] &&
                 (input.isReal() ? std::isnan(result.reals[r]) || input.reals[i] <= result.reals[r]
                                 : input.integers[i] <= result.integers[r]);
    if (!keeps)
      copyElement(input, i, result, r);
    seen[r] = true;
  });
}

void ArgmaxOp::evaluate(Operands operands, Results results) {
  const HostTensor &input = *operands[0];
  int64_t dim = getDim(), step = rowMajorStrides(input.shape())[dim];
  std::vector<int64_t> best(results[0].size(), -1); // position in the input
  forEachReduced(input.shape(), {dim}, [&](int64_t i, int64_t r) {
    bool greater = best[r] < 0 || (input.isReal() ? input.reals[i] > input.reals[best[r]]
                                                  : input.integers[i] > input.integers[best[r]]);
    if (greater)
      best[r] = i;
  });
  for (int64_t r = 0; r < results[0].size(); ++r)
    results[0].integers[r] = best[r] / step % input.shape()[dim];
}
