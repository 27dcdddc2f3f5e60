//===- InitialWeights.h - initial values from a file -------------------------===//

#ifndef WICK_BACKENDS_LLVM_INITIALWEIGHTS_H
#define WICK_BACKENDS_LLVM_INITIALWEIGHTS_H

#include "mlir/IR/BuiltinOps.h"
#include <string>

namespace wick {

/// Gives the params and states of all entries of `module` the values that the safetensors file at
/// `path` has under their names. A file without one of the params, or with one of another shape, is
/// an error, which is emitted; a state may be missing, as may whatever the file has besides.
mlir::LogicalResult setInitialWeights(mlir::ModuleOp module, const std::string &path);

} // namespace wick

#endif // WICK_BACKENDS_LLVM_INITIALWEIGHTS_H
