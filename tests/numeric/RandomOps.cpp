// One random op of each kind, on operands that its constraints allow.
#include "tests/numeric/GraphGrowth.h"

using namespace mlir;
using namespace wick::ir;

namespace wick::test {

//===----------------------------------------------------------------------===//
// Elementwise
//===----------------------------------------------------------------------===//

/// A float, or an integer where those are wanted.
static Value findNumber(GraphGrowth &g) {
  Value integer = g.options.differentiable || g.below(4)
                      ? Value()
                      : g.find([](RankedTensorType t) { return t.getElementType().isInteger(32); });
  return integer ? integer : g.findFloat();
}

template <typename Op> static Operation *binary(GraphGrowth &g) {
  Value a = findNumber(g), b = g.partnerOf(a);
  return g.coin() ? Op::create(g.builder, g.loc, a, b) : Op::create(g.builder, g.loc, b, a);
}

/// Integers may divide by zero, which is undefined.
static Operation *divide(GraphGrowth &g) {
  Value a = g.findFloat();
  return DivOp::create(g.builder, g.loc, a, g.partnerOf(a));
}

template <typename Op> static Operation *unary(GraphGrowth &g) {
  Value x = g.findFloat();
  return Op::create(g.builder, g.loc, x.getType(), x);
}

static Operation *gelu(GraphGrowth &g) {
  Value x = g.findFloat();
  return GeluOp::create(g.builder, g.loc, x.getType(), x,
                        g.coin() ? GeluApproximation::tanh : GeluApproximation::none);
}

static Operation *compare(GraphGrowth &g) {
  Value a = findNumber(g);
  auto predicate = static_cast<ComparePredicate>(g.below(6));
  return CompareOp::create(g.builder, g.loc, predicate, a, g.partnerOf(a));
}

static Operation *select(GraphGrowth &g) {
  Value a = findNumber(g);
  Shape shape(tensorType(a).getShape());
  Value predicate = g.find([&](RankedTensorType t) {
    return t.getElementType().isInteger(1) && broadcastShapes(t.getShape(), shape);
  });
  if (!predicate)
    predicate = g.argument(shape, g.builder.getI1Type(), 0, 2);
  return SelectOp::create(g.builder, g.loc, predicate, a, g.peerOf(a));
}

static Operation *castOp(GraphGrowth &g) {
  Value x = g.find([](RankedTensorType) { return true; });
  Type types[] = {g.options.element, g.builder.getI32Type(), g.builder.getI1Type()};
  return CastOp::create(g.builder, g.loc, tensorType(x).clone(g.pick(types)), x);
}

//===----------------------------------------------------------------------===//
// Shape, state
//===----------------------------------------------------------------------===//

static Operation *iota(GraphGrowth &g) {
  Shape shape = g.shape(1);
  Type type = g.coin() ? g.options.element : Type(g.builder.getI32Type());
  return IotaOp::create(g.builder, g.loc, RankedTensorType::get(shape, type),
                        g.below(shape.size()));
}

/// Merges two neighbouring dimensions, or adds one of size 1.
static Operation *reshape(GraphGrowth &g) {
  Value x = g.findFloat();
  Shape shape(tensorType(x).getShape());
  if (shape.size() > 1 && g.coin()) {
    int64_t dim = g.below(shape.size() - 1);
    shape[dim] *= shape[dim + 1];
    shape.erase(shape.begin() + dim + 1);
  } else {
    shape.insert(shape.begin() + g.below(shape.size() + 1), 1);
  }
  return ReshapeOp::create(g.builder, g.loc, tensorType(x).clone(shape), x);
}

static Operation *transpose(GraphGrowth &g) {
  Value x = g.findFloat(2);
  return TransposeOp::create(g.builder, g.loc, x, g.permutation(tensorType(x).getRank()));
}

static Operation *broadcastInDim(GraphGrowth &g) {
  Value x = g.findFloat();
  Shape shape, dims;
  for (int64_t size : tensorType(x).getShape()) {
    if (g.below(3) == 0)
      shape.push_back(1 + g.below(3));
    dims.push_back(shape.size());
    shape.push_back(size == 1 ? 1 + g.below(3) : size);
  }
  if (g.coin())
    shape.push_back(1 + g.below(3));
  return BroadcastInDimOp::create(g.builder, g.loc, tensorType(x).clone(shape), x, dims);
}

static Operation *slice(GraphGrowth &g) {
  Value x = g.findFloat(1);
  Shape starts, limits, strides;
  for (int64_t size : tensorType(x).getShape()) {
    starts.push_back(g.below(size));
    limits.push_back(starts.back() + 1 + g.below(size - starts.back()));
    strides.push_back(1 + g.below(3));
  }
  return SliceOp::create(g.builder, g.loc, x, starts, limits, strides);
}

static Operation *concat(GraphGrowth &g) {
  Value x = g.findFloat(1);
  int64_t dim = g.below(tensorType(x).getRank());
  Shape shape(tensorType(x).getShape());
  shape[dim] = 1 + g.below(3);
  return ConcatOp::create(g.builder, g.loc, ValueRange{x, g.floats(shape), x}, dim);
}

static Operation *pad(GraphGrowth &g) {
  Value x = g.findFloat();
  Shape counts[3]; // low, high, interior
  for (Shape &count : counts)
    for (int64_t i = 0; i < tensorType(x).getRank(); ++i)
      count.push_back(g.below(3));
  return PadOp::create(g.builder, g.loc, x, counts[0], counts[1], counts[2],
                       llvm::APFloat(g.coin() ? 0.0 : 0.5));
}

static Operation *insertSlice(GraphGrowth &g) {
  Value destination = g.findFloat();
  Shape shape, starts;
  for (int64_t size : tensorType(destination).getShape()) {
    shape.push_back(1 + g.below(size));
    starts.push_back(g.below(size - shape.back() + 1));
  }
  return InsertSliceOp::create(g.builder, g.loc, g.floats(shape), destination, starts);
}

//===----------------------------------------------------------------------===//
// Reduction, contraction
//===----------------------------------------------------------------------===//

template <typename Op> static Operation *reduce(GraphGrowth &g) {
  Value x = g.findFloat();
  Shape dims;
  for (int64_t i = 0; i < tensorType(x).getRank(); ++i)
    if (g.coin())
      dims.push_back(i);
  return Op::create(g.builder, g.loc, x, dims, g.coin());
}

static Operation *argmax(GraphGrowth &g) {
  Value x = g.findFloat(1);
  return ArgmaxOp::create(g.builder, g.loc, x, g.below(tensorType(x).getRank()));
}

static Operation *matmul(GraphGrowth &g) {
  Value lhs = g.findFloat(2);
  Shape shape(tensorType(lhs).getShape());
  bool transposeLhs = g.coin(), transposeRhs = g.coin();
  int64_t inner = shape[shape.size() - (transposeLhs ? 2 : 1)], n = 1 + g.below(5);
  Shape rhs(ArrayRef(shape).drop_back(2).drop_front(g.below(shape.size() - 1)));
  for (int64_t &size : rhs)
    size = g.coin() ? size : 1;
  rhs.append({transposeRhs ? n : inner, transposeRhs ? inner : n});
  return MatmulOp::create(g.builder, g.loc, lhs, g.floats(rhs), transposeLhs, transposeRhs);
}

//===----------------------------------------------------------------------===//
// Neural networks, training, random
//===----------------------------------------------------------------------===//

static Operation *linear(GraphGrowth &g) {
  Value x = g.findFloat(1);
  int64_t in = tensorType(x).getShape().back(), out = 1 + g.below(7);
  Value bias = g.coin() ? g.floats({out}) : Value();
  return LinearOp::create(g.builder, g.loc, x, g.floats({in, out}), bias);
}

static Operation *layerNorm(GraphGrowth &g) {
  static constexpr double epsilons[] = {0.0625, 1e-5};
  Value x = g.findFloat(1);
  int64_t size = tensorType(x).getShape().back();
  return LayerNormOp::create(g.builder, g.loc, x, g.floats({size}), g.floats({size}),
                             g.builder.getF64FloatAttr(g.pick(epsilons)));
}

template <typename Op> static Operation *softmax(GraphGrowth &g) {
  Value x = g.findFloat(1);
  return Op::create(g.builder, g.loc, x.getType(), x, g.below(tensorType(x).getRank()));
}

template <typename Op> static Operation *loss(GraphGrowth &g) {
  Value x = g.findFloat();
  return Op::create(g.builder, g.loc, x, g.peerOf(x));
}

/// Labels from -1 to the number of classes: both ends are no class.
static Operation *crossEntropy(GraphGrowth &g) {
  Value x = g.findFloat(1);
  ArrayRef<int64_t> shape = tensorType(x).getShape();
  double classes = static_cast<double>(shape.back());
  Value labels = g.argument(shape.drop_back(), g.builder.getI64Type(), -1, classes + 1);
  return CrossEntropyOp::create(g.builder, g.loc, x, labels);
}

/// Rates that bf16 holds exactly.
static Operation *dropout(GraphGrowth &g) {
  static constexpr double rates[] = {0, 0.25, 0.5, 0.75};
  Value x = g.findFloat();
  return DropoutOp::create(g.builder, g.loc, x, g.counter(), g.counter(),
                           g.builder.getF64FloatAttr(g.pick(rates)),
                           g.builder.getI64IntegerAttr(g.below(3)));
}

template <typename Op> static Operation *randomNumbers(GraphGrowth &g) {
  auto type = RankedTensorType::get(g.shape(), g.options.element);
  return Op::create(g.builder, g.loc, type, g.counter(), g.counter(),
                    g.builder.getF64FloatAttr(-0.5), g.builder.getF64FloatAttr(1.5),
                    g.builder.getI64IntegerAttr(g.below(3)));
}

/// An argument of the type of `like` with numbers in [0, 1): second moments are not negative.
static Value moment(GraphGrowth &g, Value like) {
  return g.argument(tensorType(like).getShape(), g.options.element, 0, 1);
}

static Operation *sgdStep(GraphGrowth &g) {
  Value w = g.findFloat();
  return SgdStepOp::create(g.builder, g.loc, w, g.peerOf(w),
                           g.argument({}, g.options.element, 0.01, 0.5),
                           g.builder.getF64FloatAttr(g.coin() ? 0 : 0.25));
}

static Operation *momentumStep(GraphGrowth &g) {
  Value w = g.findFloat();
  return MomentumStepOp::create(
      g.builder, g.loc, w, g.peerOf(w), moment(g, w), g.argument({}, g.options.element, 0.01, 0.5),
      g.builder.getF64FloatAttr(0.875), g.builder.getF64FloatAttr(g.coin() ? 0 : 0.25));
}

template <typename Op> static Operation *adamStep(GraphGrowth &g) {
  Value w = g.findFloat();
  Builder &b = g.builder;
  return Op::create(g.builder, g.loc, w, g.peerOf(w), moment(g, w), moment(g, w),
                    g.argument({}, b.getI64Type(), 1, 100),
                    g.argument({}, g.options.element, 0.01, 0.5), b.getF64FloatAttr(0.875),
                    b.getF64FloatAttr(0.96875), b.getF64FloatAttr(0.125),
                    b.getF64FloatAttr(g.coin() ? 0 : 0.25));
}

//===----------------------------------------------------------------------===//
// Choice
//===----------------------------------------------------------------------===//

static constexpr RandomOp kSmooth[] = {
    binary<AddOp>,
    binary<SubOp>,
    binary<MulOp>,
    divide,
    unary<NegOp>,
    unary<ExpOp>,
    unary<LogOp>,
    unary<SqrtOp>,
    unary<RsqrtOp>,
    unary<TanhOp>,
    unary<ErfOp>,
    unary<SigmoidOp>,
    gelu,
    reshape,
    transpose,
    broadcastInDim,
    slice,
    concat,
    pad,
    reduce<ReduceSumOp>,
    reduce<ReduceMeanOp>,
    matmul,
    matmul,
    linear,
    layerNorm,
    softmax<SoftmaxOp>,
    softmax<LogSoftmaxOp>,
    loss<MseLossOp>,
    loss<BceWithLogitsOp>,
    crossEntropy,
    insertSlice,
};

static constexpr RandomOp kOthers[] = {
    binary<MaximumOp>,
    binary<MinimumOp>,
    unary<ReluOp>,
    unary<StopGradientOp>,
    compare,
    select,
    castOp,
    iota,
    reduce<ReduceMaxOp>,
    argmax,
    sgdStep,
    momentumStep,
    adamStep<AdamStepOp>,
    adamStep<AdamWStepOp>,
};

/// In bf16 the comparison of dropout is not that of the unrounded numbers.
static constexpr RandomOp kRandom[] = {dropout, randomNumbers<RandomUniformOp>,
                                       randomNumbers<RandomNormalOp>};

Operation *addRandomOp(GraphGrowth &growth) {
  std::vector<RandomOp> generators(std::begin(kSmooth), std::end(kSmooth));
  if (!growth.options.differentiable)
    generators.insert(generators.end(), std::begin(kOthers), std::end(kOthers));
  if (!growth.options.differentiable && !growth.options.element.isBF16())
    generators.insert(generators.end(), std::begin(kRandom), std::end(kRandom));
  if (growth.options.images)
    llvm::append_range(generators, imageOps());
  return growth.pick(generators)(growth);
}

} // namespace wick::test
