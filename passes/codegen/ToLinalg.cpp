#include "ir/Kernel.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Transforms/WalkPatternRewriteDriver.h"
#include "passes/Passes.h"
#include "passes/codegen/lowering/Patterns.h"

using namespace mlir;

namespace wick {
#define GEN_PASS_DEF_TOLINALG
#include "passes/Passes.h.inc"
} // namespace wick

namespace {

struct ToLinalg : wick::impl::ToLinalgBase<ToLinalg> {
  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    wick::populateContractionPatterns(patterns);
    wick::populateElementwisePatterns(patterns);
    wick::populateRandomPatterns(patterns);
    wick::populateReductionPatterns(patterns);
    wick::populateShapePatterns(patterns);
    wick::populateVisionPatterns(patterns);
    GreedyRewriteConfig config;
    config.enableFolding(false);
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns), config)))
      return signalPassFailure();
    getOperation()->walk([&](Operation *op) {
      // Kernels and library calls are lowered when they have buffers.
      if (!isa<wick::ir::WickDialect>(op->getDialect()) ||
          isa<wick::ir::KernelOp, wick::ir::LibraryCallOp>(op))
        return;
      op->emitOpError() << "has no lowering to linalg; run wick-decompose before wick-to-linalg";
      signalPassFailure();
    });
  }
};

} // namespace
