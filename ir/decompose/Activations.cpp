#include "ir/decompose/Build.h"
#include <numbers>

using namespace mlir;
using namespace wick::ir;

/// (1 + tanh(x/2)) / 2: equal to 1 / (1 + exp(-x)) and overflows nowhere.
static SmallVector<Value> decomposeSigmoid(SigmoidOp op, Build &b) {
  Value tanh = b.create<TanhOp>(b.mul(op.getInput(), 0.5));
  return {b.add(b.mul(tanh, 0.5), 0.5)};
}

static SmallVector<Value> decomposeRelu(ReluOp op, Build &b) {
  return {b.create<MaximumOp>(op.getInput(), b.scalar(0, op.getInput()))};
}

/// Hendrycks and Gimpel, "Gaussian Error Linear Units", 2016, section 2.
static SmallVector<Value> decomposeGelu(GeluOp op, Build &b) {
  Value x = op.getInput(), cdf;
  if (op.getApproximate() == GeluApproximation::tanh) {
    Value inner = b.mul(b.add(b.mul(b.mul(x, x), 0.044715), 1.0), x);
    cdf = b.create<TanhOp>(b.mul(inner, std::sqrt(2 * std::numbers::inv_pi)));
  } else {
    cdf = b.create<ErfOp>(b.mul(x, 1 / std::numbers::sqrt2));
  }
  return {b.mul(b.mul(x, 0.5), b.add(cdf, 1.0))};
}

/// x - max: the largest exponent becomes 0, so that exp overflows for no x.
static Value shifted(Build &b, Value x, int64_t dim) {
  return b.sub(x, b.reduceKeeping<ReduceMaxOp>(x, dim));
}

static SmallVector<Value> decomposeSoftmax(SoftmaxOp op, Build &b) {
  Value exp = b.create<ExpOp>(shifted(b, op.getInput(), op.getDim()));
  return {b.div(exp, b.reduceKeeping<ReduceSumOp>(exp, op.getDim()))};
}

static SmallVector<Value> decomposeLogSoftmax(LogSoftmaxOp op, Build &b) {
  Value x = shifted(b, op.getInput(), op.getDim());
  Value sum = b.reduceKeeping<ReduceSumOp>(b.create<ExpOp>(x), op.getDim());
  return {b.sub(x, b.create<LogOp>(sum))};
}

WICK_DECOMPOSE(SigmoidOp, decomposeSigmoid)
WICK_DECOMPOSE(ReluOp, decomposeRelu)
WICK_DECOMPOSE(GeluOp, decomposeGelu)
WICK_DECOMPOSE(SoftmaxOp, decomposeSoftmax)
WICK_DECOMPOSE(LogSoftmaxOp, decomposeLogSoftmax)
