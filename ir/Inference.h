//===- Inference.h - shape rules that several ops share ---------------------===//

#ifndef WICK_IR_INFERENCE_H
#define WICK_IR_INFERENCE_H

#include "ir/Wick.h"

namespace wick::ir {

using Shape = llvm::SmallVector<int64_t>;

/// Prints a shape as 2x3x4, a scalar as "scalar".
std::string shapeText(llvm::ArrayRef<int64_t> shape);

/// The shape that numpy broadcasting gives for two shapes, or nullopt if they do not broadcast.
std::optional<Shape> broadcastShapes(llvm::ArrayRef<int64_t> a, llvm::ArrayRef<int64_t> b);

/// C1. and C2. of the broadcasting binary ops: one element type, shapes that broadcast. Errors name
/// `op` and both shapes.
mlir::FailureOr<mlir::RankedTensorType> inferBinary(std::optional<mlir::Location> loc,
                                                    llvm::StringRef op, mlir::Value lhs,
                                                    mlir::Value rhs);

/// `shape` without `dims` (sorted), or with 1 in their place.
Shape reducedShape(llvm::ArrayRef<int64_t> shape, llvm::ArrayRef<int64_t> dims, bool keepDims);

/// True when `dims` is strictly increasing and every entry is in [0, rank).
bool areValidDims(llvm::ArrayRef<int64_t> dims, int64_t rank);

inline mlir::RankedTensorType tensorType(mlir::Value value) {
  return llvm::cast<mlir::RankedTensorType>(value.getType());
}

/// Emits "'wick.op' op C<n>: message" at `loc` if there is one; returns failure.
mlir::LogicalResult violates(std::optional<mlir::Location> loc, llvm::StringRef op,
                             llvm::StringRef constraint, const llvm::Twine &message);

} // namespace wick::ir

#endif // WICK_IR_INFERENCE_H
