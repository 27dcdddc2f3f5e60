//===- Window.h - where the windows of a convolution or a pooling lie ---------===//

#ifndef WICK_IR_OPS_WINDOW_H
#define WICK_IR_OPS_WINDOW_H

#include "ir/Inference.h"

namespace wick::ir {

/// Windows on an image [.., height, width] with a border of `padding` on both sides. Window y
/// covers the rows y * stride - padding + 0 .. kernel-1 of the image; each array is [vertical,
/// horizontal].
struct Window {
  llvm::ArrayRef<int64_t> kernel, strides, padding;

  /// Whether there are two entries each, kernel and strides of 1 or more and a padding in [0,
  /// kernel): every window holds a part of the image.
  bool isValid() const;

  /// The number of windows along dimension `dim` (0: vertical) of an image of `size`; 0 or less
  /// when it holds none.
  int64_t count(int64_t dim, int64_t size) const;

  /// The shape [n, channels, windows vertical, windows horizontal] for an image [n, .., h, w], or
  /// nullopt when the image is empty or holds no window.
  std::optional<Shape> outputShape(llvm::ArrayRef<int64_t> image, int64_t channels) const;

  /// The kernel offsets [first, last) of window `index` along `dim` that lie on an image of `size`.
  std::pair<int64_t, int64_t> inside(int64_t dim, int64_t index, int64_t size) const;

  /// Where offset `offset` of window `index` lies in the image along `dim`.
  int64_t place(int64_t dim, int64_t index, int64_t offset) const {
    return index * strides[dim] - padding[dim] + offset;
  }
};

/// The windows of an op of this family; those of a convolution have the size of the filters.
Window windowOf(Conv2dOp op);
Window windowOf(Conv2dInputGradientOp op);
Window windowOf(Conv2dWeightGradientOp op);
Window windowOf(MaxPool2dOp op);
Window windowOf(AvgPool2dOp op);
Window windowOf(MaxPool2dGradientOp op);
Window windowOf(LibraryCallOp op); // a function of windows

} // namespace wick::ir

#endif // WICK_IR_OPS_WINDOW_H
