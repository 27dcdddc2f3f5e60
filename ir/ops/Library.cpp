#include "ir/ops/Window.h"

using namespace mlir;
using namespace wick::ir;

#define GET_OP_CLASSES
#include "ir/ops/Library.cpp.inc"

void wick::ir::registerLibraryOps(WickDialect &dialect) {
  insertOps<
#define GET_OP_LIST
#include "ir/ops/Library.cpp.inc"
      >(dialect);
}

/// Size of the last dimension but `back` (0 is the last).
static int64_t sizeFromEnd(Value value, int64_t back) {
  RankedTensorType type = tensorType(value);
  return type.getDimSize(type.getRank() - 1 - back);
}

int64_t LibraryCallOp::getK() { return sizeFromEnd(getInput(), getTransposeInput() ? 1 : 0); }

static bool isGradient(LibraryFunction function) {
  return function == LibraryFunction::conv2d_input_gradient ||
         function == LibraryFunction::conv2d_weight_gradient;
}

static bool isPooling(LibraryFunction function) {
  return function == LibraryFunction::max_pool2d || function == LibraryFunction::avg_pool2d;
}

bool LibraryCallOp::hasWindows() {
  return getFunction() == LibraryFunction::conv2d || isGradient(getFunction()) ||
         isPooling(getFunction());
}

Value LibraryCallOp::getImage() {
  bool makesImage = getFunction() == LibraryFunction::conv2d_input_gradient;
  return makesImage ? getOutput() : getInput();
}

Value LibraryCallOp::getWindowed() {
  return getFunction() == LibraryFunction::conv2d_input_gradient    ? getInput()
         : getFunction() == LibraryFunction::conv2d_weight_gradient ? getWeight()
                                                                    : getOutput();
}

Value LibraryCallOp::getFilters() {
  bool makesFilters = getFunction() == LibraryFunction::conv2d_weight_gradient;
  return makesFilters ? getOutput() : getWeight();
}

/// Those of the products or elements under a function's windows.
static int64_t windowFlops(LibraryCallOp op) {
  Window window = windowOf(op);
  int64_t windowed = tensorType(op.getWindowed()).getNumElements();
  int64_t taps = window.kernel[0] * window.kernel[1];
  if (op.getFilters())
    return windowed * (2 * taps * tensorType(op.getImage()).getDimSize(3) + (op.getBias() ? 1 : 0));
  return windowed * (op.getFunction() == LibraryFunction::max_pool2d ? taps - 1 : taps);
}

/// The function's, and one for each step of the epilogue and element.
int64_t LibraryCallOp::getFlops() {
  int64_t elements = tensorType(getOutput()).getNumElements(), each = getEpilogue().size();
  switch (getFunction()) {
  case LibraryFunction::matmul:
    each += 2 * getK() + (getBias() ? 1 : 0);
    break;
  case LibraryFunction::softmax:
    each += 5;
    break;
  case LibraryFunction::layer_norm:
    each += 7;
    break;
  case LibraryFunction::elementwise:
    break;
  default:
    return windowFlops(*this) + each * elements;
  }
  return each * elements;
}

static LogicalResult verifyOperands(LibraryCallOp op) {
  bool sums =
      op.getFunction() == LibraryFunction::matmul || op.getFunction() == LibraryFunction::conv2d;
  bool normalizes = op.getFunction() == LibraryFunction::layer_norm;
  if (!!op.getWeight() != (sums || normalizes || isGradient(op.getFunction())) ||
      (op.getBias() ? !sums && !normalizes : normalizes))
    return op.emitOpError() << "C1: a matmul or conv2d has a weight and may have a bias, a "
                               "layer_norm has both, a gradient has a weight, other functions have "
                               "neither";
  return success();
}

/// C2: the sizes that a function reads.
static LogicalResult verifySizes(LibraryCallOp op) {
  ArrayRef<int64_t> input = tensorType(op.getInput()).getShape();
  int64_t rank = input.size();
  if (op.getFunction() == LibraryFunction::softmax && (op.getDim() >= uint64_t(rank)))
    return op.emitOpError() << "C2: dim " << int64_t(op.getDim()) << " is not in [0, " << rank
                            << ")";
  if (op.getFunction() != LibraryFunction::matmul)
    return success();
  ArrayRef<int64_t> weight = tensorType(op.getWeight()).getShape();
  if (rank < 2 || weight.size() != input.size() || input.drop_back(2) != weight.drop_back(2))
    return op.emitOpError() << "C2: input " << shapeText(input) << " and weight "
                            << shapeText(weight)
                            << " need one rank, 2 or more, and the same batch dimensions";
  int64_t weightK = sizeFromEnd(op.getWeight(), op.getTransposeWeight() ? 0 : 1);
  if (op.getK() != weightK)
    return op.emitOpError() << "C2: input " << shapeText(input) << " has inner size " << op.getK()
                            << " but weight " << shapeText(weight) << " has " << weightK;
  return success();
}

/// C6: the windows lie on images.
static LogicalResult verifyWindows(LibraryCallOp op) {
  ArrayRef<int64_t> image = tensorType(op.getImage()).getShape(),
                    windowed = tensorType(op.getWindowed()).getShape(), filters;
  if (op.getFilters())
    filters = tensorType(op.getFilters()).getShape();
  auto misfit = [&] {
    InFlightDiagnostic error = op.emitOpError()
                               << "C6: windows do not fit: image " << shapeText(image)
                               << ", windowed " << shapeText(windowed);
    if (op.getFilters())
      error << ", filters " << shapeText(filters);
    return error;
  };
  if (image.size() != 4 || windowed.size() != 4 || (op.getFilters() && filters.size() != 4))
    return misfit() << "; each needs rank 4";
  Window window = windowOf(op);
  if (!window.isValid())
    return misfit()
           << "; a window and its strides have two sizes of 1 or more, its padding is less";
  if (op.getFilters() && filters[1] != image[3])
    return misfit() << "; the channels differ";
  std::optional<Shape> expected = window.outputShape({image[0], image[3], image[1], image[2]},
                                                     op.getFilters() ? filters[0] : image[3]);
  if (!expected ||
      Shape{(*expected)[0], (*expected)[2], (*expected)[3], (*expected)[1]} != windowed)
    return misfit() << " at strides " << shapeText(op.getStrides()) << ", padding "
                    << shapeText(op.getPadding());
  return success();
}

static RankedTensorType outputType(LibraryCallOp op) {
  if (op.hasWindows())
    return tensorType(op.getOutput());
  RankedTensorType input = tensorType(op.getInput());
  if (op.getFunction() != LibraryFunction::matmul)
    return input;
  Shape shape(input.getShape().drop_back(2));
  shape.push_back(sizeFromEnd(op.getInput(), op.getTransposeInput() ? 0 : 1));
  shape.push_back(sizeFromEnd(op.getWeight(), op.getTransposeWeight() ? 1 : 0));
  return input.clone(shape);
}

static LogicalResult verifyRow(LibraryCallOp op, Value row, StringRef name, int64_t size) {
  if (!row || tensorType(row).getShape() == ArrayRef<int64_t>(size))
    return success();
  return op.emitOpError() << "C3: " << name << " is " << shapeText(tensorType(row).getShape())
                          << " but the rows of the output have " << size << " elements";
}

static LogicalResult verifyEpilogue(LibraryCallOp op) {
  auto steps = op.getEpilogue().getAsRange<EpilogueStepAttr>();
  auto adds = [](EpilogueStepAttr step) { return step.getValue() == EpilogueStep::addend; };
  if (llvm::count_if(steps, adds) != (op.getAddend() ? 1 : 0))
    return op.emitOpError()
           << "C4: an addend is there exactly when the epilogue has one step addend";
  if (op.getFunction() == LibraryFunction::elementwise &&
      (op.getEpilogue().empty() || adds(*steps.begin())))
    return op.emitOpError()
           << "C4: an elementwise call has an epilogue, and begins with a function";
  if (isGradient(op.getFunction()) && !op.getEpilogue().empty())
    return op.emitOpError() << "C4: a gradient has no epilogue";
  return success();
}

LogicalResult LibraryCallOp::verify() {
  if (failed(verifyOperands(*this)) || failed(verifySizes(*this)) ||
      (hasWindows() && failed(verifyWindows(*this))))
    return failure();
  RankedTensorType output = outputType(*this);
  if (output.getRank() == 0 && getFunction() == LibraryFunction::layer_norm)
    return emitOpError() << "C3: a scalar has no rows";
  int64_t row = output.getRank() ? output.getShape().back() : 1;
  if (getFunction() == LibraryFunction::layer_norm &&
      failed(verifyRow(*this, getWeight(), "weight", row)))
    return failure();
  if (failed(verifyRow(*this, getBias(), "bias", row)) || failed(verifyEpilogue(*this)))
    return failure();
  for (Value value : {Value(getOutput()), Value(getAddend()), Value(getInto())})
    if (value && value.getType() != output)
      return emitOpError() << "C5: output, addend and into need the type " << output << ", got "
                           << value.getType();
  return success();
}
