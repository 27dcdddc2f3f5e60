//===- Kernel.h - wick.kernel, the op of wick whose body works on buffers -----===//

#ifndef WICK_IR_KERNEL_H
#define WICK_IR_KERNEL_H

#include "ir/Wick.h"
#include "mlir/Interfaces/DestinationStyleOpInterface.h"

#define GET_OP_CLASSES
#include "ir/ops/Kernel.h.inc"

namespace wick::ir {

/// Called by WickDialect::initialize.
void registerKernelOps(WickDialect &dialect);

} // namespace wick::ir

#endif // WICK_IR_KERNEL_H
