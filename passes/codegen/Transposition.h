//===- Transposition.h - reordered copies of tensors, by tiles in registers ---===//

#ifndef WICK_PASSES_CODEGEN_TRANSPOSITION_H
#define WICK_PASSES_CODEGEN_TRANSPOSITION_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace wick {

/// True for an op that copies its input in another order of dimensions, another last one among
/// them: rows of the one are columns of the other.
bool isTransposition(mlir::linalg::GenericOp op);

/// Whether tiles of a transposition are worth their shuffles: both last dimensions hold enough
/// elements for a vector.
bool hasTransposableTiles(mlir::linalg::GenericOp op);

/// Rewrites a transposition as loops over square tiles: vectors of `vectorBytes` along the last
/// dimension of the input become, in registers, vectors along that of the output. The last tile of
/// a row overlaps the one before where the row is no multiple of a tile.
void vectorizeTransposition(mlir::RewriterBase &rewriter, mlir::linalg::GenericOp op,
                            int64_t vectorBytes);

} // namespace wick

#endif // WICK_PASSES_CODEGEN_TRANSPOSITION_H
