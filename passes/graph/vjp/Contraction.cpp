#include "ir/NotWritten.h"
#include "passes/Registration.h"
#include "passes/graph/vjp/Unbroadcast.h"
#include "passes/graph/vjp/Vjp.h"

using namespace mlir;
using namespace wick;
using namespace wick::ir;

/// y = A B with A = a or a^T, B = b or b^T, for each batch.
static SmallVector<Value> vjpMatmul(MatmulOp op, Build &b, Value g) {
  Value lhs = op.getLhs(), rhs = op.getRhs();
  bool transposeLhs = op.getTransposeLhs(), transposeRhs = op.getTransposeRhs();
  // LAB BEGIN 05.3b "The rule of matmul"
  // TASK: Return the gradients of lhs and rhs, each of its operand's type. b.create<MatmulOp>(x, y,
  // TASK: tx, ty) is the product of x or x^T and y or y^T. Begin with both flags false, then the
  // TASK: two others. A factor may lack the batches of the other: unbroadcast(b, gradient, operand)
  // TASK: sums over them. For a matrix rhs, asMatrix(b, lhs) and asMatrix(b, g) do without the sum.
  // STUB: (void)transposeLhs, (void)transposeRhs;
  // STUB: return lab::notWritten(op.getLoc(), "05.3");
  // dA = g B^T and dB = A^T g. A stored transpose has the transposed gradient, da = B g^T and
  // db = g^T A; the flags of the products absorb every transpose.
  Value dLhs = transposeLhs ? b.create<MatmulOp>(rhs, g, transposeRhs, true)
                            : b.create<MatmulOp>(g, rhs, false, !transposeRhs);
  // Rows of all batches times one matrix: its gradient is one product, no sum over batches.
  if (tensorType(rhs).getRank() == 2 && !transposeLhs) {
    lhs = asMatrix(b, lhs);
    g = asMatrix(b, g);
  }
  Value dRhs = transposeRhs ? b.create<MatmulOp>(g, lhs, true, transposeLhs)
                            : b.create<MatmulOp>(lhs, g, !transposeLhs, false);
  return {unbroadcast(b, dLhs, op.getLhs()), unbroadcast(b, dRhs, op.getRhs())};
  // LAB END
}

void wick::registerContractionVjps(DialectRegistry &registry) {
  registry.addExtension(
      +[](MLIRContext *context, WickDialect *) { attachVjp<MatmulOp, vjpMatmul>(context); });
}
