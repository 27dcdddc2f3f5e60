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
  // LAB BEGIN 01.3a "A matrix product as loops: what is read where"
  // TASK: Define `maps`, how lhs, rhs and the output are read in the loops (batch.., m, n, k), and
  // TASK: `iterators`, the kind of each loop. operandMap() makes the maps of operands; mind
  // TASK: op.getTransposeLhs(). The rhs is [.., k, n] here, whatever its flag was.
  // STUB: SmallVector<AffineMap> maps;
  // STUB: SmallVector<utils::IteratorType> iterators;
  // STUB: return lab::notWritten(loc, "01.3");
  SmallVector<AffineMap> maps = {
      op.getTransposeLhs() ? operandMap(lhs, output, {k, m}) : operandMap(lhs, output, {m, k}),
      operandMap(rhs, output, {k, n}),
      AffineMap::getMultiDimIdentityMap(batch + 3, op.getContext()).dropResult(batch + 2)};
  SmallVector<utils::IteratorType> iterators(batch + 2, utils::IteratorType::parallel);
  iterators.push_back(utils::IteratorType::reduction);
  // LAB END
  // LAB BEGIN 01.3b "A matrix product as loops: what is summed"
  // TASK: Define `start`, the tensor that the products are added to (by filled() and a Scalar), and
  // TASK: `body`, which yields the next sum from x = {element of lhs, of rhs, sum so far}. Sums and
  // TASK: products are made in the type `accumulator`: Scalar::cast().
  // STUB: Value start;
  // STUB: auto body = [](OpBuilder &, Location, ValueRange) {};
  // STUB: return lab::notWritten(loc, "01.3");
  Value zero = Scalar(rewriter, loc).constant(accumulator, 0);
  Value start = filled(rewriter, loc, output.clone(accumulator), zero);
  auto body = [&](OpBuilder &builder, Location loc, ValueRange x) {
    Scalar s(builder, loc);
    Value product = s.mul(s.cast(x[0], accumulator), s.cast(x[1], accumulator));
    linalg::YieldOp::create(builder, loc, s.add(x[2], product));
  };
  // LAB END
  Value sum =
      linalg::GenericOp::create(rewriter, loc, TypeRange{start.getType()}, ValueRange{lhs, rhs},
                                ValueRange{start}, maps, iterators, body)
          .getResult(0);
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
