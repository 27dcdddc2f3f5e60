#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/SCF/Transforms/TileUsingInterface.h"
#include "mlir/Dialect/SCF/Transforms/Transforms.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tensor/Transforms/Transforms.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "passes/Passes.h"
#include "passes/codegen/Contraction.h"
#include "passes/codegen/TileKernel.h"

using namespace mlir;

namespace wick {
#define GEN_PASS_DEF_TILEANDFUSE
#include "passes/Passes.h.inc"
} // namespace wick

using namespace wick;

namespace {

/// Below this a product stays a loop nest, which LLVM unrolls: the tiles would be mostly remainder.
constexpr int64_t kSmallestTiledFlops = 2048;
constexpr int64_t kFewestTiledColumns = 4;

struct TileAndFuse : wick::impl::TileAndFuseBase<TileAndFuse> {
  using TileAndFuseBase::TileAndFuseBase;

  void runOnOperation() override {
    llvm::Expected<Tiling> tiling = Tiling::find(isaName, tiles);
    if (!tiling) {
      getOperation()->emitError() << "wick-tile-and-fuse: " << llvm::toString(tiling.takeError());
      return signalPassFailure();
    }
    SmallVector<Contraction> contractions;
    getOperation()->walk([&](linalg::GenericOp op) {
      auto contraction = Contraction::match(op);
      if (contraction && !op->hasAttr(kKernelAttr)) // a marked one is a tile already
        contractions.push_back(*contraction);
      else if (!contraction && sumsProducts(op))
        emitRemark(op.getLoc()) << "not tiled: " << whyNoContraction(op);
    });
    IRRewriter rewriter(&getContext());
    for (Contraction contraction : contractions)
      if (failed(tile(rewriter, contraction, *tiling)))
        return signalPassFailure();
    RewritePatternSet patterns(&getContext());
    scf::ForOp::getCanonicalizationPatterns(patterns, &getContext());
    tensor::populateFoldTensorEmptyPatterns(patterns);
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      signalPassFailure();
  }

private:
  static StringRef whyNoContraction(linalg::GenericOp op) {
    AffineMap rhs = op.getIndexingMapsArray()[1];
    if (rhs.getNumResults() == 1 && rhs.isFunctionOfDim(op.getNumLoops() - 1))
      return "a matrix by a vector has no columns for a tile";
    return "a tile needs the rhs as [.., k, n] and the result as [.., m, n]";
  }

  LogicalResult tile(IRRewriter &rewriter, Contraction contraction, const Tiling &tiling) {
    if (contraction.flops() < kSmallestTiledFlops || contraction.n() < kFewestTiledColumns) {
      emitRemark(contraction.op.getLoc())
          << "not tiled: " << contraction.m() << "x" << contraction.n() << "x" << contraction.k()
          << " is too small for register tiles";
      return success();
    }
    linalg::GenericOp epilogue = findEpilogue(contraction);
    linalg::GenericOp root = epilogue ? epilogue : contraction.op;
    Tile tile = findKernel(tiling.isa(), contraction).tile(contraction, tiling);
    contraction.op->setAttr(kKernelAttr, rewriter.getUnitAttr());
    root->setAttr(kKernelAttr, rewriter.getUnitAttr());
    return tileRoot(rewriter, root, contraction, tile);
  }

  /// Loops over batch, column blocks and row blocks around one register tile; the product and its
  /// fill move inside. The blocks that the tile does not divide are peeled off.
  LogicalResult tileRoot(IRRewriter &rewriter, linalg::GenericOp root,
                         const Contraction &contraction, Tile tile) {
    SmallVector<int64_t> sizes(contraction.batchRank, 1);
    if (contraction.hasRows)
      sizes.push_back(tile.rows);
    sizes.push_back(tile.columns);
    sizes.resize(root.getNumLoops(), 0);
    // The columns outside: a panel of the rhs stays in the cache over all rows.
    auto order = llvm::to_vector(llvm::seq<int64_t>(0, root.getNumLoops()));
    if (contraction.hasRows)
      std::swap(order[contraction.batchRank], order[contraction.batchRank + 1]);
    scf::SCFTileAndFuseOptions options;
    options.tilingOptions.setTileSizes(getAsIndexOpFoldResult(&getContext(), sizes));
    options.tilingOptions.setInterchange(order);
    options.setFusionControlFn(
        [](tensor::ExtractSliceOp, OpResult producer,
           bool) -> std::optional<scf::SCFTileAndFuseOptions::ControlFnResult> {
          if (isa<linalg::FillOp>(producer.getOwner()) || producer.getOwner()->hasAttr(kKernelAttr))
            return scf::SCFTileAndFuseOptions::ControlFnResult{};
          return std::nullopt;
        });
    rewriter.setInsertionPoint(root);
    FailureOr<scf::SCFTileAndFuseResult> result = scf::tileConsumerAndFuseProducersUsingSCF(
        rewriter, cast<TilingInterface>(root.getOperation()), options);
    if (failed(result))
      return root->emitOpError("could not be tiled");
    for (auto [from, to] : result->replacements)
      rewriter.replaceAllUsesWith(from, to);
    if (root->use_empty())
      rewriter.eraseOp(root);
    for (LoopLikeOpInterface loop : llvm::reverse(result->loops)) {
      scf::ForOp remainder;
      if (auto forOp = dyn_cast<scf::ForOp>(loop.getOperation()))
        (void)scf::peelForLoopAndSimplifyBounds(rewriter, forOp, remainder);
    }
    return success();
  }
};

} // namespace
