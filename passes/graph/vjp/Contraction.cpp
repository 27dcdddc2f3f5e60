#include "passes/Registration.h"
#include "passes/graph/vjp/Unbroadcast.h"
#include "passes/graph/vjp/Vjp.h"

using namespace mlir;
using namespace wick;
using namespace wick::ir;

/// y = A B with A = a or a^T, B = b or b^T: dA = g B^T and dB = A^T g. A stored transpose has the
/// transposed gradient, da = B g^T and db = g^T A; the flags of the products absorb every
/// transpose.
static SmallVector<Value> vjpMatmul(MatmulOp op, Build &b, Value g) {
  Value lhs = op.getLhs(), rhs = op.getRhs();
  bool transposeLhs = op.getTransposeLhs(), transposeRhs = op.getTransposeRhs();
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
}

void wick::registerContractionVjps(DialectRegistry &registry) {
  registry.addExtension(
      +[](MLIRContext *context, WickDialect *) { attachVjp<MatmulOp, vjpMatmul>(context); });
}
