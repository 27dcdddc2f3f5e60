//===- LoopIndependence.h - whether the iterations of a loop may run at once -===//

#ifndef WICK_PASSES_CODEGEN_LOOPINDEPENDENCE_H
#define WICK_PASSES_CODEGEN_LOOPINDEPENDENCE_H

#include "mlir/Dialect/SCF/IR/SCF.h"
#include <string>

namespace wick {

/// Why the iterations of a loop over buffers must follow each other; nothing if they may run in any
/// order and at once. They may when each buffer that the loop writes has a dimension along which no
/// two iterations touch the same index. Buffers allocated in the body belong to their iteration.
/// Different arguments of a function are different memory, as in every entry.
std::optional<std::string> reasonForOrder(mlir::scf::ForOp loop);

} // namespace wick

#endif // WICK_PASSES_CODEGEN_LOOPINDEPENDENCE_H
