#include "passes/codegen/lowering/Patterns.h"
#include "passes/codegen/lowering/Scalar.h"

using namespace mlir;
using namespace wick;
using namespace wick::ir;

namespace {

/// Maps of a reduction over `dims`: the input by identity, the output without `dims`.
struct ReductionSpace {
  ReductionSpace(int64_t rank, ArrayRef<int64_t> dims, MLIRContext *context)
      : input(AffineMap::getMultiDimIdentityMap(rank, context)) {
    SmallVector<AffineExpr> kept;
    for (int64_t i = 0; i < rank; ++i) {
      bool reduced = llvm::is_contained(dims, i);
      iterators.push_back(reduced ? utils::IteratorType::reduction : utils::IteratorType::parallel);
      if (!reduced)
        kept.push_back(getAffineDimExpr(i, context));
    }
    output = AffineMap::get(rank, 0, kept, context);
  }
  AffineMap input, output;
  SmallVector<utils::IteratorType> iterators;
};

Value neutral(Scalar &s, ReduceSumOp, Type type) { return s.constant(type, 0); }
Value neutral(Scalar &s, ReduceMaxOp, Type type) {
  if (auto integer = dyn_cast<IntegerType>(type))
    return arith::ConstantOp::create(
        s.builder, s.loc, IntegerAttr::get(type, APInt::getSignedMinValue(integer.getWidth())));
  return s.constant(type, -std::numeric_limits<double>::infinity());
}

Value combine(Scalar &s, ReduceSumOp, Value acc, Value x) { return s.reassociableAdd(acc, x); }
// x86 asks whether the first operand is NaN: that of an element waits for no other element.
Value combine(Scalar &s, ReduceMaxOp, Value acc, Value x) { return s.max(x, acc); }

/// A reduction accumulates in the compute type; the kept unit dimensions are a reshape.
template <typename Op> struct ReduceToLinalg : OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;

  LogicalResult matchAndRewrite(Op op, PatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    RankedTensorType input = tensorType(op.getInput());
    Type element = input.getElementType(), accumulator = computeType(element);
    ReductionSpace space(input.getRank(), op.getDims(), op.getContext());
    auto reduced = RankedTensorType::get(
        reducedShape(input.getShape(), op.getDims(), /*keepDims=*/false), accumulator);
    Scalar scalar(rewriter, loc);
    Value init = filled(rewriter, loc, reduced, neutral(scalar, op, accumulator));
    auto body = [&](OpBuilder &builder, Location loc, ValueRange arguments) {
      Scalar s(builder, loc);
      Value x = s.cast(arguments[0], accumulator);
      linalg::YieldOp::create(builder, loc, combine(s, op, arguments[1], x));
    };
    Value sum = linalg::GenericOp::create(rewriter, loc, TypeRange{reduced},
                                          ValueRange{op.getInput()}, ValueRange{init},
                                          {space.input, space.output}, space.iterators, body)
                    .getResult(0);
    if (accumulator != element)
      sum = CastOp::create(rewriter, loc, reduced.clone(element), sum);
    if (op.getKeepDims())
      sum = ReshapeOp::create(rewriter, loc, op.getType(), sum);
    rewriter.replaceOp(op, sum);
    return success();
  }
};

/// One pass that carries the best element and its index; strictly greater replaces.
struct ArgmaxToLinalg : OpRewritePattern<ArgmaxOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(ArgmaxOp op, PatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    RankedTensorType input = tensorType(op.getInput());
    Type element = computeType(input.getElementType()), index = rewriter.getI32Type();
    int64_t dim = op.getDim();
    ReductionSpace space(input.getRank(), {dim}, op.getContext());
    auto indices = cast<RankedTensorType>(op.getType());
    Scalar scalar(rewriter, loc);
    Value best = filled(rewriter, loc, indices.clone(element), scalar.constant(element, 0));
    Value where = filled(rewriter, loc, indices, scalar.constant(index, 0));
    auto body = [&](OpBuilder &builder, Location loc, ValueRange x) {
      Scalar s(builder, loc);
      Value i = arith::IndexCastOp::create(builder, loc, index,
                                           linalg::IndexOp::create(builder, loc, dim));
      // The first element is always taken: the initial `best` is no element.
      Value isFirst = s.compare(ComparePredicate::eq, i, s.constant(index, 0));
      Value candidate = s.cast(x[0], element);
      Value isGreater = s.compare(ComparePredicate::gt, candidate, x[1]);
      Value take = arith::OrIOp::create(builder, loc, isFirst, isGreater);
      Value value = arith::SelectOp::create(builder, loc, take, candidate, x[1]);
      Value at = arith::SelectOp::create(builder, loc, take, i, x[2]);
      linalg::YieldOp::create(builder, loc, ValueRange{value, at});
    };
    auto generic = linalg::GenericOp::create(
        rewriter, loc, TypeRange{best.getType(), where.getType()}, ValueRange{op.getInput()},
        ValueRange{best, where}, {space.input, space.output, space.output}, space.iterators, body);
    rewriter.replaceOp(op, generic.getResult(1));
    return success();
  }
};

} // namespace

void wick::populateReductionPatterns(RewritePatternSet &patterns) {
  patterns.add<ReduceToLinalg<ReduceSumOp>, ReduceToLinalg<ReduceMaxOp>, ArgmaxToLinalg>(
      patterns.getContext());
}
