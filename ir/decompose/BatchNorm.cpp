#include "ir/decompose/BatchNorm.h"

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

} // namespace wick::ir
