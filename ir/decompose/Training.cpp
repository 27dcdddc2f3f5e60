#include "ir/decompose/Build.h"
#include <cmath>

using namespace mlir;
using namespace wick::ir;

/// g + weight_decay * w.
template <typename Op> static Value decayedGradient(Op op, Build &b) {
  double rate = op.getWeightDecay().convertToDouble();
  return rate == 0 ? op.getGradient() : b.add(op.getGradient(), b.mul(op.getParam(), rate));
}

static SmallVector<Value> decomposeSgdStep(SgdStepOp op, Build &b) {
  Value g = decayedGradient(op, b);
  return {b.sub(op.getParam(), b.mul(g, op.getLearningRate()))};
}

static SmallVector<Value> decomposeMomentumStep(MomentumStepOp op, Build &b) {
  Value g = decayedGradient(op, b);
  Value velocity = b.add(b.mul(op.getVelocity(), op.getMomentum().convertToDouble()), g);
  return {b.sub(op.getParam(), b.mul(velocity, op.getLearningRate())), velocity};
}

/// 1 - beta^t as a scalar of the type of `like`; in f64, because it cancels for beta near 1.
static Value biasCorrection(Build &b, Value step, double beta, Value like) {
  auto f64 = RankedTensorType::get({}, Float64Type::get(step.getContext()));
  Value t = b.create<CastOp>(f64, step);
  Value power = b.create<ExpOp>(b.mul(t, std::log(beta)));
  Value correction = b.sub(b.scalar(1, power), power);
  return b.create<CastOp>(RankedTensorType::get({}, tensorType(like).getElementType()), correction);
}

/// The update shared by Adam and AdamW, from the weights and gradient after their kinds of decay.
template <typename Op> static SmallVector<Value> adamUpdate(Op op, Build &b, Value w, Value g) {
  double beta1 = op.getBeta1().convertToDouble(), beta2 = op.getBeta2().convertToDouble();
  Value m = b.add(b.mul(op.getFirstMoment(), beta1), b.mul(g, 1 - beta1));
  Value v = b.add(b.mul(op.getSecondMoment(), beta2), b.mul(b.mul(g, g), 1 - beta2));
  // lr / (1 - beta1^t) and 1 / (1 - beta2^t) are scalars: one division each, not one per element.
  Value rate = b.div(op.getLearningRate(), biasCorrection(b, op.getStep(), beta1, w));
  Value scale = b.div(b.scalar(1, w), biasCorrection(b, op.getStep(), beta2, w));
  Value root = b.add(b.create<SqrtOp>(b.mul(v, scale)), op.getEpsilon().convertToDouble());
  return {b.sub(w, b.div(b.mul(m, rate), root)), m, v};
}

static SmallVector<Value> decomposeAdamStep(AdamStepOp op, Build &b) {
  return adamUpdate(op, b, op.getParam(), decayedGradient(op, b));
}

static SmallVector<Value> decomposeAdamWStep(AdamWStepOp op, Build &b) {
  double weightDecay = op.getWeightDecay().convertToDouble();
  Value w = op.getParam();
  if (weightDecay != 0)
    w = b.sub(w, b.mul(w, b.mul(op.getLearningRate(), weightDecay)));
  return adamUpdate(op, b, w, op.getGradient());
}

WICK_DECOMPOSE(SgdStepOp, decomposeSgdStep)
WICK_DECOMPOSE(MomentumStepOp, decomposeMomentumStep)
WICK_DECOMPOSE(AdamStepOp, decomposeAdamStep)
WICK_DECOMPOSE(AdamWStepOp, decomposeAdamWStep)
