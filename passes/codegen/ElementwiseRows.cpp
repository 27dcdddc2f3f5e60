#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "passes/codegen/Rows.h"
#include "passes/codegen/VectorBody.h"

using namespace mlir;

namespace wick {

bool isElementwiseByRows(linalg::GenericOp op) {
  if (op.getNumReductionLoops() != 0 || op.getNumResults() == 0 || !isReadableByRows(op))
    return false;
  return llvm::all_of(op.getDpsInitsMutable(), [&](OpOperand &init) {
    return op.getMatchingIndexingMap(&init).isIdentity();
  });
}

/// Computes `length` elements of a row from `start` on.
static SmallVector<Value> computeRun(RewriterBase &rewriter, linalg::GenericOp op, ValueRange outer,
                                     Value start, int64_t length, ValueRange inits) {
  VectorBody body(rewriter, op.getLoc(), op.getNumLoops() - 1, length);
  SmallVector<Value> position(outer);
  position.push_back(start);
  SmallVector<Value> arguments;
  for (OpOperand &operand : op->getOpOperands()) {
    // An init is read from what has been written so far, so that the write stays in place.
    Value source = op.isDpsInit(&operand) ? inits[operand.getOperandNumber() - op.getNumDpsInputs()]
                                          : operand.get();
    arguments.push_back(op.payloadUsesValueFromOperand(&operand)
                            ? body.read(source, op.getMatchingIndexingMap(&operand), position)
                            : Value());
  }
  SmallVector<Value> results;
  for (auto [value, init] : llvm::zip_equal(body.evaluate(op, arguments, position), inits))
    results.push_back(body.write(value, init, position));
  return results;
}

void vectorizeElementwise(RewriterBase &rewriter, linalg::GenericOp op, int64_t vectorBytes) {
  OpBuilder::InsertionGuard guard(rewriter);
  rewriter.setInsertionPoint(op);
  Location loc = op.getLoc();
  int64_t length = op.getStaticLoopRanges().back(), block = blockLength(op, vectorBytes);
  int64_t whole = length / block * block;
  auto constant = [&](int64_t value) -> Value {
    return arith::ConstantIndexOp::create(rewriter, loc, value);
  };
  auto row = [&](ValueRange outer, ValueRange inits) {
    SmallVector<Value> results(inits);
    if (whole > 0) {
      auto loop = createBlockLoop(rewriter, loc, whole, block, results);
      OpBuilder::InsertionGuard inner(rewriter);
      rewriter.setInsertionPointToStart(loop.getBody());
      SmallVector<Value> next =
          computeRun(rewriter, op, outer, loop.getInductionVar(), block, loop.getRegionIterArgs());
      scf::YieldOp::create(rewriter, loc, next);
      results = loop.getResults();
    }
    if (length > whole)
      results = computeRun(rewriter, op, outer, constant(whole), length - whole, results);
    return results;
  };
  rewriter.replaceOp(op, buildRowLoops(rewriter, op, row));
}

void scalarize(RewriterBase &rewriter, linalg::GenericOp op) {
  OpBuilder::InsertionGuard guard(rewriter);
  rewriter.setInsertionPoint(op);
  Location loc = op.getLoc();
  IRMapping mapping;
  for (OpOperand &operand : op->getOpOperands())
    if (op.payloadUsesValueFromOperand(&operand))
      mapping.map(op.getMatchingBlockArgument(&operand),
                  tensor::ExtractOp::create(rewriter, loc, operand.get(), ValueRange()));
  for (Operation &inner : op.getBody()->without_terminator())
    rewriter.clone(inner, mapping);
  SmallVector<Value> results;
  for (auto [value, init] :
       llvm::zip_equal(op.getBody()->getTerminator()->getOperands(), op.getDpsInits()))
    results.push_back(tensor::InsertOp::create(rewriter, loc, mapping.lookupOrDefault(value), init,
                                               ValueRange()));
  rewriter.replaceOp(op, results);
}

} // namespace wick
