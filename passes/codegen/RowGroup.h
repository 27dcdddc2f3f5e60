//===- RowGroup.h - linalg ops that share a loop over rows -------------------===//

#ifndef WICK_PASSES_CODEGEN_ROWGROUP_H
#define WICK_PASSES_CODEGEN_ROWGROUP_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "llvm/ADT/DenseSet.h"

namespace wick {

/// Elementwise ops and row reductions of one block that can be computed row by row in one loop, in
/// place of the last of them, the root: whatever one of them reads of another lies in the same row,
/// and nothing before the root reads what they make.
class RowGroup {
public:
  /// The largest group that ends in `root`.
  explicit RowGroup(mlir::linalg::GenericOp root);

  /// True if a shared loop reads a row from the nearest cache instead of from memory: there is a
  /// reduction, and another op beside it.
  bool isWorthALoop() const;

  bool contains(mlir::Operation *op) const { return members.contains(op); }
  mlir::linalg::GenericOp getRoot() const { return root; }

  /// The members whose results an op behind the root reads.
  llvm::SmallDenseSet<mlir::Operation *> readBehindRoot() const;

private:
  bool canJoin(mlir::linalg::GenericOp op);
  bool isRowOp(mlir::linalg::GenericOp op);
  bool isRowOfRoot(mlir::AffineMap map);
  bool isOverwrittenBeforeRoot(mlir::linalg::GenericOp op);

  mlir::linalg::GenericOp root;
  unsigned rowDims; // the loops over rows: all of the root's but the last
  llvm::SmallDenseSet<mlir::Operation *> members;
};

} // namespace wick

#endif // WICK_PASSES_CODEGEN_ROWGROUP_H
