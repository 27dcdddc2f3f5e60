//===- InitialValues.h - what arguments hold before the first call -----------===//

#ifndef WICK_IR_INTERP_INITIALVALUES_H
#define WICK_IR_INTERP_INITIALVALUES_H

#include "ir/interp/HostTensor.h"
#include "mlir/IR/BuiltinAttributes.h"

namespace wick::ir {

/// The value of type `type` that a `wick.init` describes: numbers of Philox 4x32-10 with counter 0
/// for `#wick.uniform` and `#wick.normal`, else the elements. Rounded to the element type, as an
/// argument is stored. Fails, without a diagnostic, when elements carry no data.
mlir::FailureOr<HostTensor> initialValue(mlir::Attribute init, mlir::RankedTensorType type);

/// The value of `seed:N` on a command line, the same numbers that the runtime's programs draw:
/// floats are normal with stream 0 and counter 0, rounded to f32 and then to the element type;
/// integers are 1 where that number is positive, else 0, which is an index into nearly everything.
HostTensor seededValue(int64_t seed, mlir::RankedTensorType type);

} // namespace wick::ir

#endif // WICK_IR_INTERP_INITIALVALUES_H
