#include "ir/Inference.h"
#include "ir/NotWritten.h"
#include "ir/Slot.h"

using namespace mlir;
using namespace wick;
using namespace wick::ir;

OpFoldResult ReshapeOp::fold(FoldAdaptor adaptor) {
  if (getInput().getType() == getType())
    return getInput();
  if (auto elements = dyn_cast_if_present<DenseElementsAttr>(adaptor.getInput()))
    return elements.reshape(tensorType(getOutput()));
  return {};
}

static LogicalResult mergeReshapes(ReshapeOp op, PatternRewriter &rewriter) {
  auto inner = op.getInput().getDefiningOp<ReshapeOp>();
  if (!inner)
    return rewriter.notifyMatchFailure(op, "the operand is no wick.reshape");
  // LAB BEGIN 01.4a "Folding: a reshape of a reshape"
  // TASK: Replace `op` by one reshape of what `inner` reads, to the type of `op`:
  // TASK: rewriter.replaceOpWithNewOp<ReshapeOp>(op, type, input). Return success().
  // STUB: return lab::notWritten(op.getLoc(), "01.4");
  rewriter.replaceOpWithNewOp<ReshapeOp>(op, op.getType(), inner.getInput());
  return success();
  // LAB END
}

static OpFoldResult foldTranspose(TransposeOp op) {
  // LAB BEGIN 01.4b "Folding: a transpose that moves nothing"
  // TASK: Return the operand of `op` when its permutation leaves every dimension in its place, and
  // TASK: OpFoldResult() otherwise.
  // STUB: return lab::notWritten(op.getLoc(), "01.4");
  ArrayRef<int64_t> permutation = op.getPermutation();
  return llvm::equal(permutation, llvm::seq<int64_t>(0, permutation.size()))
             ? OpFoldResult(op.getInput())
             : OpFoldResult();
  // LAB END
}

static LogicalResult mergeTransposes(TransposeOp op, PatternRewriter &rewriter) {
  auto inner = op.getInput().getDefiningOp<TransposeOp>();
  if (!inner)
    return rewriter.notifyMatchFailure(op, "the operand is no wick.transpose");
  // LAB BEGIN 01.4c "Folding: a transpose of a transpose"
  // TASK: Replace `op` by one transpose of what `inner` reads, by the composed permutation, a
  // TASK: SmallVector<int64_t>:
  // TASK: rewriter.replaceOpWithNewOp<TransposeOp>(op, op.getType(), input, permutation).
  // STUB: return lab::notWritten(op.getLoc(), "01.4");
  SmallVector<int64_t> composed;
  for (int64_t dim : op.getPermutation())
    composed.push_back(inner.getPermutation()[dim]);
  rewriter.replaceOpWithNewOp<TransposeOp>(op, op.getType(), inner.getInput(), composed);
  return success();
  // LAB END
}

static const Slot mergeReshapesSlot("canonicalize.reshape", mergeReshapes);
static const Slot foldTransposeSlot("fold.transpose", foldTranspose);
static const Slot mergeTransposesSlot("canonicalize.transpose", mergeTransposes);

LogicalResult ReshapeOp::canonicalize(ReshapeOp op, PatternRewriter &rewriter) {
  return mergeReshapesSlot(op, rewriter);
}

OpFoldResult TransposeOp::fold(FoldAdaptor) { return foldTransposeSlot(*this); }

LogicalResult TransposeOp::canonicalize(TransposeOp op, PatternRewriter &rewriter) {
  return mergeTransposesSlot(op, rewriter);
}
