//===- Spread.h - one number a window over the image that the windows cover ---===//

#ifndef WICK_IR_DECOMPOSE_SPREAD_H
#define WICK_IR_DECOMPOSE_SPREAD_H

#include "ir/decompose/Build.h"
#include "ir/ops/Window.h"

namespace wick::ir {

/// `value`, a number for each window on an image of shape `image`, with zeros around and between
/// its elements: the windows of the same kernel at strides 1 on it are as many as the image has
/// elements, and the one at a place holds the numbers of all windows that cover this place, in
/// reverse order. [n, c, h + kh - 1, w + kw - 1].
mlir::Value spreadOverImage(Build &b, mlir::Value value, const Window &window,
                            llvm::ArrayRef<int64_t> image);

} // namespace wick::ir

#endif // WICK_IR_DECOMPOSE_SPREAD_H
