//===- BufferizeLibraryCall.h - memory of library calls -----------------------===//

#ifndef WICK_PASSES_MEMORY_BUFFERIZELIBRARYCALL_H
#define WICK_PASSES_MEMORY_BUFFERIZELIBRARYCALL_H

#include "mlir/IR/DialectRegistry.h"

namespace wick {

/// Lets bufferization turn `wick.library_call` into a call of a declared function on buffers, one
/// declaration a call: input, weight, bias and addend, as far as there are any, then the output,
/// and scratch memory if the library has asked for it. The declaration carries what
/// wick-lower-library-calls needs (LibrarySpec.h).
void registerLibraryCallBufferization(mlir::DialectRegistry &registry);

} // namespace wick

#endif // WICK_PASSES_MEMORY_BUFFERIZELIBRARYCALL_H
