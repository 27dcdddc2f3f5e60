//===- Rows.h - linalg ops as vector code, row by row ------------------------===//
//
// A row is a run along the last dimension of an op's iteration space.

#ifndef WICK_PASSES_CODEGEN_ROWS_H
#define WICK_PASSES_CODEGEN_ROWS_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

namespace wick {

/// True when every operand of `op` is, for one row, a run of elements or a single one, and its body
/// may be evaluated on the surplus lanes of a vector, whose values are zeros.
bool isReadableByRows(mlir::linalg::GenericOp op);

/// True for an elementwise op that `vectorizeElementwise` takes.
bool isElementwiseByRows(mlir::linalg::GenericOp op);

/// Rewrites an elementwise op as loops over its rows and over blocks of four registers of
/// `vectorBytes`.
void vectorizeElementwise(mlir::RewriterBase &rewriter, mlir::linalg::GenericOp op,
                          int64_t vectorBytes);

/// Rewrites an elementwise op without loops as operations on scalars: what other ops of the row
/// read is a register then, and no memory.
void scalarize(mlir::RewriterBase &rewriter, mlir::linalg::GenericOp op);

/// How `op` combines the elements of a row, if it is a reduction along the last dimension whose
/// order may change.
std::optional<mlir::vector::CombiningKind> rowReductionKind(mlir::linalg::GenericOp op);

/// True for a product of long rows by a vector. Its terms may be summed in any order, like those of
/// every matrix product.
bool isLongRowProduct(mlir::linalg::GenericOp op);

/// Rewrites such a reduction as loops over the rows: four registers of partial results over a row,
/// then one reduction of them. Results of `op` that are no reduction are stored on the way.
void vectorizeRowReduction(mlir::RewriterBase &rewriter, mlir::linalg::GenericOp op,
                           mlir::vector::CombiningKind kind, int64_t vectorBytes);

/// Calls `body` for each row, inside loops over the other dimensions: with the indices of the row
/// and the inits of `op` as they are so far; it returns the inits after the row. Returns the
/// results.
llvm::SmallVector<mlir::Value>
buildRowLoops(mlir::RewriterBase &rewriter, mlir::linalg::GenericOp op,
              llvm::function_ref<llvm::SmallVector<mlir::Value>(mlir::ValueRange outer,
                                                                mlir::ValueRange inits)>
                  body);

/// A loop over [0, `end`) by blocks of `width`, with no body yet. LLVM leaves a long one a loop:
/// unrolled whole, a row that the registers do not hold would go to the stack for its next reader.
mlir::scf::ForOp createBlockLoop(mlir::OpBuilder &builder, mlir::Location loc, int64_t end,
                                 int64_t width, mlir::ValueRange inits);

/// Elements in four registers of `vectorBytes`: enough independent operations to hide their
/// latency.
int64_t blockLength(mlir::linalg::GenericOp op, int64_t vectorBytes);

} // namespace wick

#endif // WICK_PASSES_CODEGEN_ROWS_H
