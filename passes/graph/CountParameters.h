//===- CountParameters.h - how many numbers a model learns ------------------===//

#ifndef WICK_PASSES_GRAPH_COUNTPARAMETERS_H
#define WICK_PASSES_GRAPH_COUNTPARAMETERS_H

#include "mlir/IR/BuiltinOps.h"

namespace wick {

/// Elements of all parameters of a module, each parameter once however many entries have it.
int64_t countParameters(mlir::ModuleOp module);

} // namespace wick

#endif // WICK_PASSES_GRAPH_COUNTPARAMETERS_H
