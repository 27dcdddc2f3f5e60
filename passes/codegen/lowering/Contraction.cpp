#include "passes/codegen/lowering/Patterns.h"
#include "passes/codegen/lowering/Scalar.h"

using namespace mlir;
using namespace wick;
using namespace wick::ir;

namespace {

/// A matrix product is one linalg.generic over (batch.., m, n, k). The vector dimension of the
/// kernel is n, so a transposed rhs is transposed back first: one pass over it, where a kernel that
/// reads it down the columns would gather in every iteration.
struct MatmulToLinalg : OpRewritePattern<MatmulOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(MatmulOp op, PatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    auto output = cast<RankedTensorType>(op.getType());
    Value rhs = op.getTransposeRhs() ? transposed(rewriter, loc, op.getRhs()) : op.getRhs();
    Type element = output.getElementType(), accumulator = computeType(element);
    int64_t batch = output.getRank() - 2;
    MLIRContext *context = op.getContext();
    AffineExpr m = rewriter.getAffineDimExpr(batch), n = rewriter.getAffineDimExpr(batch + 1),
               k = rewriter.getAffineDimExpr(batch + 2);
    SmallVector<AffineExpr> lhsTail =
        op.getTransposeLhs() ? SmallVector<AffineExpr>{k, m} : SmallVector<AffineExpr>{m, k};
    SmallVector<AffineMap> maps = {
        operandMap(tensorType(op.getLhs()), output, lhsTail, context),
        operandMap(tensorType(rhs), output, {k, n}, context),
        AffineMap::get(batch + 3, 0, outputExprs(batch + 2, context), context)};
    SmallVector<utils::IteratorType> iterators(batch + 2, utils::IteratorType::parallel);
    iterators.push_back(utils::IteratorType::reduction);
    Scalar scalar(rewriter, loc);
    Value init = filled(rewriter, loc, output.clone(accumulator), scalar.constant(accumulator, 0));
    auto body = [&](OpBuilder &builder, Location loc, ValueRange x) {
      Scalar s(builder, loc);
      Value product = s.mul(s.cast(x[0], accumulator), s.cast(x[1], accumulator));
      linalg::YieldOp::create(builder, loc, s.add(x[2], product));
    };
    Value sum = linalg::GenericOp::create(rewriter, loc, TypeRange{init.getType()},
                                          ValueRange{op.getLhs(), rhs}, ValueRange{init}, maps,
                                          iterators, body)
                    .getResult(0);
    if (accumulator != element)
      sum = CastOp::create(rewriter, loc, output, sum);
    rewriter.replaceOp(op, sum);
    return success();
  }

  static Value transposed(OpBuilder &builder, Location loc, Value value) {
    auto permutation = llvm::to_vector(llvm::seq<int64_t>(0, tensorType(value).getRank()));
    std::swap(permutation[permutation.size() - 1], permutation[permutation.size() - 2]);
    return TransposeOp::create(builder, loc, value, permutation);
  }

  static SmallVector<AffineExpr> outputExprs(int64_t rank, MLIRContext *context) {
    SmallVector<AffineExpr> exprs;
    for (int64_t i = 0; i < rank; ++i)
      exprs.push_back(getAffineDimExpr(i, context));
    return exprs;
  }

  /// Batch dimensions by broadcasting against those of the output, then `tail`.
  static AffineMap operandMap(RankedTensorType operand, RankedTensorType output,
                              ArrayRef<AffineExpr> tail, MLIRContext *context) {
    ArrayRef<int64_t> outputBatch = output.getShape().drop_back(2);
    AffineMap batch = broadcastMap(operand.getShape().drop_back(2), outputBatch, context);
    SmallVector<AffineExpr> exprs(batch.getResults());
    llvm::append_range(exprs, tail);
    return AffineMap::get(outputBatch.size() + 3, 0, exprs, context);
  }
};

} // namespace

void wick::populateContractionPatterns(RewritePatternSet &patterns) {
  patterns.add<MatmulToLinalg>(patterns.getContext());
}
