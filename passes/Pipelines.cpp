#include "passes/Pipelines.h"
#include "mlir/Conversion/AffineToStandard/AffineToStandard.h"
#include "mlir/Conversion/ArithToLLVM/ArithToLLVM.h"
#include "mlir/Conversion/ControlFlowToLLVM/ControlFlowToLLVM.h"
#include "mlir/Conversion/FuncToLLVM/ConvertFuncToLLVMPass.h"
#include "mlir/Conversion/IndexToLLVM/IndexToLLVM.h"
#include "mlir/Conversion/MathToLLVM/MathToLLVM.h"
#include "mlir/Conversion/MathToLibm/MathToLibm.h"
#include "mlir/Conversion/MemRefToLLVM/MemRefToLLVM.h"
#include "mlir/Conversion/ReconcileUnrealizedCasts/ReconcileUnrealizedCasts.h"
#include "mlir/Conversion/SCFToControlFlow/SCFToControlFlow.h"
#include "mlir/Conversion/UBToLLVM/UBToLLVM.h"
#include "mlir/Conversion/VectorToLLVM/ConvertVectorToLLVMPass.h"
#include "mlir/Conversion/VectorToSCF/VectorToSCF.h"
#include "mlir/Dialect/Bufferization/Transforms/Passes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/Passes.h"
#include "mlir/Dialect/MemRef/Transforms/Passes.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir/Transforms/Passes.h"
#include "passes/Passes.h"
#include "llvm/ADT/StringSwitch.h"

using namespace mlir;

namespace wick {

static void tidy(OpPassManager &manager) {
  manager.addPass(createCanonicalizerPass());
  manager.addPass(createCSEPass());
}

/// Simplify what the author wrote before anything is derived from it.
static void buildGraph(OpPassManager &manager, const PipelineOptions &) { tidy(manager); }

/// Gradients and updates; a model without a loss passes unchanged. Gradients are simplified before
/// the updates are built on them: one that folds to another parameter has to be read before that
/// one's update, and wick-optimizer sees to it. What several steps gather is one gradient, so it is
/// gathered before it is clipped. The norm is that of all gradients, so they are clipped when the
/// last is there; the schedule replaces the learning rate that the updates read. Updates are held
/// when all are there.
/// Only then is it known which params are updated; the constants that the others become are part of
/// the model from here on.
static void buildTrain(OpPassManager &manager, const PipelineOptions &options) {
  manager.addPass(createAutodiff());
  tidy(manager);
  manager.addPass(createAccumulateGradients());
  manager.addPass(createClipGradients());
  manager.addPass(createOptimizer());
  manager.addPass(createScheduleLearningRate());
  manager.addPass(createHoldUpdates());
  tidy(manager);
  if (options.freeze)
    manager.addPass(createFreezeWeights());
}

/// Composites go after differentiation, which has better rules for the whole than for the parts,
/// and after a library has taken those that it knows as a whole. A batch norm is folded while it is
/// one op.
static void buildPartition(OpPassManager &manager, const PipelineOptions &options) {
  manager.addPass(createFoldBatchNorm());
  AssignBackendOptions assignment;
  assignment.policy = options.backend == Backend::onednn      ? "onednn"
                      : options.backend == Backend::automatic ? "auto"
                                                              : "llvm";
  assignment.winograd = options.winograd;
  manager.addPass(createAssignBackend(assignment, options.askLibrary));
  manager.addPass(createDecompose());
  tidy(manager);
}

/// Convolutions while they are known as such, first those that Winograd's algorithm takes. Their
/// kernels want channels last and packed weights; those of constant weights are packed by the
/// compiler.
static void buildImageKernels(OpPassManager &manager, const PipelineOptions &options) {
  if (options.winograd) {
    WinogradOptions transformed;
    transformed.isaName = options.isa;
    manager.addPass(createWinograd(transformed));
  }
  LowerConvOptions convolutions;
  convolutions.isaName = options.isa;
  manager.addPass(createLowerConv(convolutions));
  manager.addPass(createLayout());
  if (options.freeze) {
    FoldConstantsOptions weights;
    weights.maxElements = std::numeric_limits<int64_t>::max();
    manager.addPass(createFoldConstants(weights));
  }
  tidy(manager);
}

static void buildLayout(OpPassManager &manager, const PipelineOptions &options) {
  if (!options.kernelPasses.empty()) {
    if (failed(parsePassPipeline(options.kernelPasses, manager)))
      llvm::report_fatal_error("the bench names a pass that does not exist");
    return;
  }
  if (options.backend != Backend::naive)
    buildImageKernels(manager, options);
  manager.addPass(createToLinalg());
  tidy(manager);
}

/// Fusion first, so that a product finds its whole epilogue in one op; dimensions are merged when
/// it is known which ops there are, before these get their destinations; destinations before
/// tiling, so that a tile reads and writes the same slice of an updated parameter; packing after
/// tiling, which decides the columns of a panel. What becomes part of another tensor is computed
/// there (empty tensor elimination, cheap while there are no loops). Rows after destinations, whose
/// updates they must not pass; numbers of a row leave its inner loops at the end.
static void buildLoops(OpPassManager &manager, const PipelineOptions &options) {
  if (!options.kernelPasses.empty())
    return;
  manager.addPass(createFuse());
  tidy(manager);
  if (options.backend != Backend::naive)
    manager.addPass(createMergeDimensions());
  manager.addPass(createBindDestinations());
  manager.addPass(bufferization::createEmptyTensorEliminationPass());
  if (options.backend == Backend::naive)
    return;
  manager.addPass(createFuseRows());
  tidy(manager);
  TileAndFuseOptions tiles;
  tiles.isaName = options.isa;
  tiles.tiles = options.tiles;
  manager.addPass(createTileAndFuse(tiles));
  tidy(manager);
  PackOptions packing;
  packing.isaName = options.isa;
  packing.tiles = options.tiles;
  manager.addPass(createPack(packing));
  manager.addPass(createFoldPackedWeights());
  VectorizeOptions vectors;
  vectors.isaName = options.isa;
  vectors.tiles = options.tiles;
  manager.addPass(createVectorize(vectors));
  tidy(manager);
  manager.addPass(createLoopInvariantCodeMotionPass());
}

/// Loops and views are simplified before the arena is planned: fewer and shorter-lived buffers.
/// Parallel loops are found between the two: on buffers it shows what an iteration touches, and
/// hoisting would give all iterations one buffer.
static void buildMemory(OpPassManager &manager, const PipelineOptions &options) {
  manager.addPass(createBufferize());
  tidy(manager);
  if (options.parallelFrom < kNeverParallel && options.backend != Backend::naive) {
    ParallelizeOptions threads;
    threads.isaName = options.isa;
    threads.from = options.parallelFrom;
    manager.addNestedPass<func::FuncOp>(createParallelize(threads));
  }
  manager.addNestedPass<func::FuncOp>(bufferization::createBufferHoistingPass());
  manager.addNestedPass<func::FuncOp>(bufferization::createBufferLoopHoistingPass());
  manager.addNestedPass<func::FuncOp>(createPlanArena());
  manager.addNestedPass<func::FuncOp>(memref::createFoldMemRefAliasOpsPass());
  tidy(manager);
}

/// The remaining linalg ops become plain loops, which LLVM vectorizes; math is expanded before, on
/// scalars and vectors alike. bf16 goes late: the rewrites before it may still merge conversions.
/// Prefetches follow reads that have their final place. Outlining is last, when bodies have their
/// final form and read what they can from registers.
static void buildTarget(OpPassManager &manager, const PipelineOptions &options) {
  manager.addPass(createLowerLibraryCalls());
  manager.addPass(createExpandCopies());
  manager.addPass(createConvertLinalgToLoopsPass());
  manager.addNestedPass<func::FuncOp>(memref::createFoldMemRefAliasOpsPass());
  manager.addPass(createLoopInvariantCodeMotionPass());
  tidy(manager);
  if (options.backend != Backend::naive) {
    PrefetchOptions ahead;
    ahead.isaName = options.isa;
    ahead.tiles = options.tiles;
    manager.addPass(createPrefetch(ahead));
  }
  manager.addPass(createApproximateMath());
  manager.addPass(createLowerBf16());
  manager.addPass(createCSEPass());
  manager.addPass(createOutlineParallel());
}

/// Everything to the LLVM dialect; rows of a strided view are read element by element. Entries take
/// bare pointers: all shapes are static. Multiply-adds are fused when no more equal products are
/// found.
static void buildLLVM(OpPassManager &manager, const PipelineOptions &) {
  manager.addPass(createConvertVectorToSCFPass(
      VectorTransferToSCFOptions().enableFullUnroll().setTargetRank(1)));
  manager.addPass(memref::createExpandStridedMetadataPass());
  manager.addPass(createLowerAffinePass());
  manager.addPass(createSCFToControlFlowPass());
  manager.addPass(createConvertMathToLLVMPass());
  manager.addPass(createConvertMathToLibmPass());
  ConvertVectorToLLVMPassOptions vectors;
  vectors.reassociateFPReductions = true;
  manager.addPass(createConvertVectorToLLVMPass(vectors));
  manager.addPass(createUBToLLVMConversionPass());
  manager.addPass(memref::createExpandStridedMetadataPass());
  manager.addPass(createLowerAffinePass());
  manager.addPass(createArithToLLVMConversionPass());
  manager.addPass(createConvertIndexToLLVMPass());
  manager.addPass(createConvertControlFlowToLLVMPass());
  manager.addPass(createFinalizeMemRefToLLVMConversionPass());
  ConvertFuncToLLVMPassOptions functions;
  functions.useBarePtrCallConv = true;
  manager.addPass(createConvertFuncToLLVMPass(functions));
  manager.addPass(createReconcileUnrealizedCastsPass());
  manager.addPass(createWrapEntry());
  manager.addPass(createWrapParallel());
  manager.addPass(createCSEPass());
  manager.addPass(createFuseMultiplyAdd());
}

std::optional<Backend> findBackend(StringRef name) {
  return llvm::StringSwitch<std::optional<Backend>>(name)
      .Case("llvm", Backend::llvm)
      .Case("naive", Backend::naive)
      .Case("onednn", Backend::onednn)
      .Case("auto", Backend::automatic)
      .Default(std::nullopt);
}

ArrayRef<Stage> pipelineStages() {
  static const Stage kStages[] = {
      {"graph", "simplified model", buildGraph},
      {"train", "gradients and optimizer updates", buildTrain},
      {"partition", "composites decomposed", buildPartition},
      {"layout", "linalg on tensors", buildLayout},
      {"loops", "fused, tiled and vectorized loops on tensors", buildLoops},
      {"memory", "buffers with fixed offsets in one arena", buildMemory},
      {"target", "scalar and vector code", buildTarget},
      {"llvm", "the LLVM dialect", buildLLVM},
  };
  return kStages;
}

void registerPipelines() {
  for (const Stage &stage : pipelineStages())
    PassPipelineRegistration<>("wick-stage-" + stage.name.str(), stage.summary,
                               [&stage](OpPassManager &manager) { stage.build(manager, {}); });
  PassPipelineRegistration<>("wick-pipeline", "all stages of Wick", [](OpPassManager &manager) {
    for (const Stage &stage : pipelineStages())
      stage.build(manager, {});
  });
}

} // namespace wick
