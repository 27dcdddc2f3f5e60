//===- BufferizeKernel.h - memory of kernels ----------------------------------===//

#ifndef WICK_PASSES_MEMORY_BUFFERIZEKERNEL_H
#define WICK_PASSES_MEMORY_BUFFERIZEKERNEL_H

#include "mlir/IR/DialectRegistry.h"

namespace wick {

/// Lets bufferization put the body of a `wick.kernel` in its place, on the buffers of the operands.
void registerKernelBufferization(mlir::DialectRegistry &registry);

} // namespace wick

#endif // WICK_PASSES_MEMORY_BUFFERIZEKERNEL_H
