//===- PoolKernel.h - pooling of images by vectors of channels -----------------===//

#ifndef WICK_PASSES_CODEGEN_POOLKERNEL_H
#define WICK_PASSES_CODEGEN_POOLKERNEL_H

#include "mlir/IR/Builders.h"

namespace wick {

/// Windows of `height` x `width` that lie on the image; each is the next one's neighbour at `down`
/// rows or `right` columns.
struct PoolShape {
  int64_t height, width, down, right, lanes;
};

enum class PoolKind { maximum, mean };

/// Emits the pooling of `image` [n][h][w][c] into [n][rows][columns][c].
mlir::Value emitPool(mlir::OpBuilder &builder, mlir::Location loc, const PoolShape &shape,
                     PoolKind kind, mlir::Value image, int64_t rows, int64_t columns);

/// Emits the gradient of `image` [n][h][w][c] from that of its largest elements, [n][windows
/// vertical][windows horizontal][c]: the first largest element of a window has all of it. Windows
/// lie side by side. With `relu`, gradients reach elements above 0 only.
mlir::Value emitMaxPoolGradient(mlir::OpBuilder &builder, mlir::Location loc,
                                const PoolShape &shape, bool relu, mlir::Value image,
                                mlir::Value gradient);

} // namespace wick

#endif // WICK_PASSES_CODEGEN_POOLKERNEL_H
