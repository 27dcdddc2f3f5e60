//===- Registration.h - all dialects and passes that Wick works with --------===//

#ifndef WICK_PASSES_REGISTRATION_H
#define WICK_PASSES_REGISTRATION_H

#include "mlir/IR/Dialect.h"

namespace wick {

/// The wick dialect, the upstream dialects of the road to LLVM and their extensions (interfaces for
/// tiling, bufferization and the conversion to LLVM).
void registerDialects(mlir::DialectRegistry &registry);

/// Attach the gradients of the ops of a family (passes/graph/vjp/<Family>.cpp) when the wick
/// dialect is loaded. Called by registerDialects.
void registerBatchNormVjp(mlir::DialectRegistry &registry);
void registerContractionVjps(mlir::DialectRegistry &registry);
void registerElementwiseVjps(mlir::DialectRegistry &registry);
void registerNNVjps(mlir::DialectRegistry &registry);
void registerReductionVjps(mlir::DialectRegistry &registry);
void registerShapeVjps(mlir::DialectRegistry &registry);
void registerStateVjps(mlir::DialectRegistry &registry);
void registerVisionVjps(mlir::DialectRegistry &registry);

/// Wick's passes and upstream's, under their command-line names. Call once per process.
void registerPasses();

} // namespace wick

#endif // WICK_PASSES_REGISTRATION_H
