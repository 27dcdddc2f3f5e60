#include "ir/ConstantFolding.h"
#include "ir/Wick.h"
#include "ir/interp/Elements.h"
#include "ir/ops/ReluFolding.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;

namespace wick::ir {
namespace {

bool isLarger(TypeRange types, int64_t maxElements) {
  return llvm::any_of(types, [&](Type type) {
    return cast<RankedTensorType>(type).getNumElements() > maxElements;
  });
}

/// The values of all operands, or nothing when one is no constant or has no data.
FailureOr<SmallVector<HostTensor>> readOperands(Operation *op) {
  SmallVector<HostTensor> tensors;
  for (Value operand : op->getOperands()) {
    ElementsAttr attribute;
    if (!matchPattern(operand, m_Constant(&attribute)))
      return failure();
    FailureOr<HostTensor> tensor = readElements(attribute);
    if (failed(tensor))
      return failure();
    tensors.push_back(std::move(*tensor));
  }
  return tensors;
}

struct FoldConstantOperands : OpInterfaceRewritePattern<ReferenceInterface> {
  FoldConstantOperands(MLIRContext *context, int64_t maxElements)
      : OpInterfaceRewritePattern(context), maxElements(maxElements) {}

  LogicalResult matchAndRewrite(ReferenceInterface op, PatternRewriter &rewriter) const override {
    if (op->getNumOperands() == 0)
      return rewriter.notifyMatchFailure(op, "has no operands");
    if (isa<RandomUniformOp, RandomNormalOp, DropoutOp>(op))
      return rewriter.notifyMatchFailure(op, "makes random numbers");
    if (isLarger(op->getOperandTypes(), maxElements) || isLarger(op->getResultTypes(), maxElements))
      return rewriter.notifyMatchFailure(op, "has a tensor above the element limit");
    FailureOr<SmallVector<HostTensor>> operands = readOperands(op);
    if (failed(operands))
      return rewriter.notifyMatchFailure(op, "has an operand that is no constant");

    SmallVector<const HostTensor *> pointers;
    for (const HostTensor &operand : *operands)
      pointers.push_back(&operand);
    SmallVector<HostTensor> results;
    for (Type type : op->getResultTypes())
      results.emplace_back(cast<RankedTensorType>(type));
    op.evaluate(pointers, results);

    SmallVector<Value> constants;
    for (const HostTensor &result : results)
      constants.push_back(
          ConstantOp::create(rewriter, op.getLoc(), result.type, writeElements(result)));
    rewriter.replaceOp(op, constants);
    return success();
  }

  int64_t maxElements;
};

} // namespace

void populateConstantFoldingPatterns(RewritePatternSet &patterns, int64_t maxElements) {
  patterns.add<FoldConstantOperands>(patterns.getContext(), maxElements);
}

void WickDialect::getCanonicalizationPatterns(RewritePatternSet &patterns) const {
  populateConstantFoldingPatterns(patterns, kCanonicalFoldElements);
  populateReluFoldingPatterns(patterns);
}

} // namespace wick::ir
