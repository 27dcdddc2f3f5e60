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

int64_t MatmulOp::getFlops() { return 2 * tensorType(getOutput()).getNumElements() * getK(); }

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
