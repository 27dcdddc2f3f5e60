#include "passes/codegen/lowering/Patterns.h"
#include "passes/codegen/lowering/Scalar.h"

using namespace mlir;
using namespace wick;
using namespace wick::ir;

AffineMap wick::broadcastMap(ArrayRef<int64_t> operand, ArrayRef<int64_t> shape,
                             MLIRContext *context) {
  SmallVector<AffineExpr> exprs;
  size_t shift = shape.size() - operand.size();
  for (auto [i, size] : llvm::enumerate(operand))
    exprs.push_back(size == 1 && shape[i + shift] != 1 ? getAffineConstantExpr(0, context)
                                                       : getAffineDimExpr(i + shift, context));
  return AffineMap::get(shape.size(), 0, exprs, context);
}

namespace {

/// Where the operand of an elementwise op is read: by broadcasting, or by the dims of a
/// broadcast_in_dim.
AffineMap operandMap(Operation *op, Value operand, RankedTensorType output) {
  ArrayRef<int64_t> shape = tensorType(operand).getShape();
  auto broadcast = dyn_cast<BroadcastInDimOp>(op);
  if (!broadcast)
    return broadcastMap(shape, output.getShape(), op->getContext());
  SmallVector<AffineExpr> exprs;
  for (auto [i, dim] : llvm::enumerate(broadcast.getDims()))
    exprs.push_back(shape[i] == 1 && output.getDimSize(dim) != 1
                        ? getAffineConstantExpr(0, op->getContext())
                        : getAffineDimExpr(dim, op->getContext()));
  return AffineMap::get(output.getRank(), 0, exprs, op->getContext());
}

/// An elementwise op is one linalg.generic over the shape of its result.
template <typename Op> struct ElementwiseToLinalg : OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;

  LogicalResult matchAndRewrite(Op op, PatternRewriter &rewriter) const override {
    auto output = cast<RankedTensorType>(op->getResult(0).getType());
    SmallVector<AffineMap> maps;
    for (Value operand : op->getOperands())
      maps.push_back(operandMap(op, operand, output));
    maps.push_back(rewriter.getMultiDimIdentityMap(output.getRank()));
    SmallVector<utils::IteratorType> iterators(output.getRank(), utils::IteratorType::parallel);
    auto body = [&](OpBuilder &builder, Location loc, ValueRange arguments) {
      Scalar scalar(builder, loc);
      SmallVector<Value> operands;
      for (Value argument : arguments.drop_back())
        operands.push_back(scalar.cast(argument, computeType(argument.getType())));
      Value element = buildElement(op, scalar, operands);
      linalg::YieldOp::create(builder, loc, scalar.cast(element, output.getElementType()));
    };
    rewriter.replaceOpWithNewOp<linalg::GenericOp>(
        op, TypeRange{output}, op->getOperands(),
        ValueRange{emptyLike(rewriter, op.getLoc(), output)}, maps, iterators, body);
    return success();
  }
};

} // namespace

void wick::populateElementwisePatterns(RewritePatternSet &patterns) {
  patterns.add<
      ElementwiseToLinalg<AddOp>, ElementwiseToLinalg<SubOp>, ElementwiseToLinalg<MulOp>,
      ElementwiseToLinalg<DivOp>, ElementwiseToLinalg<MaximumOp>, ElementwiseToLinalg<MinimumOp>,
      ElementwiseToLinalg<CompareOp>, ElementwiseToLinalg<SelectOp>, ElementwiseToLinalg<NegOp>,
      ElementwiseToLinalg<ExpOp>, ElementwiseToLinalg<LogOp>, ElementwiseToLinalg<SqrtOp>,
      ElementwiseToLinalg<RsqrtOp>, ElementwiseToLinalg<TanhOp>, ElementwiseToLinalg<ErfOp>,
      ElementwiseToLinalg<CastOp>, ElementwiseToLinalg<BroadcastInDimOp>>(patterns.getContext());
}
