//===- ImageGraph.h - what stands around a convolution in the graph ------------===//

#ifndef WICK_PASSES_CODEGEN_IMAGEGRAPH_H
#define WICK_PASSES_CODEGEN_IMAGEGRAPH_H

#include "ir/ops/Window.h"
#include "passes/codegen/ConvTiling.h"
#include <array>

namespace wick {

/// The windows on an image [n, c, h, w] along its rows and along its columns; `result` has one
/// element for each.
std::array<ConvSpan, 2> spansOf(const ir::Window &window, llvm::ArrayRef<int64_t> image,
                                llvm::ArrayRef<int64_t> result);

/// Whether all elements of a constant are 0.
bool isZero(mlir::Value value);

/// The op max(value, 0), when it is all that reads `value`.
ir::MaximumOp reluOf(mlir::Value value);

/// The op that takes the maximum of each 2 x 2 elements of `image`, whose sides are even.
ir::MaxPool2dOp poolOf(mlir::Value image);

} // namespace wick

#endif // WICK_PASSES_CODEGEN_IMAGEGRAPH_H
