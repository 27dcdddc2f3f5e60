#include "passes/graph/vjp/Unbroadcast.h"
#include "ir/NotWritten.h"
#include "ir/Slot.h"

using namespace mlir;
using namespace wick;
using namespace wick::ir;

static Value sumOfCopies(Build &b, Value gradient, Value operand) {
  // LAB BEGIN 05.2 "Unbroadcast"
  // TASK: Return the sum of `gradient` over the dimensions along which broadcasting repeated
  // TASK: `operand`, with the operand's type. tensorType(value) has getRank() and getDimSize(i);
  // TASK: b.create<ReduceSumOp>(value, dims, /*keep_dims=*/false) sums over dims, a sorted
  // TASK: SmallVector<int64_t>; b.create<ReshapeOp>(type, value) puts dimensions of size 1 back.
  // TASK: Where nothing was repeated, build nothing.
  // STUB: return lab::notWritten(b, gradient.getLoc(), operand.getType(), "05.2");
  RankedTensorType from = tensorType(gradient), to = tensorType(operand);
  int64_t missing = from.getRank() - to.getRank();
  SmallVector<int64_t> repeated;
  for (int64_t dim = 0; dim < from.getRank(); ++dim)
    if (dim < missing || to.getDimSize(dim - missing) != from.getDimSize(dim))
      repeated.push_back(dim);
  if (!repeated.empty())
    gradient = b.create<ReduceSumOp>(gradient, repeated, /*keep_dims=*/false);
  return gradient.getType() == to ? gradient : b.create<ReshapeOp>(to, gradient);
  // LAB END
}

static const Slot slot("unbroadcast", sumOfCopies);

Value wick::unbroadcast(Build &b, Value gradient, Value operand) {
  return slot(b, gradient, operand);
}
