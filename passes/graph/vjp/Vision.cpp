#include "ir/NotWritten.h"
#include "ir/decompose/Spread.h"
#include "passes/Registration.h"
#include "passes/graph/vjp/Vjp.h"

using namespace mlir;
using namespace wick;
using namespace wick::ir;

//===----------------------------------------------------------------------===//
// Convolution: linear in the image and in the filters. The products summed over all places, images
// and gradients are one number, sum of y g = T(x, w, g); the three ops are its derivatives, and so
// are each other's.
//===----------------------------------------------------------------------===//

/// dT/dx, of the type of `x`.
template <typename Op>
static Value inputGradient(Op op, Build &b, Value x, Value weight, Value gradient) {
  return b.create<Conv2dInputGradientOp>(x.getType(), gradient, weight, op.getStrides(),
                                         op.getPadding());
}

/// dT/dw, of the type of `weight`.
template <typename Op>
static Value weightGradient(Op op, Build &b, Value x, Value weight, Value gradient) {
  return b.create<Conv2dWeightGradientOp>(weight.getType(), x, gradient, op.getStrides(),
                                          op.getPadding());
}

static SmallVector<Value> vjpConv2d(Conv2dOp op, Build &b, Value g) {
  Value x = op.getInput(), w = op.getWeight();
  // LAB BEGIN 09.3a "The gradients of a convolution: who gets what"
  // TASK: Return the gradients of image and filters, by inputGradient() and weightGradient(), and
  // TASK: of the bias if there is one, op.getBias(), by b.create<ReduceSumOp>(value, dims,
  // TASK: /*keep_dims=*/false), where dims is an ArrayRef<int64_t>{..}.
  // STUB: return lab::notWritten(op.getLoc(), "09.3");
  SmallVector<Value> gradients{inputGradient(op, b, x, w, g), weightGradient(op, b, x, w, g)};
  if (op.getBias())
    gradients.push_back(b.create<ReduceSumOp>(g, ArrayRef<int64_t>{0, 2, 3}, /*keep_dims=*/false));
  return gradients;
  // LAB END
}

static SmallVector<Value> vjpConv2dInputGradient(Conv2dInputGradientOp op, Build &b, Value g) {
  Value gradient = op.getGradient(), w = op.getWeight();
  return {b.create<Conv2dOp>(g, w, Value(), op.getStrides(), op.getPadding()),
          weightGradient(op, b, g, w, gradient)};
}

static SmallVector<Value> vjpConv2dWeightGradient(Conv2dWeightGradientOp op, Build &b, Value g) {
  Value x = op.getInput(), gradient = op.getGradient();
  return {inputGradient(op, b, x, g, gradient),
          b.create<Conv2dOp>(x, g, Value(), op.getStrides(), op.getPadding())};
}

//===----------------------------------------------------------------------===//
// Pooling
//===----------------------------------------------------------------------===//

/// All of g goes to the first largest element of its window.
static SmallVector<Value> vjpMaxPool2d(MaxPool2dOp op, Build &b, Value g) {
  // LAB BEGIN 09.4a "The gradient of max pooling: the rule"
  // TASK: Return the gradient of the image: a MaxPool2dGradientOp of image, gradient and window
  // TASK: (op.getKernel(), op.getStrides(), op.getPadding()).
  // STUB: return lab::notWritten(op.getLoc(), "09.4");
  return {b.create<MaxPool2dGradientOp>(op.getInput(), g, op.getKernel(), op.getStrides(),
                                        op.getPadding())};
  // LAB END
}

/// dg is g, the cotangent, at the place that won: found by going through the taps of all windows at
/// once. The image has no gradient.
static SmallVector<Value> vjpMaxPool2dGradient(MaxPool2dGradientOp op, Build &b, Value g) {
  Window window = windowOf(op);
  ArrayRef<int64_t> windows = tensorType(op.getGradient()).getShape();
  SmallVector<int64_t> border{0, 0, window.padding[0], window.padding[1]}, none(4, 0);
  Value x = b.create<PadOp>(op.getInput(), border, border, none,
                            llvm::APFloat(-std::numeric_limits<double>::infinity()));
  Value h = b.create<PadOp>(g, border, border, none, llvm::APFloat(0.0));
  Value best, picked;
  for (int64_t i = 0; i < window.kernel[0]; ++i)
    for (int64_t j = 0; j < window.kernel[1]; ++j) {
      SmallVector<int64_t> starts{0, 0, i, j}, strides{1, 1, window.strides[0], window.strides[1]};
      SmallVector<int64_t> limits{windows[0], windows[1], i + (windows[2] - 1) * strides[2] + 1,
                                  j + (windows[3] - 1) * strides[3] + 1};
      Value tap = b.create<SliceOp>(x, starts, limits, strides);
      Value there = b.create<SliceOp>(h, starts, limits, strides);
      if (best) {
        Value isGreater = b.create<CompareOp>(ComparePredicate::gt, tap, best);
        tap = b.create<SelectOp>(isGreater, tap, best);
        there = b.create<SelectOp>(isGreater, there, picked);
      }
      best = tap;
      picked = there;
    }
  return {Value(), picked};
}

/// Every element gets its share of all windows that hold it: their mean again, over what is spread.
static SmallVector<Value> vjpAvgPool2d(AvgPool2dOp op, Build &b, Value g) {
  Value spread = spreadOverImage(b, g, windowOf(op), tensorType(op.getInput()).getShape());
  return {b.create<AvgPool2dOp>(spread, op.getKernel(), ArrayRef<int64_t>{1, 1},
                                ArrayRef<int64_t>{0, 0})};
}

void wick::registerVisionVjps(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, WickDialect *) {
    attachVjp<Conv2dOp, vjpConv2d>(context);
    attachVjp<Conv2dInputGradientOp, vjpConv2dInputGradient>(context);
    attachVjp<Conv2dWeightGradientOp, vjpConv2dWeightGradient>(context);
    attachVjp<MaxPool2dOp, vjpMaxPool2d>(context);
    attachVjp<MaxPool2dGradientOp, vjpMaxPool2dGradient>(context);
    attachVjp<AvgPool2dOp, vjpAvgPool2d>(context);
  });
}
