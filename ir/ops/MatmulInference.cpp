#include "ir/Inference.h"
#include "ir/NotWritten.h"
#include "ir/Slot.h"

using namespace mlir;
using namespace wick;
using namespace wick::ir;

/// Size of the last dimension but `back` (0 is the last).
static int64_t sizeFromEnd(Value value, int64_t back) {
  RankedTensorType type = tensorType(value);
  return type.getDimSize(type.getRank() - 1 - back);
}

int64_t MatmulOp::getM() { return sizeFromEnd(getLhs(), getTransposeLhs() ? 0 : 1); }
int64_t MatmulOp::getK() { return sizeFromEnd(getLhs(), getTransposeLhs() ? 1 : 0); }
int64_t MatmulOp::getN() { return sizeFromEnd(getRhs(), getTransposeRhs() ? 1 : 0); }

static FailureOr<RankedTensorType> inferMatmul(std::optional<Location> loc, MatmulOp::Adaptor op) {
  // LAB BEGIN 01.2 "The type of a matrix product"
  // TASK: Return the type of wick.matmul by its constraints C1 to C5 (ir/ops/Contraction.td), or
  // TASK: violates(loc, "wick.matmul", "C1", text) with the first one that does not hold; texts about
  // TASK: shapes name both. op has getLhs(), getRhs(), getTransposeLhs() and getTransposeRhs().
  // STUB: return lab::notWritten(loc, "01.2");
  StringRef name = MatmulOp::getOperationName();
  RankedTensorType lhs = tensorType(op.getLhs()), rhs = tensorType(op.getRhs());
  std::string lhsText = shapeText(lhs.getShape()), rhsText = shapeText(rhs.getShape());
  if (lhs.getRank() < 2 || rhs.getRank() < 2)
    return violates(loc, name, "C1",
                    "operands need rank 2 or more, got " + lhsText + " and " + rhsText);
  if (lhs.getElementType() != rhs.getElementType())
    return violates(loc, name, "C2", "operands have different element types; cast one of them");
  bool transposeLhs = op.getTransposeLhs(), transposeRhs = op.getTransposeRhs();
  int64_t m = sizeFromEnd(op.getLhs(), transposeLhs ? 0 : 1);
  int64_t k = sizeFromEnd(op.getLhs(), transposeLhs ? 1 : 0);
  int64_t rhsK = sizeFromEnd(op.getRhs(), transposeRhs ? 0 : 1);
  int64_t n = sizeFromEnd(op.getRhs(), transposeRhs ? 1 : 0);
  if (k != rhsK)
    return violates(loc, name, "C3",
                    "lhs " + lhsText + (transposeLhs ? " (transposed)" : "") + " has inner size " +
                        Twine(k) + " but rhs " + rhsText + (transposeRhs ? " (transposed)" : "") +
                        " has " + Twine(rhsK));
  std::optional<Shape> shape =
      broadcastShapes(lhs.getShape().drop_back(2), rhs.getShape().drop_back(2));
  if (!shape)
    return violates(loc, name, "C4",
                    "batch dimensions of " + lhsText + " and " + rhsText + " do not broadcast");
  shape->append({m, n});
  return RankedTensorType::get(*shape, lhs.getElementType());
  // LAB END
}

static const Slot slot("infer.matmul", inferMatmul);
LogicalResult MatmulOp::inferReturnTypes(MLIRContext *, std::optional<Location> loc,
                                         Adaptor adaptor, SmallVectorImpl<Type> &types) {
  FailureOr<RankedTensorType> type = slot(loc, adaptor);
  if (failed(type))
    return failure();
  types.push_back(*type);
  return success();
}
