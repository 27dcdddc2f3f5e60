#include "ir/decompose/Spread.h"

using namespace mlir;

namespace wick::ir {

Value spreadOverImage(Build &b, Value value, const Window &window, ArrayRef<int64_t> image) {
  ArrayRef<int64_t> windows = tensorType(value).getShape();
  SmallVector<int64_t> low(4, 0), high(4, 0), interior(4, 0);
  for (int64_t dim : {0, 1}) {
    // The last row that starts a window; the image may go on behind what its window covers.
    int64_t last = (windows[2 + dim] - 1) * window.strides[dim] - window.padding[dim];
    low[2 + dim] = window.kernel[dim] - 1 - window.padding[dim];
    high[2 + dim] = image[2 + dim] - 1 - last;
    interior[2 + dim] = window.strides[dim] - 1;
  }
  return b.create<PadOp>(value, low, high, interior, llvm::APFloat(0.0));
}

} // namespace wick::ir
