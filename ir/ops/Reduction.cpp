#include "ir/Inference.h"
#include "ir/Wick.h"

using namespace mlir;
using namespace wick::ir;

#define GET_OP_CLASSES
#include "ir/ops/Reduction.cpp.inc"

void wick::ir::registerReductionOps(WickDialect &dialect) {
  insertOps<
#define GET_OP_LIST
#include "ir/ops/Reduction.cpp.inc"
      >(dialect);
}

int64_t ReduceSumOp::getFlops() { return tensorType(getInput()).getNumElements(); }
int64_t ReduceMaxOp::getFlops() { return tensorType(getInput()).getNumElements(); }
int64_t ReduceMeanOp::getFlops() {
  return tensorType(getInput()).getNumElements() + tensorType(getOutput()).getNumElements();
}
int64_t ArgmaxOp::getFlops() { return tensorType(getInput()).getNumElements(); }

/// C1. and C2. of the reductions.
template <typename Op>
static LogicalResult inferReduce(std::optional<Location> loc, typename Op::Adaptor adaptor,
                                 SmallVectorImpl<Type> &types) {
  RankedTensorType input = tensorType(adaptor.getInput());
  if (!areValidDims(adaptor.getDims(), input.getRank()))
    return violates(loc, Op::getOperationName(), "C1",
                    "dims must be strictly increasing and in [0, " + Twine(input.getRank()) +
                        ") for " + shapeText(input.getShape()));
  types.push_back(RankedTensorType::get(
      reducedShape(input.getShape(), adaptor.getDims(), adaptor.getKeepDims()),
      input.getElementType()));
  return success();
}

LogicalResult ReduceSumOp::inferReturnTypes(MLIRContext *, std::optional<Location> loc,
                                            Adaptor adaptor, SmallVectorImpl<Type> &types) {
  return inferReduce<ReduceSumOp>(loc, adaptor, types);
}

LogicalResult ReduceMaxOp::inferReturnTypes(MLIRContext *, std::optional<Location> loc,
                                            Adaptor adaptor, SmallVectorImpl<Type> &types) {
  return inferReduce<ReduceMaxOp>(loc, adaptor, types);
}

LogicalResult ReduceMeanOp::inferReturnTypes(MLIRContext *, std::optional<Location> loc,
                                             Adaptor adaptor, SmallVectorImpl<Type> &types) {
  return inferReduce<ReduceMeanOp>(loc, adaptor, types);
}

LogicalResult ArgmaxOp::inferReturnTypes(MLIRContext *context, std::optional<Location> loc,
                                         Adaptor adaptor, SmallVectorImpl<Type> &types) {
  RankedTensorType input = tensorType(adaptor.getInput());
  int64_t dim = adaptor.getDim();
  if (dim < 0 || dim >= input.getRank() || input.getDimSize(dim) == 0)
    return violates(loc, getOperationName(), "C1",
                    "dim " + Twine(dim) + " is no dimension of " + shapeText(input.getShape()) +
                        " or is empty");
  types.push_back(RankedTensorType::get(reducedShape(input.getShape(), {dim}, /*keepDims=*/false),
                                        IntegerType::get(context, 32)));
  return success();
}

/// C3.: the maximum or mean of nothing is no number.
template <typename Op> static LogicalResult verifyNotEmpty(Op op) {
  for (int64_t dim : op.getDims())
    if (tensorType(op.getInput()).getDimSize(dim) == 0)
      return op.emitOpError() << "C3: dimension " << dim << " is empty";
  return success();
}

LogicalResult ReduceMaxOp::verify() { return verifyNotEmpty(*this); }
LogicalResult ReduceMeanOp::verify() { return verifyNotEmpty(*this); }

/// A reduction over no dimension is the input.
template <typename Op> static OpFoldResult foldReduce(Op op) {
  return op.getDims().empty() ? OpFoldResult(op.getInput()) : OpFoldResult();
}

OpFoldResult ReduceSumOp::fold(FoldAdaptor) { return foldReduce(*this); }
OpFoldResult ReduceMaxOp::fold(FoldAdaptor) { return foldReduce(*this); }
OpFoldResult ReduceMeanOp::fold(FoldAdaptor) { return foldReduce(*this); }
