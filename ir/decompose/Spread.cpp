#include "ir/decompose/Spread.h"

using namespace mlir;

namespace wick::ir {

Value spreadOverImage(Build &b, Value value, const Window &window, ArrayRef<int64_t> image) {
  ArrayRef<int64_t> windows = tensorType(value).getShape();
  SmallVector<int64_t> low(4, 0), high(4, 0), interior(4, 0);
  for (int64_t dim : {0, 1}) {
    // LAB BEGIN 09.3c "The gradients of a convolution: one number a window over the image"
    // TASK: Set low[2 + dim], high[2 + dim] and interior[2 + dim]: how many zeros stand before,
    // TASK: behind and between the numbers of windows[2 + dim] windows on an image of image[2 +
    // TASK: dim] rows (columns). window.place(dim, index, 0) is where window `index` starts.
    // STUB:
    low[2 + dim] = window.kernel[dim] - 1 - window.padding[dim];
    // The image may go on behind what the last window covers.
    high[2 + dim] = image[2 + dim] - 1 - window.place(dim, windows[2 + dim] - 1, 0);
    interior[2 + dim] = window.strides[dim] - 1;
    // LAB END
  }
  return b.create<PadOp>(value, low, high, interior, llvm::APFloat(0.0));
}

} // namespace wick::ir
