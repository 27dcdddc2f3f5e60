#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Transforms/Passes.h"
#include "mlir/IR/AttrTypeSubElements.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "passes/Passes.h"

using namespace mlir;

namespace wick {
#define GEN_PASS_DEF_LOWERBF16
#include "passes/Passes.h.inc"
} // namespace wick

namespace {

/// `type` with f32 for bf16.
Type widened(Type type) {
  Type f32 = Float32Type::get(type.getContext());
  auto shaped = dyn_cast<ShapedType>(type);
  return shaped ? Type(shaped.clone(f32)) : f32;
}

/// An integer reaches bf16 by way of f32. (Canonicalization merges the two conversions that
/// wick-to-linalg makes.)
template <typename Op> struct ConvertThroughF32 : OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;
  LogicalResult matchAndRewrite(Op op, PatternRewriter &rewriter) const override {
    if (!getElementTypeOrSelf(op.getType()).isBF16())
      return rewriter.notifyMatchFailure(op, "the result is not bf16");
    Value wide = Op::create(rewriter, op.getLoc(), widened(op.getType()), op.getIn());
    rewriter.replaceOpWithNewOp<arith::TruncFOp>(op, op.getType(), wide);
    return success();
  }
};

struct LowerBf16 : wick::impl::LowerBf16Base<LowerBf16> {
  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    patterns.add<ConvertThroughF32<arith::SIToFPOp>, ConvertThroughF32<arith::UIToFPOp>>(
        &getContext());
    arith::populateExpandBFloat16Patterns(patterns);
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      return signalPassFailure();
    replaceByI16();
  }

  /// What is left of bf16 are moves and bitcasts.
  void replaceByI16() {
    AttrTypeReplacer replacer;
    auto i16 = IntegerType::get(&getContext(), 16);
    replacer.addReplacement([&](BFloat16Type) -> Type { return i16; });
    replacer.addReplacement([&](FloatAttr attribute) -> Attribute {
      if (!attribute.getType().isBF16())
        return attribute;
      return IntegerAttr::get(i16, attribute.getValue().bitcastToAPInt());
    });
    replacer.addReplacement([&](DenseElementsAttr attribute) -> Attribute {
      return attribute.getElementType().isBF16() ? attribute.bitcast(i16) : attribute;
    });
    replacer.recursivelyReplaceElementsIn(getOperation(), /*replaceAttrs=*/true,
                                          /*replaceLocs=*/false, /*replaceTypes=*/true);
  }
};

} // namespace
