#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tensor/Transforms/Transforms.h"
#include "mlir/IR/Dominance.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "passes/Passes.h"
#include "passes/codegen/Contraction.h"
#include "passes/codegen/Rows.h"

using namespace mlir;

namespace wick {
#define GEN_PASS_DEF_FUSE
#include "passes/Passes.h.inc"
} // namespace wick

using namespace wick;

namespace {

int64_t iterations(linalg::GenericOp op) {
  int64_t product = 1;
  for (int64_t range : op.getStaticLoopRanges())
    product *= range;
  return product;
}

int64_t elementsOf(Value tensor) { return cast<ShapedType>(tensor.getType()).getNumElements(); }

/// The epilogue of a product stays with it.
bool readsProduct(linalg::GenericOp op) {
  return llvm::any_of(op.getDpsInputs(), [](Value input) {
    return Contraction::match(input.getDefiningOp()).has_value();
  });
}

/// True for a few plain operations on each element. One that adds to its init (a product over a k
/// of 1) cannot be computed again: it would add again.
bool isPlain(linalg::GenericOp op) {
  constexpr int64_t kFewOps = 3;
  if (readsProduct(op) || llvm::any_of(op.getDpsInitsMutable(), [&](OpOperand &init) {
        return op.payloadUsesValueFromOperand(&init);
      }))
    return false;
  int64_t ops = 0;
  for (Operation &inner : op.getBody()->without_terminator()) {
    if (isa<math::MathDialect>(inner.getDialect()) || isa<arith::DivFOp>(inner))
      return false;
    ops += !isa<arith::ConstantOp, linalg::IndexOp>(inner);
  }
  return ops <= kFewOps;
}

/// Computing such a producer again in the consumer costs less than storing and loading its result:
/// it is plain and reads less than it makes. In front of a row reduction it may read hardly more (a
/// matrix and a column): its other readers are mostly in the same row, which the cache holds.
bool isCheapToRepeat(linalg::GenericOp producer, linalg::GenericOp consumer) {
  if (!isPlain(producer))
    return false;
  int64_t made = elementsOf(producer.getResult(0)), largest = 0, sum = 0;
  for (Value input : producer.getDpsInputs()) {
    largest = std::max(largest, elementsOf(input));
    sum += elementsOf(input);
  }
  bool hasRows = consumer.getNumLoops() > 1 && rowReductionKind(consumer) &&
                 iterations(producer) == iterations(consumer);
  return 2 * largest <= made || (hasRows && 4 * sum <= 5 * made);
}

/// A reduction of rows can also store the elements that it makes and reduces.
bool canStoreElements(OpOperand *operand) {
  auto consumer = cast<linalg::GenericOp>(operand->getOwner());
  auto producer = operand->get().getDefiningOp<linalg::GenericOp>();
  return rowReductionKind(consumer) && consumer.getMatchingIndexingMap(operand).isIdentity() &&
         isElementwiseByRows(producer) && !readsProduct(producer);
}

/// Why the producer of `operand` stays apart, or nothing if it moves into the consumer.
std::optional<StringRef> reasonAgainst(OpOperand *operand, const DominanceInfo &dominance) {
  auto producer = operand->get().getDefiningOp<linalg::GenericOp>();
  auto consumer = cast<linalg::GenericOp>(operand->getOwner());
  if (Contraction::match(consumer))
    return "its consumer is a matrix product, which would compute it once per output column";
  if (isCheapToRepeat(producer, consumer))
    return std::nullopt;
  if (iterations(producer) < iterations(consumer))
    return "its consumer would compute it many times over";
  for (OpOperand &use : producer->getUses())
    if (use.getOwner() != consumer && !dominance.properlyDominates(consumer, use.getOwner()))
      return "another op reads it before the consumer";
  // The consumer may be the epilogue of a product, and this producer that of another.
  if (!producer->hasOneUse() && consumer.getNumReductionLoops() != 0 && !canStoreElements(operand))
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
      bool movesWhole = !isCheapToRepeat(producer, consumer);
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
