//===- Patterns.h - patterns from wick to linalg, by family -----------------===//

#ifndef WICK_PASSES_CODEGEN_LOWERING_PATTERNS_H
#define WICK_PASSES_CODEGEN_LOWERING_PATTERNS_H

#include "ir/Inference.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/PatternMatch.h"

namespace wick {

void populateContractionPatterns(mlir::RewritePatternSet &patterns);
void populateElementwisePatterns(mlir::RewritePatternSet &patterns);
void populateRandomPatterns(mlir::RewritePatternSet &patterns);
void populateReductionPatterns(mlir::RewritePatternSet &patterns);
void populateShapePatterns(mlir::RewritePatternSet &patterns);
void populateVisionPatterns(mlir::RewritePatternSet &patterns);

/// An uninitialized tensor of `type`.
inline mlir::Value emptyLike(mlir::OpBuilder &builder, mlir::Location loc,
                             mlir::RankedTensorType type) {
  return mlir::tensor::EmptyOp::create(builder, loc, type.getShape(), type.getElementType());
}

/// A tensor of `type` filled with `scalar`.
inline mlir::Value filled(mlir::OpBuilder &builder, mlir::Location loc, mlir::RankedTensorType type,
                          mlir::Value scalar) {
  return mlir::linalg::FillOp::create(builder, loc, scalar, emptyLike(builder, loc, type))
      .getResult(0);
}

/// Maps the iteration space `shape` to an operand of shape `operand` under numpy broadcasting.
mlir::AffineMap broadcastMap(llvm::ArrayRef<int64_t> operand, llvm::ArrayRef<int64_t> shape,
                             mlir::MLIRContext *context);

} // namespace wick

#endif // WICK_PASSES_CODEGEN_LOWERING_PATTERNS_H
