//===- PoolKernel.h - pooling of images by vectors of channels -----------------===//

#ifndef WICK_PASSES_CODEGEN_POOLKERNEL_H
#define WICK_PASSES_CODEGEN_POOLKERNEL_H

#include "mlir/IR/Builders.h"
#include "passes/codegen/ConvTiling.h"

namespace wick {

/// Windows on an image whose channels come in vectors of `lanes`.
struct PoolShape {
  ConvSpan rows, columns;
  int64_t lanes;
};

enum class PoolKind { maximum, mean };

/// Emits the pooling of `image` [n][h][w][c] into [n][rows][columns][c]. Places on the border are
/// left out; a mean counts them.
mlir::Value emitPool(mlir::OpBuilder &builder, mlir::Location loc, const PoolShape &shape,
                     PoolKind kind, mlir::Value image);

/// Emits the gradient of `image` [n][h][w][c] from that of its largest elements, [n][windows
/// vertical][windows horizontal][c]: the first largest element of a window has all of it. Windows
/// lie side by side, and lanes divide the channels. With `relu`, gradients reach elements above 0
/// only.
mlir::Value emitMaxPoolGradient(mlir::OpBuilder &builder, mlir::Location loc,
                                const PoolShape &shape, bool relu, mlir::Value image,
                                mlir::Value gradient);

} // namespace wick

#endif // WICK_PASSES_CODEGEN_POOLKERNEL_H
