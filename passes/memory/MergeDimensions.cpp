#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tensor/Transforms/Transforms.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "passes/Passes.h"
#include "passes/codegen/Transposition.h"

using namespace mlir;

namespace wick {
#define GEN_PASS_DEF_MERGEDIMENSIONS
#include "passes/Passes.h.inc"
} // namespace wick

using namespace wick;

namespace {

/// Rows of as many elements fill a vector of any ISA.
constexpr int64_t kLongRow = 16;

bool isReduction(Operation *op) {
  auto generic = dyn_cast_or_null<linalg::GenericOp>(op);
  return generic && generic.getNumReductionLoops() > 0;
}

/// Whether a reduction makes or reads what `op` works on: the two may share a loop over rows.
bool isBesideReduction(linalg::GenericOp op) {
  return llvm::any_of(op.getDpsInputs(),
                      [](Value input) {
                        return isReduction(input.getDefiningOp()) ||
                               llvm::any_of(input.getUsers(), isReduction);
                      }) ||
         llvm::any_of(op->getUsers(), isReduction);
}

bool isMergeable(linalg::GenericOp op) {
  if (op.getNumLoops() < 2 || op.getNumReductionLoops() > 0 || op.hasIndexSemantics() ||
      op.getNumResults() == 0 || !llvm::all_of(op.getIndexingMapsArray(), [](AffineMap map) {
        return map.isProjectedPermutation();
      }))
    return false;
  return isTransposition(op) ||
         (op.getStaticLoopRanges().back() < kLongRow && !isBesideReduction(op));
}

/// The runs of dimensions that become one.
SmallVector<ReassociationIndices> mergedRuns(linalg::LinalgOp op) {
  auto generic = dyn_cast<linalg::GenericOp>(op.getOperation());
  if (!generic || !isMergeable(generic))
    return {};
  SmallVector<AffineMap> maps = generic.getIndexingMapsArray();
  SmallVector<ReassociationIndices> runs;
  for (int64_t dim = 0; dim < generic.getNumLoops(); ++dim) {
    ReassociationIndices longer = runs.empty() ? ReassociationIndices() : runs.back();
    longer.push_back(dim);
    bool continues = !runs.empty() && llvm::all_of(maps, [&](AffineMap map) {
      return linalg::isDimSequencePreserved(map, longer);
    });
    if (continues)
      runs.back() = longer;
    else
      runs.push_back({dim});
  }
  llvm::erase_if(runs, [](const ReassociationIndices &run) { return run.size() == 1; });
  return runs;
}

struct MergeDimensions : wick::impl::MergeDimensionsBase<MergeDimensions> {
  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    linalg::populateCollapseDimensions(patterns, mergedRuns);
    tensor::populateFoldTensorEmptyPatterns(patterns);
    tensor::CollapseShapeOp::getCanonicalizationPatterns(patterns, &getContext());
    tensor::ExpandShapeOp::getCanonicalizationPatterns(patterns, &getContext());
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      signalPassFailure();
  }
};

} // namespace
