//===- Observers.h - watching passes at work ----------------------------------===//

#ifndef WICK_BACKENDS_LLVM_OBSERVERS_H
#define WICK_BACKENDS_LLVM_OBSERVERS_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/PassInstrumentation.h"

namespace wick {

/// Writes the module after each pass that changed it to `<folder>/NN_<pass>.mlir`.
std::unique_ptr<mlir::PassInstrumentation> createDumper(std::string folder);

/// Evaluates the entries of `module` now and after each pass, on seeded inputs, by the reference
/// interpreter. The first pass that changes a result is named in an error. Passes that leave the
/// wick dialect are out of the interpreter's reach: the check ends there.
std::unique_ptr<mlir::PassInstrumentation> createResultChecker(mlir::ModuleOp module);

} // namespace wick

#endif // WICK_BACKENDS_LLVM_OBSERVERS_H
