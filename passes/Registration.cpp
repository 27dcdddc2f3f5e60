#include "passes/Registration.h"
#include "ir/Wick.h"
#include "mlir/InitAllDialects.h"
#include "mlir/InitAllExtensions.h"
#include "mlir/InitAllPasses.h"
#include "passes/Passes.h"
#include "passes/Pipelines.h"
#include "passes/memory/BufferizeKernel.h"
#include "passes/memory/BufferizeLibraryCall.h"

void wick::registerDialects(mlir::DialectRegistry &registry) {
  mlir::registerAllDialects(registry);
  mlir::registerAllExtensions(registry);
  registry.insert<ir::WickDialect>();
  registerBatchNormVjp(registry);
  registerContractionVjps(registry);
  registerElementwiseVjps(registry);
  registerNNVjps(registry);
  registerReductionVjps(registry);
  registerShapeVjps(registry);
  registerStateVjps(registry);
  registerVisionVjps(registry);
  registerKernelBufferization(registry);
  registerLibraryCallBufferization(registry);
}

void wick::registerPasses() {
  mlir::registerAllPasses();
  registerWickPasses();
  registerPipelines();
}
