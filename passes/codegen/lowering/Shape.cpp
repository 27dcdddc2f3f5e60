#include "mlir/Dialect/Utils/ReshapeOpsUtils.h"
#include "passes/codegen/lowering/Patterns.h"
#include "passes/codegen/lowering/Scalar.h"

using namespace mlir;
using namespace wick;
using namespace wick::ir;

namespace {

struct ConstantToArith : OpRewritePattern<ConstantOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(ConstantOp op, PatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<arith::ConstantOp>(op, cast<TypedAttr>(op.getValueAttr()));
    return success();
  }
};

struct IotaToLinalg : OpRewritePattern<IotaOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(IotaOp op, PatternRewriter &rewriter) const override {
    auto output = cast<RankedTensorType>(op.getType());
    auto body = [&](OpBuilder &builder, Location loc, ValueRange) {
      Scalar s(builder, loc);
      Value i = arith::IndexCastOp::create(builder, loc, builder.getI64Type(),
                                           linalg::IndexOp::create(builder, loc, op.getDim()));
      linalg::YieldOp::create(builder, loc, s.cast(i, output.getElementType()));
    };
    rewriter.replaceOpWithNewOp<linalg::GenericOp>(
        op, TypeRange{output}, ValueRange{}, ValueRange{emptyLike(rewriter, op.getLoc(), output)},
        ArrayRef<AffineMap>{rewriter.getMultiDimIdentityMap(output.getRank())},
        SmallVector<utils::IteratorType>(output.getRank(), utils::IteratorType::parallel), body);
    return success();
  }
};

/// A reshape is a collapse or an expansion where the dimensions nest, else both by way of one
/// dimension.
struct ReshapeToTensor : OpRewritePattern<ReshapeOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(ReshapeOp op, PatternRewriter &rewriter) const override {
    RankedTensorType from = tensorType(op.getInput()), to = tensorType(op.getOutput());
    Value input = op.getInput();
    if (auto nested = getReassociationIndicesForReshape(from, to)) {
      if (from.getRank() > to.getRank())
        rewriter.replaceOpWithNewOp<tensor::CollapseShapeOp>(op, to, input, *nested);
      else
        rewriter.replaceOpWithNewOp<tensor::ExpandShapeOp>(op, to, input, *nested);
      return success();
    }
    auto flat = RankedTensorType::get({from.getNumElements()}, from.getElementType());
    Value line = from.getRank() == 1
                     ? input
                     : tensor::CollapseShapeOp::create(rewriter, op.getLoc(), flat, input,
                                                       allDims(from.getRank()));
    if (to.getRank() == 1)
      rewriter.replaceOp(op, line);
    else
      rewriter.replaceOpWithNewOp<tensor::ExpandShapeOp>(op, to, line, allDims(to.getRank()));
    return success();
  }

  static SmallVector<ReassociationIndices> allDims(int64_t rank) {
    SmallVector<ReassociationIndices> all;
    if (rank > 0)
      all.push_back(llvm::to_vector<2>(llvm::seq<int64_t>(0, rank)));
    return all;
  }
};

/// Replaces `op` by the elements of `input` at `exprs` of the indices of each element of its
/// result.
void readAt(PatternRewriter &rewriter, Operation *op, Value input, ArrayRef<AffineExpr> exprs) {
  auto output = cast<RankedTensorType>(op->getResult(0).getType());
  SmallVector<AffineMap> maps = {AffineMap::get(output.getRank(), 0, exprs, op->getContext()),
                                 rewriter.getMultiDimIdentityMap(output.getRank())};
  rewriter.replaceOpWithNewOp<linalg::GenericOp>(
      op, TypeRange{output}, ValueRange{input},
      ValueRange{emptyLike(rewriter, op->getLoc(), output)}, maps,
      SmallVector<utils::IteratorType>(output.getRank(), utils::IteratorType::parallel),
      [](OpBuilder &builder, Location loc, ValueRange x) {
        linalg::YieldOp::create(builder, loc, x[0]);
      });
}

struct TransposeToLinalg : OpRewritePattern<TransposeOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(TransposeOp op, PatternRewriter &rewriter) const override {
    auto output = cast<RankedTensorType>(op.getType());
    SmallVector<AffineExpr> exprs(output.getRank());
    for (auto [i, dim] : llvm::enumerate(op.getPermutation()))
      exprs[dim] = rewriter.getAffineDimExpr(i);
    readAt(rewriter, op, op.getInput(), exprs);
    return success();
  }
};

/// Read from the far end along the reversed dimensions.
struct ReverseToLinalg : OpRewritePattern<ReverseOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(ReverseOp op, PatternRewriter &rewriter) const override {
    auto output = cast<RankedTensorType>(op.getType());
    SmallVector<AffineExpr> exprs(rewriter.getMultiDimIdentityMap(output.getRank()).getResults());
    for (int64_t dim : op.getDims())
      exprs[dim] = (output.getDimSize(dim) - 1) - exprs[dim];
    readAt(rewriter, op, op.getInput(), exprs);
    return success();
  }
};

SmallVector<OpFoldResult> indices(Builder &builder, ArrayRef<int64_t> values) {
  return getAsIndexOpFoldResult(builder.getContext(), values);
}

struct SliceToTensor : OpRewritePattern<SliceOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(SliceOp op, PatternRewriter &rewriter) const override {
    auto output = cast<RankedTensorType>(op.getType());
    rewriter.replaceOpWithNewOp<tensor::ExtractSliceOp>(
        op, output, op.getInput(), indices(rewriter, op.getStarts()),
        indices(rewriter, output.getShape()), indices(rewriter, op.getStrides()));
    return success();
  }
};

/// Inserts `source` into `destination` at `starts` with `strides`.
Value insert(OpBuilder &builder, Location loc, Value source, Value destination,
             ArrayRef<int64_t> starts, ArrayRef<int64_t> strides) {
  return tensor::InsertSliceOp::create(builder, loc, source, destination, indices(builder, starts),
                                       indices(builder, tensorType(source).getShape()),
                                       indices(builder, strides));
}

struct ConcatToTensor : OpRewritePattern<ConcatOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(ConcatOp op, PatternRewriter &rewriter) const override {
    auto output = cast<RankedTensorType>(op.getType());
    Value result = emptyLike(rewriter, op.getLoc(), output);
    SmallVector<int64_t> starts(output.getRank(), 0), strides(output.getRank(), 1);
    for (Value input : op.getInputs()) {
      result = insert(rewriter, op.getLoc(), input, result, starts, strides);
      starts[op.getDim()] += tensorType(input).getDimSize(op.getDim());
    }
    rewriter.replaceOp(op, result);
    return success();
  }
};

/// A fill with the padding value, then the input with the interior gaps as strides.
struct PadToTensor : OpRewritePattern<PadOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(PadOp op, PatternRewriter &rewriter) const override {
    auto output = cast<RankedTensorType>(op.getType());
    Scalar scalar(rewriter, op.getLoc());
    Value value = scalar.constant(output.getElementType(), op.getValue().convertToDouble());
    Value background = filled(rewriter, op.getLoc(), output, value);
    auto strides = llvm::map_to_vector(op.getInterior(), [](int64_t gap) { return gap + 1; });
    rewriter.replaceOp(
        op, insert(rewriter, op.getLoc(), op.getInput(), background, op.getLow(), strides));
    return success();
  }
};

struct InsertSliceToTensor : OpRewritePattern<InsertSliceOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(InsertSliceOp op, PatternRewriter &rewriter) const override {
    SmallVector<int64_t> strides(op.getStarts().size(), 1);
    rewriter.replaceOp(op, insert(rewriter, op.getLoc(), op.getSource(), op.getDestination(),
                                  op.getStarts(), strides));
    return success();
  }
};

struct StopGradientToOperand : OpRewritePattern<StopGradientOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(StopGradientOp op, PatternRewriter &rewriter) const override {
    rewriter.replaceOp(op, op.getInput());
    return success();
  }
};

} // namespace

void wick::populateShapePatterns(RewritePatternSet &patterns) {
  patterns
      .add<ConstantToArith, IotaToLinalg, ReshapeToTensor, TransposeToLinalg, ReverseToLinalg,
           SliceToTensor, ConcatToTensor, PadToTensor, InsertSliceToTensor, StopGradientToOperand>(
          patterns.getContext());
}
