// The updates of optimizers, element by element. The formulas stand in ir/ops/Training.td.
#include "ir/NotWritten.h"
#include "ir/decompose/Build.h"
#include <cmath>

using namespace mlir;
using namespace wick;
using namespace wick::ir;

/// g + weight_decay * w.
template <typename Op> static Value decayedGradient(Op op, Build &b) {
  double rate = op.getWeightDecay().convertToDouble();
  return rate == 0 ? op.getGradient() : b.add(op.getGradient(), b.mul(op.getParam(), rate));
}

static SmallVector<Value> decomposeSgdStep(SgdStepOp op, Build &b) {
  // LAB BEGIN 06.1a "SGD: a step against the gradient"
  // TASK: Return the new weights. decayedGradient(op, b), above, is the gradient with weight decay.
  // STUB: return lab::notWritten(op.getLoc(), "06.1");
  Value g = decayedGradient(op, b);
  return {b.sub(op.getParam(), b.mul(g, op.getLearningRate()))};
  // LAB END
}

static SmallVector<Value> decomposeMomentumStep(MomentumStepOp op, Build &b) {
  // LAB BEGIN 06.1b "SGD: a velocity that remembers"
  // TASK: Return the new weights and the new velocity, in this order. op.getMomentum() is an
  // TASK: APFloat: .convertToDouble() makes a number of it.
  // STUB: return lab::notWritten(op.getLoc(), "06.1");
  Value g = decayedGradient(op, b);
  Value velocity = b.add(b.mul(op.getVelocity(), op.getMomentum().convertToDouble()), g);
  return {b.sub(op.getParam(), b.mul(velocity, op.getLearningRate())), velocity};
  // LAB END
}

/// 1 - beta^t as a scalar of the type of `like`; in f64, because it cancels for beta near 1.
static Value biasCorrection(Build &b, Value step, double beta, Value like) {
  auto f64 = RankedTensorType::get({}, Float64Type::get(step.getContext()));
  Value t = b.create<CastOp>(f64, step);
  Value power = b.create<ExpOp>(b.mul(t, std::log(beta)));
  Value correction = b.sub(b.scalar(1, power), power);
  return b.create<CastOp>(RankedTensorType::get({}, tensorType(like).getElementType()), correction);
}

static SmallVector<Value> decomposeAdamStep(AdamStepOp op, Build &b) {
  // LAB BEGIN 06.2 "Adam with bias correction"
  // TASK: Return the new weights, first moment and second moment. biasCorrection(b, op.getStep(),
  // TASK: beta, w), above, is 1 - beta^t, a scalar of the type of w. Divide scalars by it, not
  // TASK: tensors. The root is b.create<SqrtOp>(x).
  // STUB: return lab::notWritten(op.getLoc(), "06.2");
  Value w = op.getParam(), g = decayedGradient(op, b);
  double beta1 = op.getBeta1().convertToDouble(), beta2 = op.getBeta2().convertToDouble();
  double epsilon = op.getEpsilon().convertToDouble();
  Value m = b.add(b.mul(op.getFirstMoment(), beta1), b.mul(g, 1 - beta1));
  Value v = b.add(b.mul(op.getSecondMoment(), beta2), b.mul(b.mul(g, g), 1 - beta2));
  // lr / (1 - beta1^t) and 1 / (1 - beta2^t) are scalars: one division each, not one per element.
  Value rate = b.div(op.getLearningRate(), biasCorrection(b, op.getStep(), beta1, w));
  Value scale = b.div(b.scalar(1, w), biasCorrection(b, op.getStep(), beta2, w));
  Value root = b.add(b.create<SqrtOp>(b.mul(v, scale)), epsilon);
  return {b.sub(w, b.div(b.mul(m, rate), root)), m, v};
  // LAB END
}

/// The results of a wick.adam_step without weight decay of its own, in place of `op`, on weights
/// `w`.
static SmallVector<Value> adamOn(Value w, AdamWStepOp op, Build &b) {
  Value updated = b.create<AdamStepOp>(w, op.getGradient(), op.getFirstMoment(),
                                       op.getSecondMoment(), op.getStep(), op.getLearningRate(),
                                       op.getBeta1Attr(), op.getBeta2Attr(), op.getEpsilonAttr(),
                                       FloatAttr::get(op.getWeightDecayAttr().getType(), 0.0));
  return SmallVector<Value>(updated.getDefiningOp()->getResults());
}

static SmallVector<Value> decomposeAdamWStep(AdamWStepOp op, Build &b) {
  // LAB BEGIN 06.3 "AdamW: decay that Adam does not see"
  // TASK: Return adamOn(weights, op, b), above, of the weights after their decay. A weight decay of
  // TASK: 0 needs no op but Adam's.
  // STUB: return lab::notWritten(op.getLoc(), "06.3");
  double weightDecay = op.getWeightDecay().convertToDouble();
  if (weightDecay == 0)
    return adamOn(op.getParam(), op, b);
  Value decay = b.mul(op.getParam(), b.mul(op.getLearningRate(), weightDecay));
  return adamOn(b.sub(op.getParam(), decay), op, b);
  // LAB END
}

WICK_DECOMPOSE(SgdStepOp, decomposeSgdStep)
WICK_DECOMPOSE(MomentumStepOp, decomposeMomentumStep)
WICK_DECOMPOSE(AdamStepOp, decomposeAdamStep)
WICK_DECOMPOSE(AdamWStepOp, decomposeAdamWStep)
