#include "frontend/Spread.h"
#include "ir/NotWritten.h"
#include "ir/Slot.h"

#include <cmath>

namespace wick {

static double spreadOf(Init::Kind kind, mlir::RankedTensorType weight) {
  llvm::ArrayRef<int64_t> shape = weight.getShape();
  // LAB BEGIN 03.3 "The spread of initial values"
  // TASK: Return 1/sqrt(fan_in) for Kind::fan_in, sqrt(6 / (fan_in + fan_out)) for Kind::xavier,
  // TASK: sqrt(2 / fan_in) for Kind::he. A shape of rank 2 is (in, out); one of higher rank is (out,
  // TASK: in, kernel...), whose fans are in and out times all kernel sizes.
  // STUB: return lab::notWritten(mlir::UnknownLoc::get(weight.getContext()), "03.3");
  double kernel = 1;
  for (int64_t size : shape.drop_front(2))
    kernel *= static_cast<double>(size);
  bool isMatrix = shape.size() == 2;
  double in = kernel * static_cast<double>(isMatrix ? shape[0] : shape[1]);
  double out = kernel * static_cast<double>(isMatrix ? shape[1] : shape[0]);
  if (kind == Init::Kind::he)
    return std::sqrt(2 / in);
  return kind == Init::Kind::xavier ? std::sqrt(6 / (in + out)) : 1 / std::sqrt(in);
  // LAB END
}

static const Slot slot("init.spread", spreadOf);
double initialSpread(Init::Kind kind, mlir::RankedTensorType weight) { return slot(kind, weight); }

} // namespace wick
