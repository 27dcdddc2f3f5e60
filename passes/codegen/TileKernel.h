//===- TileKernel.h - how one register tile of a product is summed -----------===//

#ifndef WICK_PASSES_CODEGEN_TILEKERNEL_H
#define WICK_PASSES_CODEGEN_TILEKERNEL_H

#include "passes/codegen/Contraction.h"
#include "passes/codegen/TileTable.h"
#include "passes/codegen/VectorBody.h"

namespace wick {

/// The instructions of an ISA that multiply matrices. wick-tile-and-fuse asks for the tile that
/// they work on, wick-vectorize for their code; an epilogue needs to know nothing of them.
class TileKernel {
public:
  virtual ~TileKernel() = default;

  /// Whether the instructions take these element types.
  virtual bool accepts(Contraction contraction) const = 0;

  /// The tile to cut `contraction` into.
  virtual Tile tile(Contraction contraction, const Tiling &tiling) const = 0;

  /// `sums`, a vector a row of the tile, plus the products over all of k. `contraction` is one
  /// tile, `row` moves its rows. Emits at the builder's position.
  virtual llvm::SmallVector<mlir::Value> sumProducts(mlir::OpBuilder &builder,
                                                     Contraction contraction, const Tiling &tiling,
                                                     VectorBody &row,
                                                     mlir::ValueRange sums) const = 0;
};

/// The first kernel of the ISA that accepts `contraction`. Multiply-adds on vectors accept
/// everything.
const TileKernel &findKernel(const Isa &isa, Contraction contraction);

} // namespace wick

#endif // WICK_PASSES_CODEGEN_TILEKERNEL_H
