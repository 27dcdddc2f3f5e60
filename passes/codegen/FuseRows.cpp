#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/SCF/Transforms/TileUsingInterface.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tensor/Transforms/Transforms.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "passes/Passes.h"
#include "passes/codegen/RowGroup.h"

using namespace mlir;

namespace wick {
#define GEN_PASS_DEF_FUSEROWS
#include "passes/Passes.h.inc"
} // namespace wick

using namespace wick;

namespace {

struct FuseRows : wick::impl::FuseRowsBase<FuseRows> {
  void runOnOperation() override {
    SmallVector<RowGroup> groups = findGroups();
    IRRewriter rewriter(&getContext());
    for (const RowGroup &group : groups)
      if (failed(moveIntoLoop(rewriter, group)))
        return signalPassFailure();
    if (!groups.empty() && failed(dropUnitDims()))
      signalPassFailure();
  }

private:
  /// Last first: an op belongs to the group of its last reader. Loops are kernels already.
  SmallVector<RowGroup> findGroups() {
    SmallVector<linalg::GenericOp> ops;
    getOperation()->walk([&](linalg::GenericOp op) {
      if (!op->getParentOfType<LoopLikeOpInterface>())
        ops.push_back(op);
    });
    SmallVector<RowGroup> groups;
    for (linalg::GenericOp op : llvm::reverse(ops)) {
      if (llvm::any_of(groups, [&](const RowGroup &group) { return group.contains(op); }))
        continue;
      RowGroup group(op);
      if (group.isWorthALoop())
        groups.push_back(std::move(group));
    }
    return groups;
  }

  /// Tiles the root by one row and moves the others into the loop. What is read behind the root
  /// becomes a result of the loop.
  LogicalResult moveIntoLoop(IRRewriter &rewriter, const RowGroup &group) {
    linalg::GenericOp root = group.getRoot();
    llvm::SmallDenseSet<Operation *> results = group.readBehindRoot();
    SmallVector<int64_t> sizes(root.getNumLoops(), 1);
    sizes.back() = 0;
    scf::SCFTileAndFuseOptions options;
    options.tilingOptions.setTileSizes(getAsIndexOpFoldResult(&getContext(), sizes));
    options.setFusionControlFn(
        [&](tensor::ExtractSliceOp, OpResult producer,
            bool) -> std::optional<scf::SCFTileAndFuseOptions::ControlFnResult> {
          Operation *op = producer.getOwner();
          if (isa<linalg::FillOp>(op))
            return scf::SCFTileAndFuseOptions::ControlFnResult{};
          if (!group.contains(op))
            return std::nullopt;
          // An op is moved in for each reader; one of the copies makes the result.
          return scf::SCFTileAndFuseOptions::ControlFnResult{results.erase(op)};
        });
    rewriter.setInsertionPoint(root);
    FailureOr<scf::SCFTileAndFuseResult> result = scf::tileConsumerAndFuseProducersUsingSCF(
        rewriter, cast<TilingInterface>(root.getOperation()), options);
    if (failed(result))
      return root->emitOpError("could not be computed row by row");
    for (auto [from, to] : result->replacements)
      rewriter.replaceAllUsesWith(from, to);
    return success();
  }

  /// A row [1 x n] is a vector [n], what is one number for a row a scalar.
  LogicalResult dropUnitDims() {
    RewritePatternSet patterns(&getContext());
    linalg::ControlDropUnitDims control;
    control.rankReductionStrategy =
        linalg::ControlDropUnitDims::RankReductionStrategy::ExtractInsertSlice;
    linalg::populateFoldUnitExtentDimsPatterns(patterns, control);
    linalg::populateSwapExtractSliceWithFillPatterns(patterns);
    tensor::populateMergeConsecutiveInsertExtractSlicePatterns(patterns);
    tensor::populateFoldTensorEmptyPatterns(patterns);
    scf::ForOp::getCanonicalizationPatterns(patterns, &getContext());
    return applyPatternsGreedily(getOperation(), std::move(patterns));
  }
};

} // namespace
