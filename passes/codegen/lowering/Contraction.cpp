#include "ir/NotWritten.h"
#include "ir/Slot.h"
#include "passes/codegen/lowering/Patterns.h"
#include "passes/codegen/lowering/Scalar.h"

using namespace mlir;
using namespace wick;
using namespace wick::ir;

static Value transposed(OpBuilder &builder, Location loc, Value value) {
  auto permutation = llvm::to_vector(llvm::seq<int64_t>(0, tensorType(value).getRank()));
  std::swap(permutation[permutation.size() - 1], permutation[permutation.size() - 2]);
  return TransposeOp::create(builder, loc, value, permutation);
}

/// How an operand is read in the iteration space (batch.., m, n, k) of a product: its batch
/// dimensions by broadcasting against those of the output, then `tail`.
static AffineMap operandMap(Value operand, RankedTensorType output, ArrayRef<AffineExpr> tail) {
  ArrayRef<int64_t> outputBatch = output.getShape().drop_back(2);
  AffineMap batch =
      broadcastMap(tensorType(operand).getShape().drop_back(2), outputBatch, output.getContext());
  SmallVector<AffineExpr> exprs(batch.getResults());
  llvm::append_range(exprs, tail);
  return AffineMap::get(outputBatch.size() + 3, 0, exprs, output.getContext());
}

/// A matrix product is one linalg.generic over (batch.., m, n, k). The vector dimension of the
/// kernel is n, so a transposed rhs is transposed back first: one pass over it, where a kernel that
/// reads it down the columns would gather in every iteration.
static LogicalResult lowerMatmul(MatmulOp op, PatternRewriter &rewriter) {
  Location loc = op.getLoc();
  auto output = cast<RankedTensorType>(op.getType());
  Value lhs = op.getLhs();
  Value rhs = op.getTransposeRhs() ? transposed(rewriter, loc, op.getRhs()) : op.getRhs();
  Type element = output.getElementType(), accumulator = computeType(element);
  int64_t batch = output.getRank() - 2;
  auto [m, n, k] =
      std::tuple(rewriter.getAffineDimExpr(batch), rewriter.getAffineDimExpr(batch + 1),
                 rewriter.getAffineDimExpr(batch + 2));
  Scalar scalar(rewriter, loc);
  // LAB BEGIN 01.3 "A matrix product as loops"
  // TASK: Build the product as `sum`, a linalg.generic over the loops (batch.., m, n, k) that adds to
  // TASK: a tensor of zeros: filled(rewriter, loc, output.clone(accumulator), zero), where zero is
  // TASK: scalar.constant(accumulator, 0). It needs a map for each of lhs, rhs and output (operandMap,
  // TASK: op.getTransposeLhs()), the kind of each loop, and a body that casts to `accumulator`
  // TASK: (Scalar::cast), multiplies and adds.
  // STUB: Value sum;
  // STUB: return lab::notWritten(loc, "01.3");
  SmallVector<AffineMap> maps = {
      op.getTransposeLhs() ? operandMap(lhs, output, {k, m}) : operandMap(lhs, output, {m, k}),
      operandMap(rhs, output, {k, n}),
      AffineMap::getMultiDimIdentityMap(batch + 3, op.getContext()).dropResult(batch + 2)};
  SmallVector<utils::IteratorType> iterators(batch + 2, utils::IteratorType::parallel);
  iterators.push_back(utils::IteratorType::reduction);
  Value zeros = filled(rewriter, loc, output.clone(accumulator), scalar.constant(accumulator, 0));
  auto body = [&](OpBuilder &builder, Location loc, ValueRange x) {
    Scalar s(builder, loc);
    Value product = s.mul(s.cast(x[0], accumulator), s.cast(x[1], accumulator));
    linalg::YieldOp::create(builder, loc, s.add(x[2], product));
  };
  Value sum =
      linalg::GenericOp::create(rewriter, loc, TypeRange{zeros.getType()}, ValueRange{lhs, rhs},
                                ValueRange{zeros}, maps, iterators, body)
          .getResult(0);
  // LAB END
  if (accumulator != element)
    sum = CastOp::create(rewriter, loc, output, sum);
  rewriter.replaceOp(op, sum);
  return success();
}

static const Slot slot("lower.matmul", lowerMatmul);

namespace {
struct MatmulToLinalg : OpRewritePattern<MatmulOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(MatmulOp op, PatternRewriter &rewriter) const override {
    return slot(op, rewriter);
  }
};
} // namespace

void wick::populateContractionPatterns(RewritePatternSet &patterns) {
  patterns.add<MatmulToLinalg>(patterns.getContext());
}
