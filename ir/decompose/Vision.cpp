#include "ir/NotWritten.h"
#include "ir/decompose/Spread.h"

using namespace mlir;
using namespace wick;
using namespace wick::ir;

/// Each element of the image is in the windows whose taps reach it, so its gradient is the
/// convolution of the windows' gradients with the reversed filters.
static SmallVector<Value> decomposeConv2dInputGradient(Conv2dInputGradientOp op, Build &b) {
  Value spread =
      spreadOverImage(b, op.getGradient(), windowOf(op), tensorType(op.getOutput()).getShape());
  // LAB BEGIN 09.3b "The gradients of a convolution: the filters of the way back"
  // TASK: Return the convolution of `spread` with the filters of op.getWeight() turned around, one
  // TASK: for each channel of the image. b.create<TransposeOp>(value, permutation),
  // TASK: b.create<ReverseOp>(value.getType(), value, dims), b.create<Conv2dOp>(image, weight,
  // TASK: Value(), strides, padding); lists are ArrayRef<int64_t>{..}.
  // STUB: return lab::notWritten(op.getLoc(), "09.3");
  Value filters = b.create<TransposeOp>(op.getWeight(), ArrayRef<int64_t>{1, 0, 2, 3});
  filters = b.create<ReverseOp>(filters.getType(), filters, ArrayRef<int64_t>{2, 3});
  return {b.create<Conv2dOp>(spread, filters, Value(), ArrayRef<int64_t>{1, 1},
                             ArrayRef<int64_t>{0, 0})};
  // LAB END
}

WICK_DECOMPOSE(Conv2dInputGradientOp, decomposeConv2dInputGradient)
