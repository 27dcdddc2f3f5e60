#include "ir/decompose/Build.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "passes/Passes.h"

using namespace mlir;
using namespace wick::ir;

namespace wick {
#define GEN_PASS_DEF_LAYOUT
#include "passes/Passes.h.inc"
} // namespace wick

namespace {

bool isElementwise(Operation *op) {
  return isa<AddOp, SubOp, MulOp, DivOp, MaximumOp, MinimumOp, CompareOp, SelectOp, NegOp, ExpOp,
             LogOp, SqrtOp, RsqrtOp, TanhOp, ErfOp, CastOp>(op);
}

/// The transpose that makes an operand of `op`, of the shape of its result.
TransposeOp transposedOperand(Operation *op) {
  for (Value operand : op->getOperands())
    if (auto transpose = operand.getDefiningOp<TransposeOp>())
      if (tensorType(operand).getShape() == tensorType(op->getResult(0)).getShape())
        return transpose;
  return {};
}

SmallVector<int64_t> inverseOf(ArrayRef<int64_t> permutation) {
  SmallVector<int64_t> inverse(permutation.size());
  for (auto [to, from] : llvm::enumerate(permutation))
    inverse[from] = to;
  return inverse;
}

/// `shape` with dimension permutation[i] taken from dimension i.
Shape before(ArrayRef<int64_t> shape, ArrayRef<int64_t> permutation) {
  Shape result(shape.size());
  for (auto [to, from] : llvm::enumerate(permutation))
    result[from] = shape[to];
  return result;
}

bool isSplat(Value value) {
  DenseElementsAttr elements;
  return matchPattern(value, m_Constant(&elements)) && elements.isSplat();
}

/// Whether `operand` is the result of a transpose like `transpose`.
bool isTransposedAlike(Value operand, TransposeOp transpose) {
  auto other = operand.getDefiningOp<TransposeOp>();
  return other && other.getPermutation() == transpose.getPermutation() &&
         tensorType(operand).getShape() == tensorType(transpose).getShape();
}

/// Whether moved() finds a cheap form: for a value along more than one dimension, the elementwise
/// op would have to transpose it.
bool isMovable(Value operand, TransposeOp transpose) {
  auto isLong = [](int64_t size) { return size != 1; };
  return isTransposedAlike(operand, transpose) || isSplat(operand) ||
         llvm::count_if(tensorType(operand).getShape(), isLong) <= 1;
}

/// `operand` as the elementwise op reads it before the transpose: its input if it is transposed
/// alike, a scalar as it is, and a vector along one dimension reshaped.
Value moved(Build &b, Value operand, TransposeOp transpose) {
  if (isTransposedAlike(operand, transpose))
    return operand.getDefiningOp<TransposeOp>().getInput();
  RankedTensorType type = tensorType(operand);
  DenseElementsAttr elements;
  if (matchPattern(operand, m_Constant(&elements)) && elements.isSplat())
    return b.create<ConstantOp>(elements.resizeSplat(type.clone(ArrayRef<int64_t>{})));
  if (type.getNumElements() == 1)
    return b.create<ReshapeOp>(type.clone(ArrayRef<int64_t>{}), operand);
  ArrayRef<int64_t> permutation = transpose.getPermutation();
  Shape full(permutation.size() - type.getRank(), 1);
  llvm::append_range(full, type.getShape());
  return b.create<ReshapeOp>(type.clone(before(full, permutation)), operand);
}

/// f(transpose(x)) = transpose(f(x)) for elementwise f.
struct SinkBelowElementwise : RewritePattern {
  SinkBelowElementwise(MLIRContext *context) : RewritePattern(MatchAnyOpTypeTag(), 1, context) {}

  LogicalResult matchAndRewrite(Operation *op, PatternRewriter &rewriter) const override {
    if (!isElementwise(op))
      return rewriter.notifyMatchFailure(op, "it is not elementwise");
    TransposeOp transpose = transposedOperand(op);
    if (!transpose)
      return rewriter.notifyMatchFailure(op, "no operand is a transpose");
    if (!llvm::all_of(op->getOperands(),
                      [&](Value operand) { return isMovable(operand, transpose); }))
      return rewriter.notifyMatchFailure(op, "an operand would have to be transposed");
    Build b(rewriter, op->getLoc());
    SmallVector<Value> operands = llvm::map_to_vector(
        op->getOperands(), [&](Value operand) { return moved(b, operand, transpose); });
    ArrayRef<int64_t> permutation = transpose.getPermutation();
    RankedTensorType type = tensorType(op->getResult(0));
    OperationState state(op->getLoc(), op->getName());
    state.addOperands(operands);
    state.addAttributes(op->getAttrs());
    state.addTypes(type.clone(before(type.getShape(), permutation)));
    Operation *inner = rewriter.create(state);
    rewriter.replaceOpWithNewOp<TransposeOp>(op, type, inner->getResult(0), permutation);
    return success();
  }
};

/// The same for an elementwise function of a library.
struct SinkBelowLibraryCall : OpRewritePattern<LibraryCallOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(LibraryCallOp op, PatternRewriter &rewriter) const override {
    auto transpose = op.getInput().getDefiningOp<TransposeOp>();
    if (!transpose || op.getFunction() != LibraryFunction::elementwise || op.getAddend())
      return rewriter.notifyMatchFailure(op, "it is not elementwise, or its input no transpose");
    auto inner =
        LibraryCallOp::create(rewriter, op.getLoc(), TypeRange(transpose.getInput().getType()),
                              ValueRange(transpose.getInput()), op->getAttrs());
    rewriter.replaceOpWithNewOp<TransposeOp>(op, op.getType(), inner.getOutput(),
                                             transpose.getPermutation());
    return success();
  }
};

/// A sum over dimensions of a transpose that keeps the others' order is one over the dimensions of
/// its input.
struct SinkIntoSum : OpRewritePattern<ReduceSumOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(ReduceSumOp op, PatternRewriter &rewriter) const override {
    auto transpose = op.getInput().getDefiningOp<TransposeOp>();
    if (!transpose || op.getKeepDims())
      return rewriter.notifyMatchFailure(op, "the operand is no transpose, or dimensions stay");
    SmallVector<int64_t> dims, kept;
    for (auto [to, from] : llvm::enumerate(transpose.getPermutation()))
      (llvm::is_contained(op.getDims(), int64_t(to)) ? dims : kept).push_back(from);
    if (!llvm::is_sorted(kept))
      return rewriter.notifyMatchFailure(op, "the dimensions that stay change their order");
    llvm::sort(dims);
    rewriter.replaceOpWithNewOp<ReduceSumOp>(op, op.getType(), transpose.getInput(), dims,
                                             /*keep_dims=*/false);
    return success();
  }
};

/// A product of flattened images by constant weights reads the rows of the weights in the order
/// that the images are in: those are moved once, when the model is compiled.
struct SinkIntoConstantRows : OpRewritePattern<MatmulOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(MatmulOp op, PatternRewriter &rewriter) const override {
    auto flat = op.getLhs().getDefiningOp<ReshapeOp>();
    auto transpose = flat ? flat.getInput().getDefiningOp<TransposeOp>() : TransposeOp();
    auto weights = op.getRhs().getDefiningOp<ConstantOp>();
    if (!transpose || !weights || op.getTransposeLhs() || op.getTransposeRhs())
      return rewriter.notifyMatchFailure(op, "it is no product of flattened images by constants");
    RankedTensorType image = tensorType(flat.getInput()), rows = tensorType(op.getLhs()),
                     matrix = tensorType(weights);
    ArrayRef<int64_t> permutation = transpose.getPermutation();
    if (rows.getRank() != 2 || matrix.getRank() != 2 || permutation.front() != 0 ||
        image.getDimSize(0) != rows.getDimSize(0))
      return rewriter.notifyMatchFailure(op, "it mixes images, or is no product of matrices");
    Build b(rewriter, op.getLoc());
    // [rows of an image.., n] in the order of the input; dimension 0, the image, is none of them.
    Shape split(image.getShape().drop_front());
    split.push_back(matrix.getDimSize(1));
    const SmallVector<int64_t> inverse = inverseOf(permutation);
    SmallVector<int64_t> order;
    for (int64_t dim : ArrayRef<int64_t>(inverse).drop_front())
      order.push_back(dim - 1);
    order.push_back(order.size());
    Value moved = b.create<TransposeOp>(b.create<ReshapeOp>(matrix.clone(split), weights), order);
    Value input = b.create<ReshapeOp>(rows, transpose.getInput());
    rewriter.replaceOpWithNewOp<MatmulOp>(op, op.getType(), input,
                                          b.create<ReshapeOp>(matrix, moved));
    return success();
  }
};

struct Layout : wick::impl::LayoutBase<Layout> {
  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    patterns.add<SinkBelowElementwise, SinkBelowLibraryCall, SinkIntoSum, SinkIntoConstantRows>(
        &getContext());
    TransposeOp::getCanonicalizationPatterns(patterns, &getContext());
    ReshapeOp::getCanonicalizationPatterns(patterns, &getContext());
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      return signalPassFailure();
    getOperation()->walk([](TransposeOp op) {
      emitRemark(op.getLoc()) << "moves " << operandAndResultBytes(op) / 2
                              << " bytes: " << shapeText(tensorType(op.getInput()).getShape())
                              << " changes its layout";
    });
  }
};

} // namespace
