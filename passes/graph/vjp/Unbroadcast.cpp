#include "passes/graph/vjp/Unbroadcast.h"

using namespace mlir;
using namespace wick::ir;

Value wick::unbroadcast(Build &b, Value gradient, Value operand) {
  RankedTensorType from = tensorType(gradient), to = tensorType(operand);
  int64_t missing = from.getRank() - to.getRank();
  SmallVector<int64_t> repeated;
  for (int64_t dim = 0; dim < from.getRank(); ++dim)
    if (dim < missing || to.getDimSize(dim - missing) != from.getDimSize(dim))
      repeated.push_back(dim);
  if (!repeated.empty())
    gradient = b.create<ReduceSumOp>(gradient, repeated, /*keep_dims=*/false);
  return gradient.getType() == to ? gradient : b.create<ReshapeOp>(to, gradient);
}
