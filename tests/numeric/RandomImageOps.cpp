// One random op of each kind that works on images, beside RandomOps.cpp.
#include "ir/ops/Window.h"
#include "tests/numeric/GraphGrowth.h"

using namespace mlir;
using namespace wick::ir;

namespace wick::test {

namespace {
/// Windows on an image of the graph, or on a new one.
struct RandomWindows {
  explicit RandomWindows(GraphGrowth &g) {
    image = g.find([&](RankedTensorType t) {
      return t.getElementType() == g.options.element && t.getRank() == 4;
    });
    if (!image || g.coin())
      image = g.floats({1 + g.below(2), 1 + g.below(3), 1 + g.below(7), 1 + g.below(7)});
    for (int64_t size : tensorType(image).getShape().take_back(2)) {
      kernel.push_back(1 + g.below(std::min<int64_t>(size, 3)));
      strides.push_back(1 + g.below(3));
      padding.push_back(g.below(kernel.back()));
    }
  }
  Value image;
  Shape kernel, strides, padding;
};
} // namespace

static Operation *conv2d(GraphGrowth &g) {
  RandomWindows r(g);
  static constexpr int64_t counts[] = {1, 3, 4, 8};
  int64_t channels = tensorType(r.image).getDimSize(1), filters = g.pick(counts);
  Value weight = g.floats({filters, channels, r.kernel[0], r.kernel[1]});
  Value bias = g.coin() ? g.floats({filters}) : Value();
  return Conv2dOp::create(g.builder, g.loc, r.image, weight, bias, r.strides, r.padding);
}

template <typename Op> static Operation *pool2d(GraphGrowth &g) {
  RandomWindows r(g);
  return Op::create(g.builder, g.loc, r.image, r.kernel, r.strides, r.padding);
}

static Operation *maxPool2dGradient(GraphGrowth &g) {
  RandomWindows r(g);
  ArrayRef<int64_t> image = tensorType(r.image).getShape();
  Value gradient = g.floats(*Window{r.kernel, r.strides, r.padding}.outputShape(image, image[1]));
  return MaxPool2dGradientOp::create(g.builder, g.loc, r.image, gradient, r.kernel, r.strides,
                                     r.padding);
}

/// Both gradients of a convolution: of the image, whose type has to be given, and of the filters.
static Operation *conv2dGradient(GraphGrowth &g) {
  RandomWindows r(g);
  static constexpr int64_t counts[] = {1, 3, 4, 8};
  auto type = tensorType(r.image);
  int64_t filters = g.pick(counts);
  Shape weight{filters, type.getDimSize(1), r.kernel[0], r.kernel[1]};
  Shape windows = *Window{r.kernel, r.strides, r.padding}.outputShape(type.getShape(), filters);
  Value gradient = g.floats(windows);
  if (g.coin())
    return Conv2dInputGradientOp::create(g.builder, g.loc, type, gradient, g.floats(weight),
                                         r.strides, r.padding);
  return Conv2dWeightGradientOp::create(g.builder, g.loc, type.clone(weight), r.image, gradient,
                                        r.strides, r.padding);
}

static Operation *batchNorm(GraphGrowth &g) {
  Value x = g.findFloat(2);
  int64_t channels = tensorType(x).getDimSize(1);
  auto vector = [&](double low, double high) {
    return g.argument({channels}, g.options.element, low, high);
  };
  Builder &b = g.builder;
  return BatchNormOp::create(g.builder, g.loc, x, vector(-2, 2), vector(-2, 2), vector(-2, 2),
                             vector(0.5, 2), b.getBoolAttr(g.coin()), b.getF64FloatAttr(0.0625),
                             b.getF64FloatAttr(0.125));
}

static Operation *reverse(GraphGrowth &g) {
  Value x = g.findFloat(1);
  Shape dims;
  for (int64_t dim = 0; dim < tensorType(x).getRank(); ++dim)
    if (g.coin())
      dims.push_back(dim);
  return ReverseOp::create(g.builder, g.loc, x.getType(), x, dims);
}

static constexpr RandomOp kImageOps[] = {reverse,
                                         batchNorm,
                                         conv2d,
                                         conv2d,
                                         conv2dGradient,
                                         conv2dGradient,
                                         pool2d<AvgPool2dOp>,
                                         pool2d<AvgPool2dOp>,
                                         pool2d<MaxPool2dOp>,
                                         pool2d<MaxPool2dOp>,
                                         maxPool2dGradient,
                                         maxPool2dGradient};

llvm::ArrayRef<RandomOp> imageOps() { return kImageOps; }

} // namespace wick::test
