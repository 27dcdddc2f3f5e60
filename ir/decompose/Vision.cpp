#include "ir/decompose/BatchNorm.h"
#include "ir/decompose/Normalize.h"
#include "ir/decompose/Spread.h"

using namespace mlir;
using namespace wick;
using namespace wick::ir;

/// Each element of the image is in the windows whose taps reach it, so its gradient is the
/// convolution of the windows' gradients with the reversed filters.
static SmallVector<Value> decomposeConv2dInputGradient(Conv2dInputGradientOp op, Build &b) {
  Value filters = b.create<TransposeOp>(op.getWeight(), ArrayRef<int64_t>{1, 0, 2, 3});
  filters = b.create<ReverseOp>(filters.getType(), filters, ArrayRef<int64_t>{2, 3});
  Value spread =
      spreadOverImage(b, op.getGradient(), windowOf(op), tensorType(op.getOutput()).getShape());
  return {b.create<Conv2dOp>(spread, filters, Value(), ArrayRef<int64_t>{1, 1},
                             ArrayRef<int64_t>{0, 0})};
}

/// (1 - momentum) * running + momentum * measured.
static Value towards(Build &b, Value running, Value measured, double momentum) {
  return b.add(b.mul(running, 1 - momentum), b.mul(measured, momentum));
}

static SmallVector<Value> decomposeBatchNorm(BatchNormOp op, Build &b) {
  Value x = widened(b, op.getInput());
  Value mean = widened(b, op.getRunningMean()), variance = widened(b, op.getRunningVariance());
  SmallVector<Value> statistics{op.getRunningMean(), op.getRunningVariance()};
  Channels channels(b, x);
  if (op.getTraining()) {
    double momentum = op.getMomentum().convertToDouble(), count = channels.count();
    auto [measuredMean, measuredVariance] = channels.meanAndVariance();
    Value unbiased = b.mul(measuredVariance, count / std::max(count - 1, 1.0));
    statistics = {castLike(b, towards(b, mean, measuredMean, momentum), op.getInput()),
                  castLike(b, towards(b, variance, unbiased, momentum), op.getInput())};
    mean = measuredMean;
    variance = measuredVariance;
  }
  Value inverse = b.create<RsqrtOp>(b.add(variance, op.getEpsilon().convertToDouble()));
  Value centered = b.sub(x, channels.spread(mean));
  Value scale = channels.spread(b.mul(inverse, widened(b, op.getGamma())));
  Value y = b.add(b.mul(centered, scale), channels.spread(widened(b, op.getBeta())));
  return {castLike(b, y, op.getInput()), statistics[0], statistics[1]};
}

WICK_DECOMPOSE(Conv2dInputGradientOp, decomposeConv2dInputGradient)
WICK_DECOMPOSE(BatchNormOp, decomposeBatchNorm)
