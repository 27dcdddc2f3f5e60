#include "ir/ops/Window.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/Matchers.h"
#include "passes/ChannelsLast.h"
#include "passes/Passes.h"
#include "passes/codegen/ConvKernel.h"
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

/// Kernels hold all taps of one place in code.
constexpr int64_t kMostTaps = 49;
/// Images that do not fit are read from behind the second cache.
constexpr int64_t kLargeImageBytes = 1 << 20;

/// [f, c, kh, kw] as [f / lanes][c][kh kw][lanes].
Value pack(Build &b, Value weight, const ConvShape &shape) {
  RankedTensorType type = tensorType(weight);
  int64_t blocks = shape.filters / shape.lanes;
  Value blocked =
      b.create<ReshapeOp>(type.clone({blocks, shape.lanes, shape.channels, shape.taps()}), weight);
  return b.create<TransposeOp>(blocked, ArrayRef<int64_t>{0, 2, 3, 1});
}

Value unpack(Build &b, Value packed, RankedTensorType weight) {
  Value blocked = b.create<TransposeOp>(packed, ArrayRef<int64_t>{0, 3, 1, 2});
  return b.create<ReshapeOp>(weight, blocked);
}

bool isZero(Value value) {
  DenseElementsAttr elements;
  return matchPattern(value, m_Constant(&elements)) && elements.isSplat() &&
         isa<FloatType>(elements.getElementType()) && elements.getSplatValue<APFloat>().isZero();
}

/// The op max(value, 0), when it is all that reads `value`.
MaximumOp reluOf(Value value) {
  if (!value.hasOneUse())
    return {};
  auto maximum = dyn_cast<MaximumOp>(*value.user_begin());
  bool isRelu = maximum && maximum.getType() == value.getType() &&
                (isZero(maximum.getLhs()) || isZero(maximum.getRhs()));
  return isRelu ? maximum : MaximumOp();
}

/// The op that takes the maximum of each 2 x 2 elements of `image`, whose sides are even.
MaxPool2dOp poolOf(Value image) {
  for (Operation *user : image.getUsers())
    if (auto pool = dyn_cast<MaxPool2dOp>(user)) {
      Window window = windowOf(pool);
      auto are = [](ArrayRef<int64_t> numbers, int64_t value) {
        return llvm::all_of(numbers, [&](int64_t number) { return number == value; });
      };
      ArrayRef<int64_t> shape = tensorType(image).getShape();
      if (are(window.kernel, 2) && are(window.strides, 2) && are(window.padding, 0) &&
          shape[2] % 2 == 0 && shape[3] % 2 == 0)
        return pool;
    }
  return {};
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

  /// The most lanes that divide `channels`, or 0 when vectors would be too short to pay.
  int64_t lanesFor(int64_t channels, Type element) const {
    int64_t lanes = isa->vectorBytes * 8 / element.getIntOrFloatBitWidth();
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
    ConvSpan spans[2];
    for (int dim : {0, 1})
      spans[dim] = {image.getDimSize(2 + dim), window.kernel[dim], window.strides[dim],
                    window.padding[dim], result.getDimSize(2 + dim)};
    Type element = image.getElementType();
    ConvShape shape{image.getDimSize(0),
                    image.getDimSize(1),
                    result.getDimSize(1),
                    lanesFor(result.getDimSize(1), element),
                    spans[0],
                    spans[1],
                    element};
    if (!element.isF32() && !element.isF64())
      return refuse("the kernels are for f32 and f64");
    if (!isa->hasFma)
      return refuse("the ISA has no fused multiply-add");
    if (shape.lanes == 0)
      return refuse(Twine(shape.filters) + " filters are no multiple of 4");
    if (shape.taps() > kMostTaps)
      return refuse(Twine(shape.taps()) + " taps are more than " + Twine(kMostTaps));
    if (image.getNumElements() == 0 || result.getNumElements() == 0)
      return refuse("it is empty");
    return shape;
  }

  void lower(Conv2dOp op, OpBuilder &builder, Build &b) const {
    RankedTensorType image = tensorType(op.getInput());
    std::optional<ConvShape> shape = shapeOf(op, windowOf(op), image, tensorType(op.getOutput()));
    if (!shape)
      return;
    Value last = op.getOutput();
    MaximumOp relu = reluOf(last);
    if (relu)
      last = relu.getOutput();
    MaxPool2dOp pool = poolOf(last);
    ConvEpilogue epilogue{!!relu, !pool || !last.hasOneUse(), !!pool};
    bool isLarge = image.getNumElements() * image.getElementTypeBitWidth() / 8 > kLargeImageBytes;
    SmallVector<Value> results =
        emitConv(builder, op.getLoc(), *shape,
                 chooseConvTile(*shape, isa->registers, isLarge, epilogue.pools), epilogue,
                 channelsLast(b, op.getInput()), pack(b, op.getWeight(), *shape), op.getBias());
    if (pool) {
      pool.getOutput().replaceAllUsesWith(channelsFirst(b, results.back()));
      pool.erase();
    }
    if (epilogue.keepsImage)
      last.replaceAllUsesWith(channelsFirst(b, results.front()));
    if (relu)
      relu.erase();
    op.erase();
  }

  void lower(Conv2dWeightGradientOp op, OpBuilder &builder, Build &b) const {
    std::optional<ConvShape> shape =
        shapeOf(op, windowOf(op), tensorType(op.getInput()), tensorType(op.getGradient()));
    if (!shape)
      return;
    ReduceSumOp bias = biasGradientOf(op);
    SmallVector<Value> gradients =
        emitConvWeightGradient(builder, op.getLoc(), *shape, isa->registers, !!bias,
                               channelsLast(b, op.getInput()), channelsLast(b, op.getGradient()));
    if (bias) {
      bias.getOutput().replaceAllUsesWith(gradients.back());
      bias.erase();
    }
    op.getOutput().replaceAllUsesWith(unpack(b, gradients.front(), tensorType(op.getOutput())));
    op.erase();
  }

  /// The windows of a pooling by vectors of channels; nothing, and a remark, where it is none.
  template <typename Op> std::optional<PoolShape> poolShapeOf(Op op) const {
    Window window = windowOf(op);
    RankedTensorType image = tensorType(op.getInput());
    int64_t lanes = lanesFor(image.getDimSize(1), image.getElementType());
    if (lanes > 0 && !image.getElementType().isBF16() && image.getNumElements() > 0 &&
        window.padding[0] == 0 && window.padding[1] == 0)
      return PoolShape{window.kernel[0], window.kernel[1], window.strides[0], window.strides[1],
                       lanes};
    emitRemark(op->getLoc()) << "not a pooling by vectors: its windows have a border, or its "
                                "channels are no multiple of 4";
    return std::nullopt;
  }

  template <typename Op> void lowerPool(Op op, PoolKind kind, OpBuilder &builder, Build &b) const {
    std::optional<PoolShape> shape = poolShapeOf(op);
    if (!shape)
      return;
    RankedTensorType type = tensorType(op.getOutput());
    Value result = emitPool(builder, op.getLoc(), *shape, kind, channelsLast(b, op.getInput()),
                            type.getDimSize(2), type.getDimSize(3));
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

  void lower(MaxPool2dGradientOp op, OpBuilder &builder, Build &b) const {
    std::optional<PoolShape> shape = poolShapeOf(op);
    if (!shape)
      return;
    if (shape->height != shape->down || shape->width != shape->right) {
      emitRemark(op->getLoc()) << "not a pooling by vectors: its windows do not lie side by side";
      return;
    }
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
};

} // namespace
