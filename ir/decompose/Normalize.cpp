#include "ir/decompose/Normalize.h"

using namespace mlir;

namespace wick::ir {

/// `value` with another element type.
static Value castTo(Build &b, Value value, Type element) {
  RankedTensorType type = tensorType(value);
  return type.getElementType() == element ? value : b.create<CastOp>(type.clone(element), value);
}

Value widened(Build &b, Value value) {
  Type element = tensorType(value).getElementType();
  return castTo(b, value, element.isBF16() ? Float32Type::get(value.getContext()) : element);
}

Value castLike(Build &b, Value value, Value like) {
  return castTo(b, value, tensorType(like).getElementType());
}

Value rowMean(Build &b, Value x) {
  ArrayRef<int64_t> shape = tensorType(x).getShape();
  Value sum = b.reduceKeeping<ReduceSumOp>(x, shape.size() - 1);
  return b.mul(sum, 1.0 / static_cast<double>(shape.back()));
}

NormalizedRows normalizeRows(Build &b, Value x, double epsilon) {
  Value centered = b.sub(x, rowMean(b, x));
  Value variance = rowMean(b, b.mul(centered, centered));
  Value inverseDeviation = b.create<RsqrtOp>(b.add(variance, epsilon));
  return {b.mul(centered, inverseDeviation), inverseDeviation};
}

} // namespace wick::ir
