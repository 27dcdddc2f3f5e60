//===- SavedActivations.h - what the backward pass keeps of the forward -----===//

#ifndef WICK_PASSES_GRAPH_SAVEDACTIVATIONS_H
#define WICK_PASSES_GRAPH_SAVEDACTIVATIONS_H

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace wick {

/// Prints the values that ops after `lastForward` read and that `lastForward` or an op before it
/// made, one a row: bytes, type, op, author's line; then arguments that are read. Constants are not
/// listed: they cost no memory of a step. i1 counts one byte.
void printSavedActivations(mlir::func::FuncOp function, mlir::Operation *lastForward,
                           llvm::raw_ostream &out);

} // namespace wick

#endif // WICK_PASSES_GRAPH_SAVEDACTIVATIONS_H
