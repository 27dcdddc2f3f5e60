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

//===----------------------------------------------------------------------===//
// Conv2dOp
//===----------------------------------------------------------------------===//

/// A multiply-add for each tap, and the bias.
int64_t Conv2dOp::getFlops() {
  int64_t taps = elements(getWeight()) / tensorType(getWeight()).getDimSize(0);
  return elements(getOutput()) * (2 * taps + (getBias() ? 1 : 0));
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
