//===- Contraction.h - matrix products among linalg ops ---------------------===//

#ifndef WICK_PASSES_CODEGEN_CONTRACTION_H
#define WICK_PASSES_CODEGEN_CONTRACTION_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace wick {

/// True for an op with two inputs, a and b, that sums a * b over one dimension, the last.
bool sumsProducts(mlir::linalg::GenericOp op);

/// Marks the linalg ops of one register tile: the product and, if there is one, its epilogue.
inline constexpr llvm::StringLiteral kKernelAttr = "wick.kernel";

/// A linalg.generic over (batch.., m, n, k), or (batch.., n, k) for a single row, that sums
/// products, as wick-to-linalg makes of matmul. Along m only the lhs and the output move.
struct Contraction {
  /// Nothing if `op` is no such op.
  static std::optional<Contraction> match(mlir::Operation *op);

  unsigned nDim() { return op.getNumLoops() - 2; }
  unsigned kDim() { return op.getNumLoops() - 1; }
  int64_t m() { return hasRows ? op.getStaticLoopRanges()[batchRank] : 1; }
  int64_t n() { return op.getStaticLoopRanges()[nDim()]; }
  int64_t k() { return op.getStaticLoopRanges()[kDim()]; }
  int64_t flops();

  mlir::Value lhs() { return op.getDpsInputs()[0]; }
  mlir::Value rhs() { return op.getDpsInputs()[1]; }
  mlir::AffineMap lhsMap() { return op.getIndexingMapsArray()[0]; }
  mlir::AffineMap rhsMap() { return op.getIndexingMapsArray()[1]; }

  mlir::linalg::GenericOp op;
  int64_t batchRank; // leading dimensions
  bool hasRows;      // whether m is among the dimensions
};

/// The elementwise op that alone reads the product, element by element, and can be computed on its
/// tile in registers; null if there is none.
mlir::linalg::GenericOp findEpilogue(Contraction contraction);

} // namespace wick

#endif // WICK_PASSES_CODEGEN_CONTRACTION_H
