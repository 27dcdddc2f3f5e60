#include "ir/NotWritten.h"
#include "ir/Slot.h"
#include "ir/decompose/Build.h"
#include "ir/ops/Window.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "passes/codegen/lowering/Patterns.h"
#include "passes/codegen/lowering/Scalar.h"

using namespace mlir;
using namespace wick;
using namespace wick::ir;

using Exprs = SmallVector<AffineExpr, 4>;

/// What the windows of `result` [n, c, y, x] cover of `image` with its border, whose elements are
/// `value`: no more, because without the dimensions of size 1 a loop has to run over all of it.
static Value covered(OpBuilder &builder, Location loc, Value image, const Window &window,
                     RankedTensorType result, double value) {
  if (llvm::any_of(window.padding, [](int64_t size) { return size != 0; })) {
    SmallVector<int64_t> border{0, 0, window.padding[0], window.padding[1]}, none(4, 0);
    image = PadOp::create(builder, loc, image, border, border, none, llvm::APFloat(value));
  }
  Shape limits(tensorType(image).getShape());
  for (int64_t dim : {0, 1})
    limits[2 + dim] = (result.getDimSize(2 + dim) - 1) * window.strides[dim] + window.kernel[dim];
  if (tensorType(image).getShape() == ArrayRef<int64_t>(limits))
    return image;
  SmallVector<int64_t> starts(4, 0), ones(4, 1);
  return SliceOp::create(builder, loc, image, starts, limits, ones);
}

/// How an image with its border is read: tap i, j of window y, x.
static Exprs tapAt(ArrayRef<int64_t> strides, AffineExpr n, AffineExpr c, AffineExpr y,
                   AffineExpr x, AffineExpr i, AffineExpr j) {
  // LAB BEGIN 09.2a "Windows as loops: where a tap lies"
  // TASK: Return the four expressions that say which element of the image tap i, j of window y, x
  // TASK: lies on: {image, channel, row, column}. The image has its border already.
  // STUB: return {n, c, y, x};
  return {n, c, y * strides[0] + i, x * strides[1] + j};
  // LAB END
}

/// sum + a b, of elements in the compute type.
static void multiplyAdd(OpBuilder &builder, Location loc, ValueRange x) {
  Scalar s(builder, loc);
  Type type = x[2].getType();
  linalg::YieldOp::create(builder, loc, s.add(x[2], s.mul(s.cast(x[0], type), s.cast(x[1], type))));
}

/// Adds to `start` the products of `a` and `b`: a linalg.generic over `parallel` loops and then
/// `reductions`, with the maps given by their results. The sum is rounded to the type of `output`.
static Value sumProducts(PatternRewriter &rewriter, Location loc, RankedTensorType output, Value a,
                         Value b, Value start, ArrayRef<Exprs> reads) {
  SmallVector<AffineMap> maps = AffineMap::inferFromExprList(reads, rewriter.getContext());
  unsigned loops = maps.front().getNumDims();
  SmallVector<utils::IteratorType> iterators(4, utils::IteratorType::parallel);
  iterators.resize(loops, utils::IteratorType::reduction);
  Value sum = linalg::GenericOp::create(rewriter, loc, TypeRange{start.getType()}, ValueRange{a, b},
                                        ValueRange{start}, maps, iterators, multiplyAdd)
                  .getResult(0);
  return start.getType() == output ? sum : CastOp::create(rewriter, loc, output, sum).getResult();
}

/// The bias of each filter everywhere, or zeros: what a convolution begins with.
static Value startOf(PatternRewriter &rewriter, Conv2dOp op, RankedTensorType type) {
  Location loc = op.getLoc();
  if (!op.getBias())
    return filled(rewriter, loc, type, Scalar(rewriter, loc).constant(type.getElementType(), 0));
  Value bias = op.getBias();
  auto wide = tensorType(bias).clone(type.getElementType());
  if (wide != bias.getType())
    bias = CastOp::create(rewriter, loc, wide, bias);
  return BroadcastInDimOp::create(rewriter, loc, type, bias, ArrayRef<int64_t>{1});
}

/// One linalg.generic over (n, f, y, x, c, i, j) on the image with its border.
static LogicalResult lowerConv2d(Conv2dOp op, PatternRewriter &rewriter) {
  Location loc = op.getLoc();
  auto output = cast<RankedTensorType>(op.getType());
  AffineExpr n, f, y, x, c, i, j;
  bindDims(rewriter.getContext(), n, f, y, x, c, i, j);
  // LAB BEGIN 09.2b "Windows as loops: the sum of a convolution"
  // TASK: Define `reads`, an Exprs[] of three: which elements of the image, by tapAt(), of the
  // TASK: weight and of the output meet in one iteration of the loops (n, f, y, x, c, i, j).
  // STUB: Exprs reads[3];
  // STUB: return lab::notWritten(loc, "09.2");
  Exprs reads[] = {tapAt(op.getStrides(), n, c, y, x, i, j), {f, c, i, j}, {n, f, y, x}};
  // LAB END
  Value image = covered(rewriter, loc, op.getInput(), windowOf(op), output, 0);
  Value start = startOf(rewriter, op, output.clone(computeType(output.getElementType())));
  rewriter.replaceOp(op, sumProducts(rewriter, loc, output, image, op.getWeight(), start, reads));
  return success();
}

/// One linalg.generic over (f, c, i, j, n, y, x): a sum over all places for each weight.
static LogicalResult lowerConv2dWeightGradient(Conv2dWeightGradientOp op,
                                               PatternRewriter &rewriter) {
  Location loc = op.getLoc();
  auto output = cast<RankedTensorType>(op.getType());
  AffineExpr f, c, i, j, n, y, x;
  bindDims(rewriter.getContext(), f, c, i, j, n, y, x);
  // LAB BEGIN 09.2c "Windows as loops: the sum of a weight gradient"
  // TASK: Define `reads`, an Exprs[] of three: which elements of the image, of the gradient and of
  // TASK: the output meet in one iteration of the loops (f, c, i, j, n, y, x).
  // STUB: Exprs reads[3];
  // STUB: return lab::notWritten(loc, "09.2");
  Exprs reads[] = {tapAt(op.getStrides(), n, c, y, x, i, j), {n, f, y, x}, {f, c, i, j}};
  // LAB END
  Type accumulator = computeType(output.getElementType());
  Value image =
      covered(rewriter, loc, op.getInput(), windowOf(op), tensorType(op.getGradient()), 0);
  Value zero = Scalar(rewriter, loc).constant(accumulator, 0);
  Value start = filled(rewriter, loc, output.clone(accumulator), zero);
  rewriter.replaceOp(op, sumProducts(rewriter, loc, output, image, op.getGradient(), start, reads));
  return success();
}

//===----------------------------------------------------------------------===//
// Pooling
//===----------------------------------------------------------------------===//

/// One linalg.generic over (n, c, y, x, i, j) on the image with its border. The second operand has
/// the shape of a window and no elements that are read: it gives i and j their bounds.
static Value poolWindows(PatternRewriter &rewriter, Location loc, const Window &window, Value image,
                         RankedTensorType output, double neutral, bool isMaximum) {
  Type accumulator = computeType(output.getElementType());
  Scalar scalar(rewriter, loc);
  Value start =
      filled(rewriter, loc, output.clone(accumulator), scalar.constant(accumulator, neutral));
  image = covered(rewriter, loc, image, window, output, neutral);
  Value shape = emptyLike(rewriter, loc, output.clone(window.kernel));
  AffineExpr n, c, y, x, i, j;
  bindDims(rewriter.getContext(), n, c, y, x, i, j);
  Exprs reads[] = {tapAt(window.strides, n, c, y, x, i, j), {i, j}, {n, c, y, x}};
  SmallVector<utils::IteratorType> iterators(4, utils::IteratorType::parallel);
  iterators.resize(6, utils::IteratorType::reduction);
  auto body = [&](OpBuilder &builder, Location loc, ValueRange x) {
    Scalar s(builder, loc);
    Value element = s.cast(x[0], accumulator);
    linalg::YieldOp::create(builder, loc, isMaximum ? s.max(x[2], element) : s.add(x[2], element));
  };
  return linalg::GenericOp::create(
             rewriter, loc, TypeRange{start.getType()}, ValueRange{image, shape}, ValueRange{start},
             AffineMap::inferFromExprList(reads, rewriter.getContext()), iterators, body)
      .getResult(0);
}

static LogicalResult lowerMaxPool2d(MaxPool2dOp op, PatternRewriter &rewriter) {
  auto output = cast<RankedTensorType>(op.getType());
  // LAB BEGIN 09.2d "Windows as loops: where a maximum starts"
  // TASK: Define `lowest`, a double: what the border holds, and what the largest element so far is
  // TASK: before there is one.
  // STUB: double lowest = 0;
  // STUB: return lab::notWritten(op.getLoc(), "09.2");
  double lowest = -std::numeric_limits<double>::infinity();
  // LAB END
  Value maximum = poolWindows(rewriter, op.getLoc(), windowOf(op), op.getInput(), output, lowest,
                              /*isMaximum=*/true);
  rewriter.replaceOp(op, maximum.getType() == output
                             ? maximum
                             : CastOp::create(rewriter, op.getLoc(), output, maximum).getResult());
  return success();
}

static LogicalResult lowerAvgPool2d(AvgPool2dOp op, PatternRewriter &rewriter) {
  Location loc = op.getLoc();
  auto output = cast<RankedTensorType>(op.getType());
  Value sum = poolWindows(rewriter, loc, windowOf(op), op.getInput(), output, 0,
                          /*isMaximum=*/false);
  double share = 1.0 / static_cast<double>(op.getKernel()[0] * op.getKernel()[1]);
  auto scalarType = RankedTensorType::get({}, tensorType(sum).getElementType());
  Value scale = ConstantOp::create(
      rewriter, loc, scalarType,
      DenseElementsAttr::get(scalarType,
                             FloatAttr::get(scalarType.getElementType(), share).getValue()));
  Value mean = MulOp::create(rewriter, loc, sum, scale);
  rewriter.replaceOp(op, mean.getType() == output
                             ? mean
                             : CastOp::create(rewriter, loc, output, mean).getResult());
  return success();
}

namespace {

/// The loops of a max pooling's gradient on tensors: each window finds its first largest element
/// and adds its gradient there.
class WindowLoops {
public:
  WindowLoops(PatternRewriter &rewriter, MaxPool2dGradientOp op)
      : rewriter(rewriter), loc(op.getLoc()), op(op), window(windowOf(op)),
        image(tensorType(op.getInput()).getShape()) {}

  /// `sums`, of the image's shape, plus the gradients of all windows.
  Value addAll(Value sums) {
    SmallVector<Value> zeros(4, index(0)), ones(4, index(1)), limits;
    for (int64_t size : tensorType(op.getGradient()).getShape())
      limits.push_back(index(size));
    auto body = [&](OpBuilder &, Location, ValueRange at, ValueRange sums) {
      return scf::ValueVector{addOne(at, sums.front())};
    };
    return scf::buildLoopNest(rewriter, loc, zeros, limits, ones, sums, body).results.front();
  }

private:
  Value index(int64_t value) { return arith::ConstantIndexOp::create(rewriter, loc, value); }

  /// The first row (column) of the window with number `place` along `dim`, and the one behind the
  /// last, on the image.
  std::pair<Value, Value> bounds(int64_t dim, Value place) {
    Value first = arith::MulIOp::create(rewriter, loc, place, index(window.strides[dim]));
    first = arith::SubIOp::create(rewriter, loc, first, index(window.padding[dim]));
    Value last = arith::AddIOp::create(rewriter, loc, first, index(window.kernel[dim]));
    return {arith::MaxSIOp::create(rewriter, loc, first, index(0)),
            arith::MinSIOp::create(rewriter, loc, last, index(image[2 + dim]))};
  }

  Value choose(Value condition, Value a, Value b) {
    return arith::SelectOp::create(rewriter, loc, condition, a, b);
  }

  Value element(ValueRange at) { return element(op.getInput(), at); }
  /// In the compute type.
  Value element(Value tensor, ValueRange at) {
    Value stored = tensor::ExtractOp::create(rewriter, loc, tensor, at);
    return Scalar(rewriter, loc).cast(stored, computeType(stored.getType()));
  }

  /// The row and column of the first largest element of window `at`.
  SmallVector<Value> findWinner(ValueRange at) {
    auto [top, bottom] = bounds(0, at[2]);
    auto [left, right] = bounds(1, at[3]);
    Value first = element({at[0], at[1], top, left});
    auto body = [&](OpBuilder &, Location, ValueRange place, ValueRange best) {
      Scalar s(rewriter, loc);
      Value candidate = element({at[0], at[1], place[0], place[1]});
      // LAB BEGIN 09.4b "The gradient of max pooling: who wins a window"
      // TASK: `best` is the largest element so far, its row and its column; `candidate` stands at
      // TASK: row place[0], column place[1]. Return the three that are best now, an scf::ValueVector.
      // TASK: s.compare(ComparePredicate::.., a, b); choose(condition, a, b) is a or b.
      // STUB: return scf::ValueVector(best.begin(), best.end());
      Value isGreater = s.compare(ComparePredicate::gt, candidate, best[0]);
      return scf::ValueVector{choose(isGreater, candidate, best[0]),
                              choose(isGreater, place[0], best[1]),
                              choose(isGreater, place[1], best[2])};
      // LAB END
    };
    SmallVector<Value> steps(2, index(1));
    auto loops = scf::buildLoopNest(rewriter, loc, {top, left}, {bottom, right}, steps,
                                    ValueRange{first, top, left}, body);
    return {loops.results[1], loops.results[2]};
  }

  /// `sums` plus the gradient of window `at`, at the place that won.
  Value addOne(ValueRange at, Value sums) {
    SmallVector<Value> winner{at[0], at[1]};
    llvm::append_range(winner, findWinner(at));
    Scalar s(rewriter, loc);
    Type accumulator = tensorType(sums).getElementType();
    Value gradient = s.cast(element(op.getGradient(), at), accumulator);
    // LAB BEGIN 09.4c "The gradient of max pooling: what the winner gets"
    // TASK: Return `sums` with `gradient` at the place `winner`, [n, c, row, column], where windows
    // TASK: before may have left something: element(sums, winner), s.add(a, b) and
    // TASK: tensor::InsertOp::create(rewriter, loc, value, tensor, place).
    // STUB: lab::notWritten(loc, "09.4");
    // STUB: return sums;
    Value sum = s.add(element(sums, winner), gradient);
    return tensor::InsertOp::create(rewriter, loc, sum, sums, winner);
    // LAB END
  }

  PatternRewriter &rewriter;
  Location loc;
  MaxPool2dGradientOp op;
  Window window;
  ArrayRef<int64_t> image;
};

} // namespace

static LogicalResult lowerMaxPool2dGradient(MaxPool2dGradientOp op, PatternRewriter &rewriter) {
  Location loc = op.getLoc();
  auto output = cast<RankedTensorType>(op.getType());
  Type accumulator = computeType(output.getElementType());
  Value zero = Scalar(rewriter, loc).constant(accumulator, 0);
  Value sums =
      WindowLoops(rewriter, op).addAll(filled(rewriter, loc, output.clone(accumulator), zero));
  rewriter.replaceOp(op, sums.getType() == output
                             ? sums
                             : CastOp::create(rewriter, loc, output, sums).getResult());
  return success();
}

//===----------------------------------------------------------------------===//
// Patterns
//===----------------------------------------------------------------------===//

/// The lowering of wick.conv2d is the slot "lower.conv2d".
template <typename Op> using Lowering = LogicalResult (*)(Op, PatternRewriter &);

namespace {
template <typename Op, Lowering<Op> lower> struct VisionToLinalg : OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;
  LogicalResult matchAndRewrite(Op op, PatternRewriter &rewriter) const override {
    return slot(op, rewriter);
  }
  static inline const Slot<LogicalResult(Op, PatternRewriter &)> slot{"lower." + shortName<Op>(),
                                                                      lower};
};
} // namespace

void wick::populateVisionPatterns(RewritePatternSet &patterns) {
  patterns
      .add<VisionToLinalg<Conv2dOp, lowerConv2d>,
           VisionToLinalg<Conv2dWeightGradientOp, lowerConv2dWeightGradient>,
           VisionToLinalg<MaxPool2dOp, lowerMaxPool2d>, VisionToLinalg<AvgPool2dOp, lowerAvgPool2d>,
           VisionToLinalg<MaxPool2dGradientOp, lowerMaxPool2dGradient>>(patterns.getContext());
}
