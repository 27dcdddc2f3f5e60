//===- BatchNorm.h - sums and values of channels -----------------------------===//

#ifndef WICK_IR_DECOMPOSE_BATCHNORM_H
#define WICK_IR_DECOMPOSE_BATCHNORM_H

#include "ir/decompose/Build.h"

namespace wick::ir {

/// The channels of `x` [n, c, ..]: vectors [c] stand for one number a channel.
class Channels {
public:
  Channels(Build &b, mlir::Value x) : b(b), x(x) {}

  /// Elements in a channel.
  double count() const;

  /// Sum of `value`, of the shape of x, over each channel: [c].
  mlir::Value sum(mlir::Value value) const;

  /// `vector` [c] as [c, 1, ..], which broadcasts with x.
  mlir::Value spread(mlir::Value vector) const;

  /// Mean and biased variance, in two passes: the variance is the mean of (x - mean)^2 and not the
  /// difference of two large numbers.
  std::pair<mlir::Value, mlir::Value> meanAndVariance() const;

private:
  Build &b;
  mlir::Value x;
};

} // namespace wick::ir

#endif // WICK_IR_DECOMPOSE_BATCHNORM_H
