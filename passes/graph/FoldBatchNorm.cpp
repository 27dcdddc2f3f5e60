#include "ir/decompose/Build.h"
#include "mlir/Transforms/WalkPatternRewriteDriver.h"
#include "passes/Passes.h"

using namespace mlir;
using namespace wick::ir;

namespace wick {
#define GEN_PASS_DEF_FOLDBATCHNORM
#include "passes/Passes.h.inc"
} // namespace wick

namespace {

/// norm(conv(x, w) + b) = conv(x, w scale) + (b - mean) scale + beta, with scale = gamma /
/// sqrt(variance + epsilon) of each filter.
struct FoldIntoConvolution : OpRewritePattern<BatchNormOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(BatchNormOp op, PatternRewriter &rewriter) const override {
    auto conv = op.getInput().getDefiningOp<Conv2dOp>();
    if (!conv || !conv->hasOneUse())
      return rewriter.notifyMatchFailure(op, "the input is no convolution that only it reads");
    if (op.getTraining())
      return rewriter.notifyMatchFailure(op, "in training it measures what it normalizes");
    if (tensorType(op.getInput()).getElementType().isBF16())
      return rewriter.notifyMatchFailure(op, "bf16 weights would be rounded a second time");
    Build b(rewriter, op.getLoc());
    Value deviation = b.add(op.getRunningVariance(), op.getEpsilon().convertToDouble());
    Value scale = b.mul(b.create<RsqrtOp>(deviation), op.getGamma());
    Value center = b.mul(op.getRunningMean(), scale);
    Value bias = b.sub(op.getBeta(), center);
    if (conv.getBias())
      bias = b.add(bias, b.mul(conv.getBias(), scale));
    RankedTensorType filters = tensorType(scale);
    Value spread = b.create<ReshapeOp>(filters.clone({filters.getDimSize(0), 1, 1, 1}), scale);
    Value folded = b.create<Conv2dOp>(conv.getInput(), b.mul(conv.getWeight(), spread), bias,
                                      conv.getStrides(), conv.getPadding());
    rewriter.replaceOp(op, {folded, op.getRunningMean(), op.getRunningVariance()});
    return success();
  }
};

struct FoldBatchNorm : wick::impl::FoldBatchNormBase<FoldBatchNorm> {
  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    patterns.add<FoldIntoConvolution>(&getContext());
    walkAndApplyPatterns(getOperation(), std::move(patterns));
  }
};

} // namespace
