//===- Normalize.h - rows of mean 0 and variance 1 ---------------------------===//

#ifndef WICK_IR_DECOMPOSE_NORMALIZE_H
#define WICK_IR_DECOMPOSE_NORMALIZE_H

#include "ir/decompose/Build.h"

namespace wick::ir {

/// `value` in the type that sums and roots are computed in: f32 for bf16, else its own.
mlir::Value widened(Build &b, mlir::Value value);

/// `value` with the element type of `like`.
mlir::Value castLike(Build &b, mlir::Value value, mlir::Value like);

/// Mean over the last dimension, which stays with size 1.
mlir::Value rowMean(Build &b, mlir::Value x);

/// x [.., n] = deviation * value + mean, row by row.
struct NormalizedRows {
  mlir::Value value;            // [.., n]: (x - mean) / deviation
  mlir::Value inverseDeviation; // [.., 1]: 1 / sqrt(variance + epsilon)
};

/// Of a widened `x`. In two passes: the variance is the mean of (x - mean)^2 and not the difference
/// of two large numbers, mean(x^2) - mean(x)^2.
NormalizedRows normalizeRows(Build &b, mlir::Value x, double epsilon);

} // namespace wick::ir

#endif // WICK_IR_DECOMPOSE_NORMALIZE_H
