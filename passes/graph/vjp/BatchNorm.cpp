#include "ir/decompose/BatchNorm.h"
#include "ir/decompose/Normalize.h"
#include "passes/Registration.h"
#include "passes/graph/vjp/Vjp.h"

using namespace mlir;
using namespace wick;
using namespace wick::ir;

/// With z = (x - mean) / deviation and d = g gamma, in training dx = (d - mean(d) - z mean(d z)) /
/// deviation (Ioffe and Szegedy, 2015, section 3, with the derivatives by mean and variance put
/// into dx); else mean and variance are operands of their own. New statistics have no gradient.
static SmallVector<Value> vjpBatchNorm(BatchNormOp op, Build &b, Value g) {
  if (!g)
    return SmallVector<Value>(5);
  Value x = widened(b, op.getInput()), wide = widened(b, g);
  Channels channels(b, x);
  Value mean = widened(b, op.getRunningMean()), variance = widened(b, op.getRunningVariance());
  if (op.getTraining())
    std::tie(mean, variance) = channels.meanAndVariance();
  Value inverse = b.create<RsqrtOp>(b.add(variance, op.getEpsilon().convertToDouble()));
  Value z = b.mul(b.sub(x, channels.spread(mean)), channels.spread(inverse));
  Value sum = channels.sum(wide), sumZ = channels.sum(b.mul(wide, z));
  Value scale = b.mul(inverse, widened(b, op.getGamma()));
  SmallVector<Value> gradients{wide, sumZ, sum, Value(), Value()};
  if (op.getTraining()) {
    double share = 1 / channels.count();
    Value pull = b.mul(z, channels.spread(b.mul(sumZ, share)));
    gradients[0] = b.sub(b.sub(wide, channels.spread(b.mul(sum, share))), pull);
  } else {
    gradients[3] = b.create<NegOp>(b.mul(sum, scale));
    gradients[4] = b.mul(b.mul(b.mul(sumZ, scale), inverse), -0.5);
  }
  gradients[0] = b.mul(gradients[0], channels.spread(scale));
  for (Value &gradient : gradients)
    if (gradient)
      gradient = castLike(b, gradient, g);
  return gradients;
}

void wick::registerBatchNormVjp(DialectRegistry &registry) {
  registry.addExtension(
      +[](MLIRContext *context, WickDialect *) { attachVjp<BatchNormOp, vjpBatchNorm>(context); });
}
