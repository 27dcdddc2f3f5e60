#include "ir/Slot.h"
#include "ir/ops/Window.h"

using namespace mlir;
using namespace wick;
using namespace wick::ir;

#define GET_OP_CLASSES
#include "ir/ops/Vision.cpp.inc"

void wick::ir::registerVisionOps(WickDialect &dialect) {
  insertOps<
#define GET_OP_LIST
#include "ir/ops/Vision.cpp.inc"
      >(dialect);
}

static int64_t elements(Value value) { return tensorType(value).getNumElements(); }
static std::string textOf(Value value) { return ir::shapeText(tensorType(value).getShape()); }

/// "3x3 at strides 1x1, padding 0x0".
static std::string windowText(const Window &window) {
  return ir::shapeText(window.kernel) + " at strides " + ir::shapeText(window.strides) +
         ", padding " + ir::shapeText(window.padding);
}

//===----------------------------------------------------------------------===//
// Conv2dOp
//===----------------------------------------------------------------------===//

/// A multiply-add for each tap, and the bias.
int64_t Conv2dOp::getFlops() {
  int64_t taps = elements(getWeight()) / tensorType(getWeight()).getDimSize(0);
  return elements(getOutput()) * (2 * taps + (getBias() ? 1 : 0));
}

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
  if (op.getBias() && elements(op.getBias()) != filters)
    return violates(loc, name, "C4",
                    "bias has " + Twine(elements(op.getBias())) + " elements but there are " +
                        Twine(filters) + " filters");
  Window window{weight.getShape().take_back(2), op.getStrides(), op.getPadding()};
  if (!window.isValid())
    return violates(loc, name, "C5",
                    "strides need two entries of 1 or more, padding two of 0 or more that are less "
                    "than the window; got " +
                        windowText(window));
  std::optional<Shape> output = window.outputShape(input.getShape(), filters);
  if (!output)
    return violates(loc, name, "C6",
                    "input " + textOf(op.getInput()) + " holds no window " + windowText(window));
  return RankedTensorType::get(*output, input.getElementType());
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

/// A border of zeros around the image becomes padding, so that no bordered image is stored.
LogicalResult Conv2dOp::canonicalize(Conv2dOp op, PatternRewriter &rewriter) {
  auto pad = op.getInput().getDefiningOp<PadOp>();
  if (!pad || !pad.getValue().isZero() || pad.getLow() != pad.getHigh() ||
      llvm::any_of(pad.getInterior(), [](int64_t gap) { return gap != 0; }))
    return rewriter.notifyMatchFailure(op, "input has no border of zeros, equal on both sides");
  ArrayRef<int64_t> border = pad.getLow();
  SmallVector<int64_t> padding{op.getPadding()[0] + border[2], op.getPadding()[1] + border[3]};
  Window window{windowOf(op).kernel, op.getStrides(), padding};
  if (border[0] != 0 || border[1] != 0 || !window.isValid())
    return rewriter.notifyMatchFailure(op, "border is none of the image or as wide as the window");
  rewriter.replaceOpWithNewOp<Conv2dOp>(op, op.getType(), pad.getInput(), op.getWeight(),
                                        op.getBias(), op.getStrides(), padding);
  return success();
}

//===----------------------------------------------------------------------===//
// Conv2dInputGradientOp, Conv2dWeightGradientOp
//===----------------------------------------------------------------------===//

/// C1.: the convolution of `input` by `weight` makes `gradient`.
template <typename Op>
static LogicalResult verifyAdjoint(Op op, Value input, Value weight, Value gradient) {
  RankedTensorType image = tensorType(input), filters = tensorType(weight),
                   result = tensorType(gradient);
  Type element = result.getElementType();
  bool fits = image.getRank() == 4 && filters.getRank() == 4 && result.getRank() == 4 &&
              image.getElementType() == element && filters.getElementType() == element &&
              image.getDimSize(1) == filters.getDimSize(1);
  if (fits) {
    Window window = windowOf(op);
    std::optional<Shape> shape;
    if (window.isValid())
      shape = window.outputShape(image.getShape(), filters.getDimSize(0));
    fits = shape && result.getShape() == ArrayRef<int64_t>(*shape);
  }
  if (fits)
    return success();
  return op.emitOpError() << "C1: a convolution of " << image << " by " << filters << " at strides "
                          << ir::shapeText(op.getStrides()) << ", padding "
                          << ir::shapeText(op.getPadding()) << " does not make " << result;
}

int64_t Conv2dInputGradientOp::getFlops() {
  int64_t taps = elements(getWeight()) / tensorType(getWeight()).getDimSize(0);
  return 2 * elements(getGradient()) * taps;
}

LogicalResult Conv2dInputGradientOp::verify() {
  return verifyAdjoint(*this, getOutput(), getWeight(), getGradient());
}

int64_t Conv2dWeightGradientOp::getFlops() {
  int64_t taps = elements(getOutput()) / tensorType(getOutput()).getDimSize(0);
  return 2 * elements(getGradient()) * taps;
}

LogicalResult Conv2dWeightGradientOp::verify() {
  return verifyAdjoint(*this, getInput(), getOutput(), getGradient());
}

//===----------------------------------------------------------------------===//
// MaxPool2dOp, AvgPool2dOp, MaxPool2dGradientOp
//===----------------------------------------------------------------------===//

static int64_t windowSize(const Window &window) { return window.kernel[0] * window.kernel[1]; }

/// The comparisons or additions of each window; the mean's division.
int64_t MaxPool2dOp::getFlops() {
  return elements(getOutput()) * (windowSize(windowOf(*this)) - 1);
}
int64_t AvgPool2dOp::getFlops() { return elements(getOutput()) * windowSize(windowOf(*this)); }

/// The comparisons that find the winner again, and the addition.
int64_t MaxPool2dGradientOp::getFlops() {
  return elements(getGradient()) * windowSize(windowOf(*this));
}

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
