#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "passes/ChannelsLast.h"
#include "passes/Passes.h"
#include "passes/codegen/ConvKernel.h"
#include "passes/codegen/ImageGraph.h"
#include "passes/codegen/PoolKernel.h"
#include "passes/codegen/TileTable.h"

using namespace mlir;
using namespace wick::ir;

namespace wick {
#define GEN_PASS_DEF_LOWERCONV
#include "passes/Passes.h.inc"
} // namespace wick

using namespace wick;

namespace {

/// The kernel of the weight gradient has all taps of one place in code.
constexpr int64_t kMostTaps = 49;
/// Images that do not fit are read from behind the second cache.
constexpr int64_t kLargeImageBytes = 1 << 20;

/// [f, c, kh, kw] as [f / lanes][c][kh kw][lanes], with filters of 0 behind the last.
Value pack(Build &b, Value weight, const ConvShape &shape) {
  RankedTensorType type = tensorType(weight);
  int64_t missing = shape.blocks() * shape.lanes - shape.filters;
  if (missing > 0) {
    SmallVector<int64_t> none(4, 0), behind{missing, 0, 0, 0};
    weight = b.create<PadOp>(weight, none, behind, none, llvm::APFloat(0.0));
  }
  Value blocked = b.create<ReshapeOp>(
      type.clone({shape.blocks(), shape.lanes, shape.channels, shape.taps()}), weight);
  return b.create<TransposeOp>(blocked, ArrayRef<int64_t>{0, 2, 3, 1});
}

Value unpack(Build &b, Value packed, RankedTensorType weight) {
  Value blocked = b.create<TransposeOp>(packed, ArrayRef<int64_t>{0, 3, 1, 2});
  return b.create<ReshapeOp>(weight, blocked);
}

/// The sum of the gradient over all places, which is that of a bias: null, or read after `op`
/// alone.
ReduceSumOp biasGradientOf(Conv2dWeightGradientOp op) {
  for (Operation *user : op.getGradient().getUsers()) {
    auto sum = dyn_cast<ReduceSumOp>(user);
    if (sum && !sum.getKeepDims() && sum.getDims() == ArrayRef<int64_t>{0, 2, 3} &&
        llvm::all_of(sum->getUsers(), [&](Operation *reader) {
          return reader->getBlock() == op->getBlock() && op->isBeforeInBlock(reader);
        }))
      return sum;
  }
  return {};
}

struct LowerConv : wick::impl::LowerConvBase<LowerConv> {
  using LowerConvBase::LowerConvBase;

  void runOnOperation() override {
    isa = findIsa(isaName);
    if (!isa) {
      getOperation()->emitError() << "wick-lower-conv: no ISA '" << isaName << "'";
      return signalPassFailure();
    }
    lowerAll<Conv2dOp>([&](auto op, OpBuilder &o, Build &b) { lower(op, o, b); });
    lowerAll<Conv2dWeightGradientOp>([&](auto op, OpBuilder &o, Build &b) { lower(op, o, b); });
    remarkSources();
    lowerAll<MaxPool2dGradientOp>([&](auto op, OpBuilder &o, Build &b) { lower(op, o, b); });
    // Those that no convolution has taken.
    lowerAll<MaxPool2dOp>(
        [&](auto op, OpBuilder &o, Build &b) { lowerPool(op, PoolKind::maximum, o, b); });
    lowerAll<AvgPool2dOp>(
        [&](auto op, OpBuilder &o, Build &b) { lowerPool(op, PoolKind::mean, o, b); });
  }

private:
  template <typename Op, typename Lower> void lowerAll(Lower lower) {
    SmallVector<Op> ops;
    getOperation()->walk([&](Op op) { ops.push_back(op); });
    for (Op op : ops) {
      OpBuilder builder(op);
      Build b(builder, op.getLoc());
      lower(op, builder, b);
    }
  }

  int64_t lanesOf(Type element) const {
    return isa->vectorBytes * 8 / element.getIntOrFloatBitWidth();
  }

  /// The lanes for vectors along `count` elements: as many as there are, when these are few.
  int64_t lanesAlong(int64_t count, Type element) const {
    auto enough = static_cast<int64_t>(llvm::PowerOf2Ceil(count));
    return std::clamp(enough, std::min<int64_t>(lanesOf(element), 4), lanesOf(element));
  }

  /// The most lanes that divide `channels`, or 0 when vectors would be too short to pay.
  int64_t lanesFor(int64_t channels, Type element) const {
    int64_t lanes = lanesOf(element);
    while (lanes > 1 && channels % lanes != 0)
      lanes /= 2;
    return lanes >= 4 ? lanes : 0;
  }

  /// What the kernels need to know of a convolution; nothing, and a remark, where they cannot do
  /// it.
  std::optional<ConvShape> shapeOf(Operation *op, const Window &window, RankedTensorType image,
                                   RankedTensorType result) const {
    auto refuse = [&](const Twine &reason) {
      emitRemark(op->getLoc()) << "not a direct convolution: " << reason;
      return std::nullopt;
    };
    std::array<ConvSpan, 2> spans = spansOf(window, image.getShape(), result.getShape());
    Type element = image.getElementType();
    if (element.isBF16())
      element = Float32Type::get(op->getContext());
    int64_t filters = result.getDimSize(1);
    ConvShape shape{image.getDimSize(0),
                    image.getDimSize(1),
                    filters,
                    lanesAlong(filters, element),
                    spans[0],
                    spans[1],
                    element};
    if (!isa->hasFma)
      return refuse("the ISA has no fused multiply-add");
    if (image.getNumElements() == 0 || result.getNumElements() == 0)
      return refuse("it is empty");
    return shape;
  }

  /// bf16 is computed in f32: the image, weights and bias are converted before, the result behind.
  void lower(Conv2dOp op, OpBuilder &builder, Build &b) {
    RankedTensorType image = tensorType(op.getInput());
    std::optional<ConvShape> shape = shapeOf(op, windowOf(op), image, tensorType(op.getOutput()));
    if (!shape)
      return;
    Value last = op.getOutput();
    MaximumOp relu = reluOf(last);
    if (relu)
      last = relu.getOutput();
    MaxPool2dOp pool = hasFewTaps(*shape) ? poolOf(last) : MaxPool2dOp();
    MaxPool2dGradientOp gradient;
    if (pool && image.getElementType() == shape->element &&
        lanesFor(shape->filters, shape->element) > 0)
      gradient = onlyGradientOf(pool, relu);
    ConvEpilogue epilogue{!!relu, !pool || (!gradient && !last.hasOneUse()), !!pool, !!gradient};
    auto converted = [&](Value value, Type element) -> Value {
      RankedTensorType type = tensorType(value);
      return type.getElementType() == element ? value
                                              : b.create<CastOp>(type.clone(element), value);
    };
    auto operand = [&](Value value) { return converted(value, shape->element); };
    ImageSource source = sources.lookup(op.getInput());
    bool isLarge = !source.isPooled() &&
                   image.getNumElements() * image.getElementTypeBitWidth() / 8 > kLargeImageBytes;
    if (!source.isPooled())
      source.values = channelsLast(b, operand(op.getInput()));
    SmallVector<Value> results = emitConv(
        builder, op.getLoc(), *shape,
        chooseConvTile(*shape, isa->registers, isLarge, epilogue.pools), epilogue, source,
        pack(b, operand(op.getWeight()), *shape), op.getBias() ? operand(op.getBias()) : Value());
    if (gradient)
      spread(gradient, results.front());
    auto replace = [&](Value old, Value result) {
      old.replaceAllUsesWith(channelsFirst(b, converted(result, image.getElementType())));
    };
    if (pool) {
      replace(pool.getOutput(), results.back());
      pool.erase();
    }
    if (epilogue.keepsImage)
      replace(last, results.front());
    if (relu)
      relu.erase();
    op.erase();
  }

  /// The gradient of `pool` when, but for the relu's in front of it, nothing else reads the image
  /// that is pooled: it does with the winners.
  static MaxPool2dGradientOp onlyGradientOf(MaxPool2dOp pool, MaximumOp relu) {
    MaxPool2dGradientOp gradient;
    for (Operation *user : pool.getInput().getUsers())
      if (auto op = dyn_cast<MaxPool2dGradientOp>(user)) {
        if (gradient || op.getInput() != pool.getInput() || !haveSameWindows(op, pool))
          return {};
        gradient = op;
      }
    SelectOp select = gradient && relu ? reluGradientOf(gradient) : SelectOp();
    if (!gradient || (relu && !select))
      return {};
    bool isAll = llvm::all_of(pool.getInput().getUsers(), [&](Operation *user) {
      return user == pool || user == gradient ||
             (select && user == select.getPredicate().getDefiningOp() && user->hasOneUse());
    });
    return isAll ? gradient : MaxPool2dGradientOp();
  }

  static bool haveSameWindows(MaxPool2dGradientOp a, MaxPool2dOp b) {
    return a.getKernel() == b.getKernel() && a.getStrides() == b.getStrides() &&
           a.getPadding() == b.getPadding();
  }

  /// Replaces `op`, and the gradient of a relu behind it, by the image that its gradient and the
  /// `winners` make, and notes these: a convolution reads them in place of the image.
  void spread(MaxPool2dGradientOp op, Value winners) {
    OpBuilder builder(op);
    Build b(builder, op.getLoc());
    SelectOp relu = reluGradientOf(op);
    Operation *last = relu ? relu.getOperation() : op.getOperation();
    ImageSource source{channelsLast(b, op.getGradient()), winners};
    RankedTensorType type = tensorType(op.getOutput());
    int64_t lanes = lanesFor(type.getDimSize(1), type.getElementType());
    Value image = channelsFirst(b, emitUnpooledImage(builder, op.getLoc(), lanes, source));
    last->getResult(0).replaceAllUsesWith(image);
    int64_t elements = type.getNumElements() / type.getDimSize(0);
    if (elements <= kMostSpreadElements)
      sources[image] = source;
    else
      emitRemark(op.getLoc()) << "the gradient of the pooling is an image of its own: its "
                              << elements << " elements would not stay in the cache";
    if (relu) {
      Operation *compare = relu.getPredicate().getDefiningOp();
      relu.erase();
      compare->erase();
    }
    op.erase();
  }

  /// Tells which images others than convolutions read; the others are dead.
  void remarkSources() {
    for (auto [image, source] : sources)
      if (image.use_empty())
        emitRemark(image.getLoc()) << "the gradient of the pooling is spread where it is read";
      else
        emitRemark(image.getLoc()) << "the gradient of the pooling is an image of its own: "
                                   << (*image.user_begin())->getName() << " reads it";
    sources.clear();
  }

  /// The kernel of the weight gradient needs whole vectors, whose elements are those of the
  /// tensors.
  std::optional<ConvShape> shapeOf(Conv2dWeightGradientOp op) const {
    std::optional<ConvShape> shape =
        shapeOf(op, windowOf(op), tensorType(op.getInput()), tensorType(op.getGradient()));
    auto refuse = [&](const Twine &reason) {
      emitRemark(op.getLoc()) << "not a direct convolution: " << reason;
      return std::nullopt;
    };
    if (!shape)
      return std::nullopt;
    if (shape->element != tensorType(op.getInput()).getElementType())
      return refuse("the kernels are for f32 and f64");
    shape->lanes = lanesFor(shape->filters, shape->element);
    if (shape->lanes == 0)
      return refuse(Twine(shape->filters) + " filters are no multiple of 4");
    if (shape->taps() > kMostTaps)
      return refuse(Twine(shape->taps()) + " taps are more than " + Twine(kMostTaps));
    return shape;
  }

  void lower(Conv2dWeightGradientOp op, OpBuilder &builder, Build &b) const {
    std::optional<ConvShape> shape = shapeOf(op);
    if (!shape)
      return;
    ReduceSumOp bias = biasGradientOf(op);
    ImageSource gradient = sources.lookup(op.getGradient());
    if (!gradient.isPooled())
      gradient.values = channelsLast(b, op.getGradient());
    SmallVector<Value> gradients =
        emitConvWeightGradient(builder, op.getLoc(), *shape, isa->registers, !!bias,
                               channelsLast(b, op.getInput()), gradient);
    if (bias) {
      bias.getOutput().replaceAllUsesWith(gradients.back());
      bias.erase();
    }
    op.getOutput().replaceAllUsesWith(unpack(b, gradients.front(), tensorType(op.getOutput())));
    op.erase();
  }

  /// The windows of a pooling by vectors of channels; nothing, and a remark, where it is none.
  template <typename Op>
  std::optional<PoolShape> poolShapeOf(Op op, ArrayRef<int64_t> windows) const {
    RankedTensorType image = tensorType(op.getInput());
    std::array<ConvSpan, 2> spans = spansOf(windowOf(op), image.getShape(), windows);
    if (image.getNumElements() > 0)
      return PoolShape{spans[0], spans[1], lanesAlong(image.getDimSize(1), image.getElementType())};
    emitRemark(op->getLoc()) << "not a pooling by vectors: it is empty";
    return std::nullopt;
  }

  template <typename Op> void lowerPool(Op op, PoolKind kind, OpBuilder &builder, Build &b) const {
    std::optional<PoolShape> shape = poolShapeOf(op, op.getOutput().getType().getShape());
    if (!shape)
      return;
    Value result = emitPool(builder, op.getLoc(), *shape, kind, channelsLast(b, op.getInput()));
    op.getOutput().replaceAllUsesWith(channelsFirst(b, result));
    op.erase();
  }

  /// The gradient of a relu in front of the pooling: what the only user of `op` selects.
  static SelectOp reluGradientOf(MaxPool2dGradientOp op) {
    if (!op.getOutput().hasOneUse())
      return {};
    auto select = dyn_cast<SelectOp>(*op.getOutput().user_begin());
    auto compare = select ? select.getPredicate().getDefiningOp<CompareOp>() : CompareOp();
    bool fits = compare && select.getOnTrue() == op.getOutput() && isZero(select.getOnFalse()) &&
                compare.getPredicate() == ComparePredicate::gt && isZero(compare.getRhs()) &&
                compare.getLhs() == op.getInput() && select.getType() == op.getType();
    return fits ? select : SelectOp();
  }

  /// The gradient's kernel writes each element once, in whole vectors.
  std::optional<PoolShape> poolShapeOf(MaxPool2dGradientOp op) const {
    std::optional<PoolShape> shape = poolShapeOf(op, tensorType(op.getGradient()).getShape());
    auto refuse = [&](const Twine &reason) {
      emitRemark(op->getLoc()) << "not a pooling by vectors: " << reason;
      return std::nullopt;
    };
    if (!shape)
      return std::nullopt;
    RankedTensorType image = tensorType(op.getInput());
    shape->lanes = lanesFor(image.getDimSize(1), image.getElementType());
    if (shape->lanes == 0)
      return refuse(Twine(image.getDimSize(1)) + " channels are no multiple of 4");
    if (image.getElementType().isBF16())
      return refuse("gradients are f32 or f64");
    if (shape->rows.padding != 0 || shape->columns.padding != 0)
      return refuse("its windows have a border");
    if (shape->rows.kernel != shape->rows.stride || shape->columns.kernel != shape->columns.stride)
      return refuse("its windows do not lie side by side");
    return shape;
  }

  void lower(MaxPool2dGradientOp op, OpBuilder &builder, Build &b) const {
    std::optional<PoolShape> shape = poolShapeOf(op);
    if (!shape)
      return;
    SelectOp relu = reluGradientOf(op);
    Value result =
        emitMaxPoolGradient(builder, op.getLoc(), *shape, !!relu, channelsLast(b, op.getInput()),
                            channelsLast(b, op.getGradient()));
    Operation *last = relu ? relu.getOperation() : op.getOperation();
    last->getResult(0).replaceAllUsesWith(channelsFirst(b, result));
    if (relu)
      relu.erase();
    op.erase();
  }

  const Isa *isa = nullptr;
  llvm::MapVector<Value, ImageSource> sources; // of gradients that are spread where they are read
};

} // namespace
