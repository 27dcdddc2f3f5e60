#include "ir/decompose/Build.h"
#include <numbers>

using namespace mlir;
using namespace wick::ir;

/// (1 + tanh(x/2)) / 2: equal to 1 / (1 + exp(-x)) and overflows nowhere.
SmallVector<Value> SigmoidOp::decompose(OpBuilder &builder) {
  Build b(builder, getLoc());
  Value tanh = b.create<TanhOp>(b.mul(getInput(), 0.5));
  return {b.add(b.mul(tanh, 0.5), 0.5)};
}

SmallVector<Value> ReluOp::decompose(OpBuilder &builder) {
  Build b(builder, getLoc());
  return {b.create<MaximumOp>(getInput(), b.scalar(0, getInput()))};
}

/// Hendrycks and Gimpel, "Gaussian Error Linear Units", 2016, section 2.
SmallVector<Value> GeluOp::decompose(OpBuilder &builder) {
  Build b(builder, getLoc());
  Value x = getInput(), cdf;
  if (getApproximate() == GeluApproximation::tanh) {
    Value inner = b.mul(b.add(b.mul(b.mul(x, x), 0.044715), 1.0), x);
    cdf = b.create<TanhOp>(b.mul(inner, std::sqrt(2 * std::numbers::inv_pi)));
  } else {
    cdf = b.create<ErfOp>(b.mul(x, 1 / std::numbers::sqrt2));
  }
  return {b.mul(b.mul(x, 0.5), b.add(cdf, 1.0))};
}

SmallVector<Value> ReduceMeanOp::decompose(OpBuilder &builder) {
  Build b(builder, getLoc());
  int64_t count = 1;
  for (int64_t dim : getDims())
    count *= tensorType(getInput()).getDimSize(dim);
  Value sum = b.create<ReduceSumOp>(getInput(), getDims(), getKeepDims());
  return {b.mul(sum, 1.0 / count)};
}
