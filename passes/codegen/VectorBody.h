//===- VectorBody.h - linalg bodies on vectors of one row --------------------===//

#ifndef WICK_PASSES_CODEGEN_VECTORBODY_H
#define WICK_PASSES_CODEGEN_VECTORBODY_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/PatternMatch.h"

namespace wick {

/// Reads, computes and writes runs of `length` elements along dimension `lane` of an iteration
/// space, as vectors whose width is the next power of two; the surplus lanes are masked off in
/// memory. (LLVM scalarizes other widths.)
class VectorBody {
public:
  VectorBody(mlir::OpBuilder &builder, mlir::Location loc, unsigned lane, int64_t length);

  mlir::Value index(int64_t value);
  mlir::Value offset(mlir::Value base, int64_t by);

  /// A scalar repeated in all lanes.
  mlir::Value broadcast(mlir::Value scalar);

  /// The element of `tensor` at `map(dims)`.
  mlir::Value readElement(mlir::Value tensor, mlir::AffineMap map, mlir::ValueRange dims);

  /// The run of `tensor` that starts at `map(dims)`: a vector if the last result of the map is the
  /// lane dimension, else a repeated element.
  mlir::Value read(mlir::Value tensor, mlir::AffineMap map, mlir::ValueRange dims);

  /// `tensor` with the run at `indices` replaced.
  mlir::Value write(mlir::Value vector, mlir::Value tensor, mlir::ValueRange indices);

  /// The values that the body of `op` yields for vectors (or null, where unused) of its operands.
  llvm::SmallVector<mlir::Value> evaluate(mlir::linalg::GenericOp op,
                                          llvm::ArrayRef<mlir::Value> arguments,
                                          mlir::ValueRange dims);

  /// Which lanes are elements; null if all are.
  mlir::Value mask();

private:
  mlir::VectorType vectorOf(mlir::Type element);
  llvm::SmallVector<mlir::Value> apply(mlir::AffineMap map, mlir::ValueRange dims);
  void evaluateOp(mlir::Operation *op, mlir::IRMapping &mapping, mlir::ValueRange dims);

  mlir::OpBuilder &builder;
  mlir::Location loc;
  unsigned lane;
  int64_t length, width;
};

} // namespace wick

#endif // WICK_PASSES_CODEGEN_VECTORBODY_H
