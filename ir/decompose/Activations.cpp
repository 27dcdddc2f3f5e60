#include "ir/NotWritten.h"
#include "ir/decompose/Build.h"
#include <numbers>

using namespace mlir;
using namespace wick;
using namespace wick::ir;

static SmallVector<Value> decomposeSigmoid(SigmoidOp op, Build &b) {
  // LAB BEGIN 02.2 "Sigmoid that does not overflow"
  // TASK: Return 1 / (1 + exp(-x)) for x = op.getInput(), written so that no step of it overflows
  // TASK: for any x, in four elementwise ops.
  // STUB: return lab::notWritten(op.getLoc(), "02.2");
  // (1 + tanh(x/2)) / 2 is equal on paper, and tanh is bounded.
  Value tanh = b.create<TanhOp>(b.mul(op.getInput(), 0.5));
  return {b.add(b.mul(tanh, 0.5), 0.5)};
  // LAB END
}

static SmallVector<Value> decomposeRelu(ReluOp op, Build &b) {
  return {b.create<MaximumOp>(op.getInput(), b.scalar(0, op.getInput()))};
}

/// Hendrycks and Gimpel, "Gaussian Error Linear Units", 2016, section 2.
static SmallVector<Value> decomposeGelu(GeluOp op, Build &b) {
  // LAB BEGIN 02.3 "Two forms of gelu"
  // TASK: Return x/2 (1 + erf(x / sqrt(2))) for x = op.getInput(), or, where op.getApproximate() is
  // TASK: GeluApproximation::tanh, x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))).
  // STUB: return lab::notWritten(op.getLoc(), "02.3");
  Value x = op.getInput(), cdf;
  if (op.getApproximate() == GeluApproximation::tanh) {
    Value inner = b.mul(b.add(b.mul(b.mul(x, x), 0.044715), 1.0), x);
    cdf = b.create<TanhOp>(b.mul(inner, std::sqrt(2 * std::numbers::inv_pi)));
  } else {
    cdf = b.create<ErfOp>(b.mul(x, 1 / std::numbers::sqrt2));
  }
  return {b.mul(b.mul(x, 0.5), b.add(cdf, 1.0))};
  // LAB END
}

/// `x`, shifted along `dim` so that exp overflows for no x.
static Value shifted(Build &b, Value x, int64_t dim) {
  // LAB BEGIN 02.1a "Softmax: the shift"
  // TASK: Subtract from each row of x along `dim` what keeps exp from overflowing and softmax the
  // TASK: same.
  // STUB: return x;
  // The largest exponent becomes 0.
  return b.sub(x, b.reduceKeeping<ReduceMaxOp>(x, dim));
  // LAB END
}

static SmallVector<Value> decomposeSoftmax(SoftmaxOp op, Build &b) {
  // LAB BEGIN 02.1b "Softmax: the quotient"
  // TASK: Return exp(x_i) / sum_j exp(x_j) along op.getDim(), for x = op.getInput() after
  // TASK: shifted().
  // STUB: return lab::notWritten(op.getLoc(), "02.1");
  Value exp = b.create<ExpOp>(shifted(b, op.getInput(), op.getDim()));
  // One quotient for a row, not one for an element.
  Value inverse = b.div(b.scalar(1, exp), b.reduceKeeping<ReduceSumOp>(exp, op.getDim()));
  return {b.mul(exp, inverse)};
  // LAB END
}

/// x - log(sum of exp(x)), x shifted by its maximum.
static SmallVector<Value> decomposeLogSoftmax(LogSoftmaxOp op, Build &b) {
  // LAB BEGIN 04.1 "Log-softmax by log-sum-exp"
  // TASK: Return log(exp(x_i) / sum_j exp(x_j)) along dimension op.getDim() for x = op.getInput(),
  // TASK: without an overflow of exp and without the logarithm of a probability.
  // TASK: b.reduceKeeping<ReduceMaxOp or ReduceSumOp>(x, dim) keeps the dimension with size 1.
  // STUB: return lab::notWritten(op.getLoc(), "04.1");
  Value x = shifted(b, op.getInput(), op.getDim());
  Value sum = b.reduceKeeping<ReduceSumOp>(b.create<ExpOp>(x), op.getDim());
  return {b.sub(x, b.create<LogOp>(sum))};
  // LAB END
}

WICK_DECOMPOSE(SigmoidOp, decomposeSigmoid)
WICK_DECOMPOSE(ReluOp, decomposeRelu)
WICK_DECOMPOSE(GeluOp, decomposeGelu)
WICK_DECOMPOSE(SoftmaxOp, decomposeSoftmax)
WICK_DECOMPOSE(LogSoftmaxOp, decomposeLogSoftmax)
