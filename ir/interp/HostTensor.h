//===- HostTensor.h - a tensor in float64 or int64 on the host --------------===//

#ifndef WICK_IR_INTERP_HOSTTENSOR_H
#define WICK_IR_INTERP_HOSTTENSOR_H

#include "mlir/IR/BuiltinTypes.h"
#include <cassert>
#include <vector>

namespace wick::ir {

/// A dense row-major tensor. Elements of floating-point types are kept in float64, without rounding
/// to the element type; integers (i1 as 0 or 1) in int64.
struct HostTensor {
  HostTensor() = default;
  /// A tensor of zeros.
  explicit HostTensor(mlir::RankedTensorType type) : type(type) {
    (isReal() ? reals.resize(type.getNumElements()) : integers.resize(type.getNumElements()));
  }

  bool isReal() const { return llvm::isa<mlir::FloatType>(type.getElementType()); }
  int64_t size() const { return type.getNumElements(); }
  llvm::ArrayRef<int64_t> shape() const { return type.getShape(); }

  mlir::RankedTensorType type;
  std::vector<double> reals;     // of a floating-point tensor, row-major
  std::vector<int64_t> integers; // of an integer or i1 tensor, row-major
};

} // namespace wick::ir

#endif // WICK_IR_INTERP_HOSTTENSOR_H
