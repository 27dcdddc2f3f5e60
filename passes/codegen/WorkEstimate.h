//===- WorkEstimate.h - how long a loop takes on one thread ------------------===//

#ifndef WICK_PASSES_CODEGEN_WORKESTIMATE_H
#define WICK_PASSES_CODEGEN_WORKESTIMATE_H

#include "mlir/IR/Operation.h"
#include "passes/codegen/TileTable.h"

namespace wick {

/// Microseconds that `op`, a loop over buffers or a linalg op on them, takes on one thread of
/// `isa`, whichever is longer: arithmetic at its peak, or each buffer's touched bytes once through
/// the caches. An estimate from below, good to a factor of about two: clocks and caches differ.
double estimateMicroseconds(mlir::Operation *op, const Isa &isa);

} // namespace wick

#endif // WICK_PASSES_CODEGEN_WORKESTIMATE_H
