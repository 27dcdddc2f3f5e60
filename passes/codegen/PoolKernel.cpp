#include "passes/codegen/PoolKernel.h"
#include "passes/codegen/LoopNest.h"

using namespace mlir;

namespace wick {
namespace {

/// Larger windows are loops.
constexpr int64_t kMostPlacesInCode = 49;

/// Loops over windows and blocks of channels.
class WindowLoops : protected LoopNest {
protected:
  WindowLoops(OpBuilder &builder, Location loc, const PoolShape &shape, Value image, Value output)
      : LoopNest(builder, loc, cast<MemRefType>(image.getType()).getElementType(), shape.lanes),
        shape(shape), image(image), output(output) {}

  /// body(at) for each element of `buffer` [n][y][x][c], by blocks of channels.
  void forEach(Value buffer, llvm::function_ref<void(ArrayRef<Value> at)> body) {
    ArrayRef<int64_t> sizes = cast<MemRefType>(buffer.getType()).getShape();
    loop(0, sizes[0], 1, [&](Value n) {
      loop(0, sizes[1], 1, [&](Value y) {
        loop(0, sizes[2], 1, [&](Value x) {
          loop(0, sizes[3], shape.lanes, [&](Value c) { body({n, y, x, c}); });
        });
      });
    });
  }

  /// The places of the elements of window `at`, in row-major order.
  SmallVector<Values> places(ArrayRef<Value> at) {
    SmallVector<Values> result;
    for (int64_t i = 0; i < shape.rows.kernel; ++i)
      for (int64_t j = 0; j < shape.columns.kernel; ++j)
        result.push_back({at[0], offset(scaled(at[1], shape.rows.stride), i),
                          offset(scaled(at[2], shape.columns.stride), j), at[3]});
    return result;
  }

  const PoolShape shape;
  Value image, output;
};

class PoolEmitter : LoopNest {
public:
  PoolEmitter(OpBuilder &builder, Location loc, const PoolShape &shape, PoolKind kind, Value image,
              Value output)
      : LoopNest(builder, loc, cast<MemRefType>(image.getType()).getElementType(), shape.lanes),
        shape(shape), kind(kind), image(image), output(output) {}

  /// Windows on the border stand alone.
  void emit() {
    ArrayRef<int64_t> sizes = cast<MemRefType>(output.getType()).getShape();
    SmallVector<TileRun> rowRuns = tileRuns(shape.rows, 1, 1);
    SmallVector<TileRun> columnRuns = tileRuns(shape.columns, 1, 1);
    loop(0, sizes[0], 1, [&](Value n) {
      for (const TileRun &rows : rowRuns)
        loop(rows.first, rows.end, 1, [&](Value y) {
          for (const TileRun &columns : columnRuns)
            loop(columns.first, columns.end, 1, [&](Value x) {
              blocks(sizes[3], [&](Value block) {
                Values at{n, y, x, scaled(block, shape.lanes)};
                store(poolWindow(at, rows, columns), output, at, isWhole);
              });
            });
        });
    });
  }

private:
  /// The offsets [first, end) of the windows of a run that lie on the image.
  static std::pair<int64_t, int64_t> offsetsOnImage(const ConvSpan &span, const TileRun &run) {
    int64_t first = 0, end = span.kernel;
    while (!isOnImage(span, run, first))
      ++first;
    while (!isOnImage(span, run, end - 1))
      --end;
    return {first, end};
  }

  Value poolWindow(ArrayRef<Value> at, const TileRun &rows, const TileRun &columns) {
    auto [top, bottom] = offsetsOnImage(shape.rows, rows);
    auto [left, right] = offsetsOnImage(shape.columns, columns);
    Value result;
    if ((bottom - top) * (right - left) <= kMostPlacesInCode) {
      Values elements;
      for (int64_t i = top; i < bottom; ++i)
        for (int64_t j = left; j < right; ++j)
          elements.push_back(element(at, index(i), index(j)));
      result = combined(elements);
    } else {
      result = sums(top, bottom, 1, start(), [&](Value i, ValueRange carried) {
                 return sums(left, right, 1, carried, [&](Value j, ValueRange carried) {
                   return Values{combined({carried.front(), element(at, i, j)})};
                 });
               }).front();
    }
    if (kind == PoolKind::mean)
      result = divided(result);
    return isNarrow() ? arith::TruncFOp::create(builder, loc, vector, result).getResult() : result;
  }

  /// The channels at offset i, j of window `at`.
  Value element(ArrayRef<Value> at, Value i, Value j) {
    Value row = offset(plus(scaled(at[1], shape.rows.stride), i), -shape.rows.padding);
    Value column = offset(plus(scaled(at[2], shape.columns.stride), j), -shape.columns.padding);
    Value found = load(image, {at[0], row, column, at[3]}, isWhole);
    return isNarrow() ? arith::ExtFOp::create(builder, loc, wide(), found).getResult() : found;
  }

  Value start() {
    auto type = cast<FloatType>(wide().getElementType());
    APFloat number = kind == PoolKind::mean
                         ? APFloat::getZero(type.getFloatSemantics())
                         : APFloat::getInf(type.getFloatSemantics(), /*Negative=*/true);
    return arith::ConstantOp::create(builder, loc, DenseElementsAttr::get(wide(), number));
  }

  /// bf16 is compared and summed in f32.
  bool isNarrow() const { return vector.getElementType().isBF16(); }
  VectorType wide() const {
    return isNarrow() ? VectorType::get(vector.getShape(), builder.getF32Type()) : vector;
  }

  Value combined(ArrayRef<Value> elements) {
    if (kind == PoolKind::maximum)
      return largest(elements);
    Value sum = elements.front();
    for (Value element : elements.drop_front())
      sum = arith::AddFOp::create(builder, loc, sum, element);
    return sum;
  }

  Value divided(Value sum) {
    double share = 1.0 / static_cast<double>(shape.rows.kernel * shape.columns.kernel);
    auto element = FloatAttr::get(wide().getElementType(), share);
    Value factor =
        arith::ConstantOp::create(builder, loc, DenseElementsAttr::get(wide(), element.getValue()));
    return arith::MulFOp::create(builder, loc, sum, factor);
  }

  const PoolShape shape;
  PoolKind kind;
  Value image, output;
};

class MaxPoolGradientEmitter : WindowLoops {
public:
  MaxPoolGradientEmitter(OpBuilder &builder, Location loc, const PoolShape &shape, bool relu,
                         Value image, Value gradient, Value output)
      : WindowLoops(builder, loc, shape, image, output), relu(relu), gradient(gradient) {}

  /// Elements behind the last window have no gradient.
  void emit() {
    ArrayRef<int64_t> sizes = cast<MemRefType>(image.getType()).getShape();
    if (sizes[1] % shape.rows.kernel != 0 || sizes[2] % shape.columns.kernel != 0)
      forEach(output, [&](ArrayRef<Value> at) { store(zero(), output, at); });
    forEach(gradient, [&](ArrayRef<Value> at) { emitWindow(at); });
  }

private:
  Value isGreater(Value a, Value b) {
    return arith::CmpFOp::create(builder, loc, arith::CmpFPredicate::OGT, a, b);
  }
  /// From the last element back to the first: one that was greater than all before it takes what is
  /// left of the gradient.
  void emitWindow(ArrayRef<Value> at) {
    Values elements, leads;
    Value best;
    SmallVector<Values> places = this->places(at);
    for (ArrayRef<Value> place : places) {
      Value element = load(image, place);
      leads.push_back(best ? isGreater(element, best) : Value());
      best = best ? select(leads.back(), element, best) : element;
      elements.push_back(element);
    }
    Value none = zero(), left = load(gradient, at);
    for (size_t k = elements.size(); k-- > 0;) {
      Value share = leads[k] ? select(leads[k], left, none) : left;
      if (leads[k])
        left = select(leads[k], none, left);
      if (relu)
        share = select(isGreater(elements[k], none), share, none);
      store(share, output, places[k]);
    }
  }

  bool relu;
  Value gradient;
};

} // namespace

Value emitPool(OpBuilder &builder, Location loc, const PoolShape &shape, PoolKind kind,
               Value image) {
  auto type = cast<RankedTensorType>(image.getType());
  ArrayRef<int64_t> sizes = type.getShape();
  auto emitBody = [&](ValueRange inputs, ValueRange outputs) {
    PoolEmitter(builder, loc, shape, kind, inputs[0], outputs[0]).emit();
  };
  return emitKernel(builder, loc, image,
                    type.clone({sizes[0], shape.rows.windows, shape.columns.windows, sizes[3]}),
                    emitBody)
      .front();
}

Value emitMaxPoolGradient(OpBuilder &builder, Location loc, const PoolShape &shape, bool relu,
                          Value image, Value gradient) {
  auto emitBody = [&](ValueRange inputs, ValueRange outputs) {
    MaxPoolGradientEmitter(builder, loc, shape, relu, inputs[0], inputs[1], outputs[0]).emit();
  };
  return emitKernel(builder, loc, {image, gradient}, cast<RankedTensorType>(image.getType()),
                    emitBody)
      .front();
}

} // namespace wick
