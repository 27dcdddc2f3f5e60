#include "ir/Inference.h"
#include "ir/Wick.h"

using namespace mlir;
using namespace wick::ir;

#define GET_OP_CLASSES
#include "ir/ops/Contraction.cpp.inc"

void wick::ir::registerContractionOps(WickDialect &dialect) {
  insertOps<
#define GET_OP_LIST
#include "ir/ops/Contraction.cpp.inc"
      >(dialect);
}

//===----------------------------------------------------------------------===//
// MatmulOp
//===----------------------------------------------------------------------===//

/// Size of the last dimension but `back` (0 is the last).
static int64_t sizeFromEnd(Value value, int64_t back) {
  RankedTensorType type = tensorType(value);
  return type.getDimSize(type.getRank() - 1 - back);
}

int64_t MatmulOp::getM() { return sizeFromEnd(getLhs(), getTransposeLhs() ? 0 : 1); }
int64_t MatmulOp::getK() { return sizeFromEnd(getLhs(), getTransposeLhs() ? 1 : 0); }
int64_t MatmulOp::getN() { return sizeFromEnd(getRhs(), getTransposeRhs() ? 1 : 0); }

int64_t MatmulOp::getFlops() { return 2 * tensorType(getOutput()).getNumElements() * getK(); }

LogicalResult MatmulOp::inferReturnTypes(MLIRContext *, std::optional<Location> loc,
                                         Adaptor adaptor, SmallVectorImpl<Type> &types) {
  RankedTensorType lhs = tensorType(adaptor.getLhs()), rhs = tensorType(adaptor.getRhs());
  StringRef name = getOperationName();
  if (lhs.getRank() < 2 || rhs.getRank() < 2)
    return violates(loc, name, "C1",
                    "operands need rank 2 or more, got " + shapeText(lhs.getShape()) + " and " +
                        shapeText(rhs.getShape()));
  if (lhs.getElementType() != rhs.getElementType())
    return violates(loc, name, "C2", "operands have different element types; cast one of them");
  bool transposeLhs = adaptor.getTransposeLhs(), transposeRhs = adaptor.getTransposeRhs();
  int64_t m = sizeFromEnd(adaptor.getLhs(), transposeLhs ? 0 : 1);
  int64_t k = sizeFromEnd(adaptor.getLhs(), transposeLhs ? 1 : 0);
  int64_t rhsK = sizeFromEnd(adaptor.getRhs(), transposeRhs ? 0 : 1);
  int64_t n = sizeFromEnd(adaptor.getRhs(), transposeRhs ? 1 : 0);
  if (k != rhsK)
    return violates(loc, name, "C3",
                    "lhs " + shapeText(lhs.getShape()) + (transposeLhs ? " (transposed)" : "") +
                        " has inner size " + Twine(k) + " but rhs " + shapeText(rhs.getShape()) +
                        (transposeRhs ? " (transposed)" : "") + " has " + Twine(rhsK));
  std::optional<Shape> shape =
      broadcastShapes(lhs.getShape().drop_back(2), rhs.getShape().drop_back(2));
  if (!shape)
    return violates(loc, name, "C4",
                    "batch dimensions of " + shapeText(lhs.getShape()) + " and " +
                        shapeText(rhs.getShape()) + " do not broadcast");
  shape->append({m, n});
  types.push_back(RankedTensorType::get(*shape, lhs.getElementType()));
  return success();
}

/// The operand before a swap of its last two dimensions, or null.
static Value beforeTranspose(Value value) {
  auto transpose = value.getDefiningOp<TransposeOp>();
  if (!transpose)
    return {};
  ArrayRef<int64_t> permutation = transpose.getPermutation();
  int64_t rank = permutation.size();
  for (int64_t i = 0; i < rank - 2; ++i)
    if (permutation[i] != i)
      return {};
  return rank >= 2 && permutation[rank - 2] == rank - 1 ? transpose.getInput() : Value();
}

/// matmul(transpose(a), b) reads a directly under the other flag.
LogicalResult MatmulOp::canonicalize(MatmulOp op, PatternRewriter &rewriter) {
  Value lhs = beforeTranspose(op.getLhs()), rhs = beforeTranspose(op.getRhs());
  if (!lhs && !rhs)
    return rewriter.notifyMatchFailure(op, "no operand is a transpose of its last two dimensions");
  rewriter.replaceOpWithNewOp<MatmulOp>(op, op.getType(), lhs ? lhs : op.getLhs(),
                                        rhs ? rhs : op.getRhs(), op.getTransposeLhs() != !!lhs,
                                        op.getTransposeRhs() != !!rhs);
  return success();
}
