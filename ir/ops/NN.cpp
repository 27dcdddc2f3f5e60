#include "ir/Inference.h"
#include "ir/Wick.h"

using namespace mlir;
using namespace wick::ir;

#define GET_OP_CLASSES
#include "ir/ops/NN.cpp.inc"

void wick::ir::registerNNOps(WickDialect &dialect) {
  insertOps<
#define GET_OP_LIST
#include "ir/ops/NN.cpp.inc"
      >(dialect);
}

static int64_t elements(Value value) { return tensorType(value).getNumElements(); }

/// The result of a loss: a scalar of the element type of `value`.
static RankedTensorType scalarOf(Value value) {
  return RankedTensorType::get({}, tensorType(value).getElementType());
}

//===----------------------------------------------------------------------===//
// LinearOp
//===----------------------------------------------------------------------===//

int64_t LinearOp::getFlops() {
  int64_t products = 2 * elements(getOutput()) * tensorType(getWeight()).getDimSize(0);
  return products + (getBias() ? elements(getOutput()) : 0);
}

LogicalResult LinearOp::inferReturnTypes(MLIRContext *, std::optional<Location> loc,
                                         Adaptor adaptor, SmallVectorImpl<Type> &types) {
  RankedTensorType input = tensorType(adaptor.getInput()), weight = tensorType(adaptor.getWeight());
  StringRef name = getOperationName();
  Value bias = adaptor.getBias();
  if (input.getRank() < 1 || weight.getRank() != 2 || (bias && tensorType(bias).getRank() != 1))
    return violates(loc, name, "C1",
                    "input needs rank 1 or more, weight 2, bias 1; got " +
                        shapeText(input.getShape()) + ", " + shapeText(weight.getShape()) +
                        (bias ? ", " + shapeText(tensorType(bias).getShape()) : ""));
  Type element = input.getElementType();
  if (weight.getElementType() != element || (bias && tensorType(bias).getElementType() != element))
    return violates(loc, name, "C2", "operands have different element types; cast one of them");
  if (input.getShape().back() != weight.getDimSize(0))
    return violates(loc, name, "C3",
                    "input " + shapeText(input.getShape()) + " ends in " +
                        Twine(input.getShape().back()) + " but weight " +
                        shapeText(weight.getShape()) + " takes " + Twine(weight.getDimSize(0)));
  if (bias && tensorType(bias).getDimSize(0) != weight.getDimSize(1))
    return violates(loc, name, "C4",
                    "bias has " + Twine(tensorType(bias).getDimSize(0)) +
                        " elements but weight makes " + Twine(weight.getDimSize(1)));
  Shape shape(input.getShape());
  shape.back() = weight.getDimSize(1);
  types.push_back(RankedTensorType::get(shape, element));
  return success();
}

//===----------------------------------------------------------------------===//
// LayerNormOp
//===----------------------------------------------------------------------===//

/// Per element: the sum, the difference from the mean, its square, their sum, the scaling, gamma
/// and beta; per row: two quotients, epsilon and the root.
int64_t LayerNormOp::getFlops() {
  int64_t count = elements(getInput()), size = tensorType(getInput()).getShape().back();
  return size == 0 ? 0 : 7 * count + 4 * (count / size);
}

LogicalResult LayerNormOp::inferReturnTypes(MLIRContext *, std::optional<Location> loc,
                                            Adaptor adaptor, SmallVectorImpl<Type> &types) {
  RankedTensorType input = tensorType(adaptor.getInput()), gamma = tensorType(adaptor.getGamma()),
                   beta = tensorType(adaptor.getBeta());
  StringRef name = getOperationName();
  std::string shapes = shapeText(input.getShape()) + ", " + shapeText(gamma.getShape()) + ", " +
                       shapeText(beta.getShape());
  if (input.getRank() < 1 || gamma.getRank() != 1 || beta.getRank() != 1)
    return violates(loc, name, "C1", "input needs rank 1 or more, gamma and beta 1; got " + shapes);
  if (gamma.getElementType() != input.getElementType() ||
      beta.getElementType() != input.getElementType())
    return violates(loc, name, "C2", "operands have different element types; cast one of them");
  int64_t size = input.getShape().back();
  if (gamma.getDimSize(0) != size || beta.getDimSize(0) != size)
    return violates(loc, name, "C3",
                    "input " + shapeText(input.getShape()) + " ends in " + Twine(size) +
                        " but gamma has " + Twine(gamma.getDimSize(0)) + " elements and beta " +
                        Twine(beta.getDimSize(0)));
  llvm::APFloat epsilon = adaptor.getEpsilon();
  if (!epsilon.isFinite() || epsilon.isZero() || epsilon.isNegative())
    return violates(loc, name, "C4",
                    "epsilon must be finite and above 0, got " +
                        Twine(std::to_string(epsilon.convertToDouble())));
  types.push_back(input);
  return success();
}

//===----------------------------------------------------------------------===//
// SoftmaxOp, LogSoftmaxOp
//===----------------------------------------------------------------------===//

/// max, subtraction, exp, sum and quotient (or log and subtraction) per element.
int64_t SoftmaxOp::getFlops() { return 5 * elements(getInput()); }
int64_t LogSoftmaxOp::getFlops() { return 5 * elements(getInput()); }

template <typename Op> static LogicalResult verifyDim(Op op) {
  int64_t rank = tensorType(op.getInput()).getRank(), dim = op.getDim();
  if (dim < 0 || dim >= rank)
    return op.emitOpError() << "C1: dim " << dim << " is not in [0, " << rank << ")";
  return success();
}

LogicalResult SoftmaxOp::verify() { return verifyDim(*this); }
LogicalResult LogSoftmaxOp::verify() { return verifyDim(*this); }

//===----------------------------------------------------------------------===//
// Losses
//===----------------------------------------------------------------------===//

int64_t MseLossOp::getFlops() { return 3 * elements(getInput()) + 1; }
int64_t BceWithLogitsOp::getFlops() { return 9 * elements(getInput()) + 1; }
int64_t CrossEntropyOp::getFlops() { return 5 * elements(getLogits()) + elements(getLabels()) + 1; }

template <typename Op>
static LogicalResult inferLoss(std::optional<Location> loc, typename Op::Adaptor adaptor,
                               SmallVectorImpl<Type> &types) {
  RankedTensorType input = tensorType(adaptor.getInput()), target = tensorType(adaptor.getTarget());
  if (input != target)
    return violates(loc, Op::getOperationName(), "C1",
                    "input " + shapeText(input.getShape()) + " and target " +
                        shapeText(target.getShape()) + " need one type");
  types.push_back(scalarOf(adaptor.getInput()));
  return success();
}

LogicalResult MseLossOp::inferReturnTypes(MLIRContext *, std::optional<Location> loc,
                                          Adaptor adaptor, SmallVectorImpl<Type> &types) {
  return inferLoss<MseLossOp>(loc, adaptor, types);
}

LogicalResult BceWithLogitsOp::inferReturnTypes(MLIRContext *, std::optional<Location> loc,
                                                Adaptor adaptor, SmallVectorImpl<Type> &types) {
  return inferLoss<BceWithLogitsOp>(loc, adaptor, types);
}

LogicalResult CrossEntropyOp::inferReturnTypes(MLIRContext *, std::optional<Location> loc,
                                               Adaptor adaptor, SmallVectorImpl<Type> &types) {
  RankedTensorType logits = tensorType(adaptor.getLogits()),
                   labels = tensorType(adaptor.getLabels());
  if (logits.getRank() < 1 || labels.getShape() != logits.getShape().drop_back())
    return violates(loc, getOperationName(), "C1",
                    "labels " + shapeText(labels.getShape()) + " must have the shape of logits " +
                        shapeText(logits.getShape()) + " without its last dimension");
  types.push_back(scalarOf(adaptor.getLogits()));
  return success();
}

//===----------------------------------------------------------------------===//
// DropoutOp
//===----------------------------------------------------------------------===//

/// Comparison and scaling; the integer rounds of Philox are not floating-point operations.
int64_t DropoutOp::getFlops() { return 2 * elements(getInput()); }

LogicalResult DropoutOp::inferReturnTypes(MLIRContext *, std::optional<Location> loc,
                                          Adaptor adaptor, SmallVectorImpl<Type> &types) {
  double rate = adaptor.getRate().convertToDouble();
  if (!(rate >= 0 && rate < 1))
    return violates(loc, getOperationName(), "C1",
                    "rate " + Twine(std::to_string(rate)) + " is not in [0, 1)");
  int64_t stream = adaptor.getStream();
  if (stream < 0 || stream > int64_t(UINT32_MAX))
    return violates(loc, getOperationName(), "C3",
                    "stream must be in [0, 2^32), got " + Twine(stream));
  types.push_back(adaptor.getInput().getType());
  return success();
}

OpFoldResult DropoutOp::fold(FoldAdaptor) {
  return getRate().isZero() ? OpFoldResult(getInput()) : OpFoldResult();
}
