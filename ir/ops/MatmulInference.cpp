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

/// The stored shape of an operand, for messages: "2x3 (transposed)".
static std::string describe(RankedTensorType type, bool isTransposed) {
  return shapeText(type.getShape()) + (isTransposed ? " (transposed)" : "");
}

static FailureOr<RankedTensorType> inferMatmul(std::optional<Location> loc, MatmulOp::Adaptor op) {
  RankedTensorType lhs = tensorType(op.getLhs()), rhs = tensorType(op.getRhs());
  StringRef name = MatmulOp::getOperationName();
  std::string lhsText = describe(lhs, op.getTransposeLhs());
  std::string rhsText = describe(rhs, op.getTransposeRhs());
  if (lhs.getRank() < 2 || rhs.getRank() < 2)
    return violates(loc, name, "C1",
                    "operands need rank 2 or more, got " + lhsText + " and " + rhsText);
  if (lhs.getElementType() != rhs.getElementType())
    return violates(loc, name, "C2", "operands have different element types; cast one of them");
  std::optional<Shape> shape =
      broadcastShapes(lhs.getShape().drop_back(2), rhs.getShape().drop_back(2));
  if (!shape)
    return violates(loc, name, "C4",
                    "batch dimensions of " + lhsText + " and " + rhsText + " do not broadcast");
  // LAB BEGIN 01.2 "The type of a matrix product"
  // TASK: Return the type of wick.matmul: `shape`, which is the batch so far, then m and n. Refuse
  // TASK: sizes of k that differ (C3), as C1 is refused above, naming both operands. sizeFromEnd()
  // TASK: reads the sizes; mind op.getTransposeLhs() and op.getTransposeRhs().
  // STUB: return lab::notWritten(loc, "01.2");
  int64_t m = sizeFromEnd(op.getLhs(), op.getTransposeLhs() ? 0 : 1);
  int64_t k = sizeFromEnd(op.getLhs(), op.getTransposeLhs() ? 1 : 0);
  int64_t rhsK = sizeFromEnd(op.getRhs(), op.getTransposeRhs() ? 0 : 1);
  int64_t n = sizeFromEnd(op.getRhs(), op.getTransposeRhs() ? 1 : 0);
  if (k != rhsK)
    return violates(loc, name, "C3",
                    "lhs " + lhsText + " has inner size " + Twine(k) + " but rhs " + rhsText +
                        " has " + Twine(rhsK));
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
