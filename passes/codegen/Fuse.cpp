#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tensor/Transforms/Transforms.h"
#include "mlir/IR/Dominance.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "passes/Passes.h"
#include "passes/codegen/Contraction.h"

using namespace mlir;

namespace wick {
#define GEN_PASS_DEF_FUSE
#include "passes/Passes.h.inc"
} // namespace wick

using namespace wick;

namespace {

/// Computing such a producer again in each consumer costs less than storing and loading its result:
/// it reads less than it makes, and makes it with a few plain operations. One that adds to its init
/// (a product over a k of 1) cannot be repeated: it would add again.
bool isCheapToRepeat(linalg::GenericOp producer) {
  constexpr int64_t kFewOps = 3;
  if (llvm::any_of(producer.getDpsInitsMutable(),
                   [&](OpOperand &init) { return producer.payloadUsesValueFromOperand(&init); }))
    return false;
  int64_t made = cast<ShapedType>(producer.getResult(0).getType()).getNumElements(), read = 0;
  for (Value input : producer.getDpsInputs())
    read = std::max(read, cast<ShapedType>(input.getType()).getNumElements());
  int64_t ops = 0;
  for (Operation &op : producer.getBody()->without_terminator()) {
    if (isa<math::MathDialect>(op.getDialect()) || isa<arith::DivFOp>(op))
      return false;
    ops += !isa<arith::ConstantOp, linalg::IndexOp>(op);
  }
  return ops <= kFewOps && 2 * read <= made;
}

int64_t iterations(linalg::GenericOp op) {
  int64_t product = 1;
  for (int64_t range : op.getStaticLoopRanges())
    product *= range;
  return product;
}

/// Why the producer of `operand` stays apart, or nothing if it moves into the consumer.
std::optional<StringRef> reasonAgainst(OpOperand *operand, const DominanceInfo &dominance) {
  auto producer = operand->get().getDefiningOp<linalg::GenericOp>();
  auto consumer = cast<linalg::GenericOp>(operand->getOwner());
  if (Contraction::match(consumer))
    return "its consumer is a matrix product, which would compute it once per output column";
  if (isCheapToRepeat(producer))
    return std::nullopt;
  if (iterations(producer) < iterations(consumer))
    return "its consumer would compute it many times over";
  for (OpOperand &use : producer->getUses())
    if (use.getOwner() != consumer && !dominance.properlyDominates(consumer, use.getOwner()))
      return "another op reads it before the consumer";
  // The consumer may be the epilogue of a product, and this producer that of another.
  if (!producer->hasOneUse() && consumer.getNumReductionLoops() != 0)
    return "it is used by others and the consumer is a reduction";
  return std::nullopt;
}

/// Moves one elementwise producer into its consumer. Unlike the upstream pattern, a producer with
/// other uses moves too where the consumer stands before them: the fused op then yields both
/// results.
struct FuseProducer : OpRewritePattern<linalg::GenericOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(linalg::GenericOp consumer,
                                PatternRewriter &rewriter) const override {
    for (OpOperand *operand : consumer.getDpsInputOperands()) {
      if (!linalg::areElementwiseOpsFusable(operand))
        continue;
      auto producer = operand->get().getDefiningOp<linalg::GenericOp>();
      DominanceInfo dominance;
      if (reasonAgainst(operand, dominance))
        continue;
      bool movesWhole = !isCheapToRepeat(producer);
      rewriter.setInsertionPoint(consumer);
      FailureOr<linalg::ElementwiseOpFusionResult> fused =
          linalg::fuseElementwiseOps(rewriter, operand);
      if (failed(fused))
        continue;
      for (auto [from, to] : fused->replacements)
        rewriter.replaceUsesWithIf(from, to, [&](OpOperand &use) {
          return use.getOwner() != fused->fusedOp &&
                 (movesWhole || from.getDefiningOp() != producer);
        });
      rewriter.eraseOp(consumer);
      return success();
    }
    return rewriter.notifyMatchFailure(consumer, "no producer can move in");
  }
};

struct Fuse : wick::impl::FuseBase<Fuse> {
  void runOnOperation() override {
    MLIRContext *context = &getContext();
    RewritePatternSet units(context);
    linalg::ControlDropUnitDims control;
    linalg::populateFoldUnitExtentDimsPatterns(units, control);
    linalg::populateEraseUnusedOperandsAndResultsPatterns(units);
    tensor::populateFoldTensorEmptyPatterns(units);
    if (failed(applyPatternsGreedily(getOperation(), std::move(units))))
      return signalPassFailure();
    RewritePatternSet patterns(context);
    patterns.add<FuseProducer>(context);
    linalg::populateInlineConstantOperandsPatterns(patterns);
    linalg::populateEraseUnusedOperandsAndResultsPatterns(patterns);
    linalg::GenericOp::getCanonicalizationPatterns(patterns, context);
    tensor::populateFoldTensorEmptyPatterns(patterns);
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      return signalPassFailure();
    getOperation()->walk([&](linalg::GenericOp consumer) { remark(consumer); });
  }

  void remark(linalg::GenericOp consumer) {
    DominanceInfo dominance;
    for (OpOperand *operand : consumer.getDpsInputOperands())
      if (linalg::areElementwiseOpsFusable(operand))
        if (std::optional<StringRef> reason = reasonAgainst(operand, dominance))
          emitRemark(operand->get().getLoc()) << "not fused: " << *reason;
  }
};

} // namespace
