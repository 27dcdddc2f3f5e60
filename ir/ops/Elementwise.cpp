#include "ir/Inference.h"
#include "ir/Wick.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace wick::ir;

#define GET_OP_CLASSES
#include "ir/ops/Elementwise.cpp.inc"

void wick::ir::registerElementwiseOps(WickDialect &dialect) {
  insertOps<
#define GET_OP_LIST
#include "ir/ops/Elementwise.cpp.inc"
      >(dialect);
}

//===----------------------------------------------------------------------===//
// Cost: flops per result element
//===----------------------------------------------------------------------===//

static int64_t elements(Operation *op) { return tensorType(op->getResult(0)).getNumElements(); }

int64_t AddOp::getFlops() { return elements(*this); }
int64_t SubOp::getFlops() { return elements(*this); }
int64_t MulOp::getFlops() { return elements(*this); }
int64_t DivOp::getFlops() { return elements(*this); }
int64_t MaximumOp::getFlops() { return elements(*this); }
int64_t MinimumOp::getFlops() { return elements(*this); }
int64_t CompareOp::getFlops() { return elements(*this); }
int64_t SelectOp::getFlops() { return 0; }
int64_t NegOp::getFlops() { return elements(*this); }
int64_t ExpOp::getFlops() { return elements(*this); }
int64_t LogOp::getFlops() { return elements(*this); }
int64_t SqrtOp::getFlops() { return elements(*this); }
int64_t RsqrtOp::getFlops() { return 2 * elements(*this); }
int64_t TanhOp::getFlops() { return elements(*this); }
int64_t ErfOp::getFlops() { return elements(*this); }
int64_t SigmoidOp::getFlops() { return 4 * elements(*this); }
int64_t ReluOp::getFlops() { return elements(*this); }
int64_t GeluOp::getFlops() {
  return (getApproximate() == GeluApproximation::tanh ? 9 : 5) * elements(*this);
}
int64_t CastOp::getFlops() { return 0; }

//===----------------------------------------------------------------------===//
// Shape inference
//===----------------------------------------------------------------------===//

template <typename Op>
static LogicalResult inferBinaryOp(std::optional<Location> loc, typename Op::Adaptor adaptor,
                                   SmallVectorImpl<Type> &types) {
  FailureOr<RankedTensorType> type =
      inferBinary(loc, Op::getOperationName(), adaptor.getLhs(), adaptor.getRhs());
  if (failed(type))
    return failure();
  types.push_back(*type);
  return success();
}

#define WICK_INFER_BINARY(OP)                                                                      \
  LogicalResult OP::inferReturnTypes(MLIRContext *, std::optional<Location> loc, Adaptor adaptor,  \
                                     SmallVectorImpl<Type> &types) {                               \
    return inferBinaryOp<OP>(loc, adaptor, types);                                                 \
  }
WICK_INFER_BINARY(AddOp)
WICK_INFER_BINARY(SubOp)
WICK_INFER_BINARY(MulOp)
WICK_INFER_BINARY(DivOp)
WICK_INFER_BINARY(MaximumOp)
WICK_INFER_BINARY(MinimumOp)
#undef WICK_INFER_BINARY

LogicalResult CompareOp::inferReturnTypes(MLIRContext *context, std::optional<Location> loc,
                                          Adaptor adaptor, SmallVectorImpl<Type> &types) {
  if (failed(inferBinaryOp<CompareOp>(loc, adaptor, types)))
    return failure();
  types.back() = cast<RankedTensorType>(types.back()).clone(IntegerType::get(context, 1));
  return success();
}

LogicalResult SelectOp::inferReturnTypes(MLIRContext *, std::optional<Location> loc,
                                         Adaptor adaptor, SmallVectorImpl<Type> &types) {
  FailureOr<RankedTensorType> values =
      inferBinary(loc, getOperationName(), adaptor.getOnTrue(), adaptor.getOnFalse());
  if (failed(values))
    return failure();
  ArrayRef<int64_t> predicate = tensorType(adaptor.getPredicate()).getShape();
  std::optional<Shape> shape = broadcastShapes(predicate, values->getShape());
  if (!shape)
    return violates(loc, getOperationName(), "C2",
                    "predicate " + shapeText(predicate) + " does not broadcast with the values " +
                        shapeText(values->getShape()));
  types.push_back(RankedTensorType::get(*shape, values->getElementType()));
  return success();
}

LogicalResult CastOp::verify() {
  if (tensorType(getInput()).getShape() != tensorType(getOutput()).getShape())
    return emitOpError() << "C1: output shape " << shapeText(tensorType(getOutput()).getShape())
                         << " differs from input shape "
                         << shapeText(tensorType(getInput()).getShape());
  return success();
}

//===----------------------------------------------------------------------===//
// Folding: identities. Constants are folded by the dialect's canonicalization.
//===----------------------------------------------------------------------===//

/// True for a constant whose elements all equal `number`.
static bool isSplat(Attribute attribute, double number) {
  auto splat = dyn_cast_if_present<SplatElementsAttr>(attribute);
  if (!splat)
    return false;
  if (isa<FloatType>(splat.getElementType()))
    return splat.getSplatValue<APFloat>().convertToDouble() == number;
  return splat.getSplatValue<APInt>().getSExtValue() == number;
}

/// `value` when it already has the type of the op's result, else nothing (a broadcast remains).
static OpFoldResult ifSameType(Operation *op, Value value) {
  return value.getType() == op->getResult(0).getType() ? OpFoldResult(value) : OpFoldResult();
}

OpFoldResult AddOp::fold(FoldAdaptor adaptor) {
  if (isSplat(adaptor.getRhs(), 0))
    return ifSameType(*this, getLhs());
  return {};
}

OpFoldResult SubOp::fold(FoldAdaptor adaptor) {
  if (isSplat(adaptor.getRhs(), 0))
    return ifSameType(*this, getLhs());
  return {};
}

OpFoldResult MulOp::fold(FoldAdaptor adaptor) {
  if (isSplat(adaptor.getRhs(), 1))
    return ifSameType(*this, getLhs());
  return {};
}

OpFoldResult DivOp::fold(FoldAdaptor adaptor) {
  if (isSplat(adaptor.getRhs(), 1))
    return ifSameType(*this, getLhs());
  return {};
}

OpFoldResult MaximumOp::fold(FoldAdaptor) {
  return getLhs() == getRhs() ? OpFoldResult(getLhs()) : OpFoldResult();
}

OpFoldResult MinimumOp::fold(FoldAdaptor) {
  return getLhs() == getRhs() ? OpFoldResult(getLhs()) : OpFoldResult();
}

OpFoldResult SelectOp::fold(FoldAdaptor adaptor) {
  if (getOnTrue() == getOnFalse())
    return ifSameType(*this, getOnTrue());
  if (isSplat(adaptor.getPredicate(), 0))
    return ifSameType(*this, getOnFalse());
  if (isSplat(adaptor.getPredicate(), -1)) // i1 true, sign-extended
    return ifSameType(*this, getOnTrue());
  return {};
}

OpFoldResult NegOp::fold(FoldAdaptor) {
  if (auto inner = getInput().getDefiningOp<NegOp>())
    return inner.getInput();
  return {};
}

OpFoldResult CastOp::fold(FoldAdaptor) { return ifSameType(*this, getInput()); }
