#include "ir/NotWritten.h"
#include "ir/Slot.h"
#include "ir/ops/Window.h"

using namespace mlir;
using namespace wick;
using namespace wick::ir;

static std::string textOf(Value value) { return ir::shapeText(tensorType(value).getShape()); }

/// "3x3 at strides 1x1, padding 0x0".
static std::string windowText(const Window &window) {
  return ir::shapeText(window.kernel) + " at strides " + ir::shapeText(window.strides) +
         ", padding " + ir::shapeText(window.padding);
}

//===----------------------------------------------------------------------===//
// Convolution
//===----------------------------------------------------------------------===//

/// C1. and C2. of a convolution.
static LogicalResult checkOperands(std::optional<Location> loc, Conv2dOp::Adaptor op) {
  RankedTensorType input = tensorType(op.getInput()), weight = tensorType(op.getWeight());
  StringRef name = Conv2dOp::getOperationName();
  Value bias = op.getBias();
  if (input.getRank() != 4 || weight.getRank() != 4 || (bias && tensorType(bias).getRank() != 1))
    return violates(loc, name, "C1",
                    "input and weight need rank 4, bias 1; got " + textOf(op.getInput()) + ", " +
                        textOf(op.getWeight()) + (bias ? ", " + textOf(bias) : ""));
  Type element = input.getElementType();
  if (weight.getElementType() != element || (bias && tensorType(bias).getElementType() != element))
    return violates(loc, name, "C2", "operands have different element types; cast one of them");
  return success();
}

static FailureOr<RankedTensorType> inferConv2d(std::optional<Location> loc, Conv2dOp::Adaptor op) {
  if (failed(checkOperands(loc, op)))
    return failure();
  RankedTensorType input = tensorType(op.getInput()), weight = tensorType(op.getWeight());
  StringRef name = Conv2dOp::getOperationName();
  int64_t filters = weight.getDimSize(0);
  if (input.getDimSize(1) != weight.getDimSize(1))
    return violates(loc, name, "C3",
                    "input " + textOf(op.getInput()) + " has " + Twine(input.getDimSize(1)) +
                        " channels but weight " + textOf(op.getWeight()) + " has " +
                        Twine(weight.getDimSize(1)));
  if (op.getBias() && tensorType(op.getBias()).getDimSize(0) != filters)
    return violates(loc, name, "C4",
                    "bias has " + textOf(op.getBias()) + " elements but there are " +
                        Twine(filters) + " filters");
  Window window{weight.getShape().take_back(2), op.getStrides(), op.getPadding()};
  if (!window.isValid())
    return violates(loc, name, "C5",
                    "strides need two entries of 1 or more, padding two of 0 or more that are less "
                    "than the window; got " +
                        windowText(window));
  // LAB BEGIN 09.1c "Shapes of windows: the type of a convolution"
  // TASK: Return the type of the result, RankedTensorType::get(shape, element type), with the shape
  // TASK: from window.outputShape(). When there is none, refuse the input (C6) as C3 does, naming
  // TASK: its shape and windowText(window).
  // STUB: return lab::notWritten(loc, "09.1");
  std::optional<Shape> output = window.outputShape(input.getShape(), filters);
  if (!output)
    return violates(loc, name, "C6",
                    "input " + textOf(op.getInput()) + " holds no window " + windowText(window));
  return RankedTensorType::get(*output, input.getElementType());
  // LAB END
}

static const Slot conv2dSlot("infer.conv2d", inferConv2d);
LogicalResult Conv2dOp::inferReturnTypes(MLIRContext *, std::optional<Location> loc,
                                         Adaptor adaptor, SmallVectorImpl<Type> &types) {
  FailureOr<RankedTensorType> type = conv2dSlot(loc, adaptor);
  if (failed(type))
    return failure();
  types.push_back(*type);
  return success();
}

//===----------------------------------------------------------------------===//
// Pooling
//===----------------------------------------------------------------------===//

/// C1. to C4. of a pooling.
static FailureOr<RankedTensorType> inferPool2d(std::optional<Location> loc, StringRef name,
                                               Value image, const Window &window) {
  RankedTensorType input = tensorType(image);
  if (input.getRank() != 4)
    return violates(loc, name, "C1",
                    "input needs rank 4, [n, channels, height, width]; got " + textOf(image));
  if (!window.isValid())
    return violates(loc, name, "C2",
                    "kernel and strides need two entries of 1 or more, padding two of 0 or more "
                    "that are less than the window; got " +
                        windowText(window));
  std::optional<Shape> output = window.outputShape(input.getShape(), input.getDimSize(1));
  if (!output)
    return violates(loc, name, "C3",
                    "input " + textOf(image) + " holds no window " + windowText(window));
  return RankedTensorType::get(*output, input.getElementType());
}

static const Slot pool2dSlot("infer.pool2d", inferPool2d);

template <typename Op>
static LogicalResult inferPool(std::optional<Location> loc, typename Op::Adaptor op,
                               SmallVectorImpl<Type> &types) {
  Window window{op.getKernel(), op.getStrides(), op.getPadding()};
  FailureOr<RankedTensorType> type = pool2dSlot(loc, Op::getOperationName(), op.getInput(), window);
  if (failed(type))
    return failure();
  types.push_back(*type);
  return success();
}

LogicalResult MaxPool2dOp::inferReturnTypes(MLIRContext *, std::optional<Location> loc,
                                            Adaptor adaptor, SmallVectorImpl<Type> &types) {
  return inferPool<MaxPool2dOp>(loc, adaptor, types);
}

LogicalResult AvgPool2dOp::inferReturnTypes(MLIRContext *, std::optional<Location> loc,
                                            Adaptor adaptor, SmallVectorImpl<Type> &types) {
  return inferPool<AvgPool2dOp>(loc, adaptor, types);
}

LogicalResult MaxPool2dGradientOp::inferReturnTypes(MLIRContext *, std::optional<Location> loc,
                                                    Adaptor adaptor, SmallVectorImpl<Type> &types) {
  SmallVector<Type> pooled;
  if (failed(inferPool<MaxPool2dGradientOp>(loc, adaptor, pooled)))
    return failure();
  if (pooled.front() != adaptor.getGradient().getType())
    return violates(loc, getOperationName(), "C1",
                    "gradient " + textOf(adaptor.getGradient()) + " is not the pooled image " +
                        ir::shapeText(cast<RankedTensorType>(pooled.front()).getShape()) +
                        " or has another element type");
  types.push_back(adaptor.getInput().getType());
  return success();
}
