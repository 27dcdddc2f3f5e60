#include "ir/decompose/BatchNorm.h"
#include "ir/decompose/Normalize.h"

using namespace mlir;

namespace wick::ir {

double Channels::count() const {
  RankedTensorType type = tensorType(x);
  return static_cast<double>(type.getNumElements()) / static_cast<double>(type.getDimSize(1));
}

Value Channels::sum(Value value) const {
  SmallVector<int64_t> dims{0};
  llvm::append_range(dims, llvm::seq<int64_t>(2, tensorType(x).getRank()));
  return b.create<ReduceSumOp>(value, dims, /*keep_dims=*/false);
}

Value Channels::spread(Value vector) const {
  RankedTensorType type = tensorType(vector);
  Shape shape(tensorType(x).getRank() - 1, 1);
  shape.front() = type.getDimSize(0);
  return shape.size() == 1 ? vector : b.create<ReshapeOp>(type.clone(shape), vector);
}

std::pair<Value, Value> Channels::meanAndVariance() const {
  Value mean = b.mul(sum(x), 1 / count());
  Value centered = b.sub(x, spread(mean));
  return {mean, b.mul(sum(b.mul(centered, centered)), 1 / count())};
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

WICK_DECOMPOSE(BatchNormOp, decomposeBatchNorm)

} // namespace wick::ir
