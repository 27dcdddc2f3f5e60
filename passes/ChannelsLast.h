//===- ChannelsLast.h - images in the order of kernels ------------------------===//

#ifndef WICK_PASSES_CHANNELSLAST_H
#define WICK_PASSES_CHANNELSLAST_H

#include "ir/decompose/Build.h"

namespace wick {

// One channel has the same elements in either order.

/// [n, c, h, w] as [n, h, w, c].
inline mlir::Value channelsLast(ir::Build &b, mlir::Value image) {
  mlir::RankedTensorType type = ir::tensorType(image);
  llvm::ArrayRef<int64_t> shape = type.getShape();
  if (shape[1] == 1)
    return b.create<ir::ReshapeOp>(type.clone({shape[0], shape[2], shape[3], shape[1]}), image);
  return b.create<ir::TransposeOp>(image, llvm::ArrayRef<int64_t>{0, 2, 3, 1});
}

/// [n, h, w, c] as [n, c, h, w].
inline mlir::Value channelsFirst(ir::Build &b, mlir::Value image) {
  mlir::RankedTensorType type = ir::tensorType(image);
  llvm::ArrayRef<int64_t> shape = type.getShape();
  if (shape[3] == 1)
    return b.create<ir::ReshapeOp>(type.clone({shape[0], shape[3], shape[1], shape[2]}), image);
  return b.create<ir::TransposeOp>(image, llvm::ArrayRef<int64_t>{0, 3, 1, 2});
}

} // namespace wick

#endif // WICK_PASSES_CHANNELSLAST_H
