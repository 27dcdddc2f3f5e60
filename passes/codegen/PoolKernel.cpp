#include "passes/codegen/PoolKernel.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "passes/codegen/LoopNest.h"

using namespace mlir;

namespace wick {
namespace {

/// Loops over windows and blocks of channels.
class WindowLoops : protected LoopNest {
protected:
  WindowLoops(OpBuilder &builder, Location loc, const PoolShape &shape, Value image)
      : LoopNest(builder, loc, cast<RankedTensorType>(image.getType()).getElementType(),
                 shape.lanes),
        shape(shape), image(image) {}

  /// `out` after body(at, out) for each window and block of channels of `windows` [n][y][x][c].
  Value forEach(ArrayRef<int64_t> windows, Value out,
                llvm::function_ref<Value(ArrayRef<Value> at, Value out)> body) {
    return loop(0, windows[0], 1, out,
                [&](Value n, ValueRange out) {
                  return loop(0, windows[1], 1, out, [&](Value y, ValueRange out) {
                    return loop(0, windows[2], 1, out, [&](Value x, ValueRange out) {
                      return loop(0, windows[3], shape.lanes, out, [&](Value c, ValueRange out) {
                        return Values{body({n, y, x, c}, out.front())};
                      });
                    });
                  });
                })
        .front();
  }

  /// The places of the elements of window `at`, in row-major order.
  SmallVector<Values> places(ArrayRef<Value> at) {
    SmallVector<Values> result;
    for (int64_t i = 0; i < shape.height; ++i)
      for (int64_t j = 0; j < shape.width; ++j)
        result.push_back({at[0], offset(scaled(at[1], shape.down), i),
                          offset(scaled(at[2], shape.right), j), at[3]});
    return result;
  }

  const PoolShape shape;
  Value image;
};

class PoolEmitter : WindowLoops {
public:
  PoolEmitter(OpBuilder &builder, Location loc, const PoolShape &shape, PoolKind kind, Value image)
      : WindowLoops(builder, loc, shape, image), kind(kind) {}

  Value emit(int64_t rows, int64_t columns) {
    ArrayRef<int64_t> sizes = cast<RankedTensorType>(image.getType()).getShape();
    int64_t windows[] = {sizes[0], rows, columns, sizes[3]};
    Value out = tensor::EmptyOp::create(builder, loc, windows, vector.getElementType());
    return forEach(windows, out, [&](ArrayRef<Value> at, Value out) {
      Value result;
      for (ArrayRef<Value> place : places(at)) {
        Value element = load(image, place);
        result = result ? combine(result, element) : element;
      }
      return store(kind == PoolKind::mean ? divided(result) : result, out, at);
    });
  }

private:
  Value combine(Value a, Value b) {
    if (kind == PoolKind::mean)
      return arith::AddFOp::create(builder, loc, a, b);
    return arith::MaximumFOp::create(builder, loc, a, b);
  }

  Value divided(Value sum) {
    double share = 1.0 / static_cast<double>(shape.height * shape.width);
    auto element = FloatAttr::get(vector.getElementType(), share);
    Value factor =
        arith::ConstantOp::create(builder, loc, DenseElementsAttr::get(vector, element.getValue()));
    return arith::MulFOp::create(builder, loc, sum, factor);
  }

  PoolKind kind;
};

class MaxPoolGradientEmitter : WindowLoops {
public:
  MaxPoolGradientEmitter(OpBuilder &builder, Location loc, const PoolShape &shape, bool relu,
                         Value image, Value gradient)
      : WindowLoops(builder, loc, shape, image), relu(relu), gradient(gradient) {}

  Value emit() {
    return forEach(cast<RankedTensorType>(gradient.getType()).getShape(), start(),
                   [&](ArrayRef<Value> at, Value out) { return emitWindow(at, out); });
  }

private:
  /// Elements behind the last window have no gradient.
  Value start() {
    auto type = cast<RankedTensorType>(image.getType());
    Value out = tensor::EmptyOp::create(builder, loc, type.getShape(), type.getElementType());
    if (type.getDimSize(1) % shape.height == 0 && type.getDimSize(2) % shape.width == 0)
      return out;
    Value none =
        arith::ConstantOp::create(builder, loc, builder.getZeroAttr(type.getElementType()));
    return linalg::FillOp::create(builder, loc, none, out).getResult(0);
  }

  Value isGreater(Value a, Value b) {
    return arith::CmpFOp::create(builder, loc, arith::CmpFPredicate::OGT, a, b);
  }
  Value select(Value condition, Value a, Value b) {
    return arith::SelectOp::create(builder, loc, condition, a, b);
  }

  /// From the last element back to the first: one that was greater than all before it takes what is
  /// left of the gradient.
  Value emitWindow(ArrayRef<Value> at, Value out) {
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
      out = store(share, out, places[k]);
    }
    return out;
  }

  bool relu;
  Value gradient;
};

} // namespace

Value emitPool(OpBuilder &builder, Location loc, const PoolShape &shape, PoolKind kind, Value image,
               int64_t rows, int64_t columns) {
  return PoolEmitter(builder, loc, shape, kind, image).emit(rows, columns);
}

Value emitMaxPoolGradient(OpBuilder &builder, Location loc, const PoolShape &shape, bool relu,
                          Value image, Value gradient) {
  return MaxPoolGradientEmitter(builder, loc, shape, relu, image, gradient).emit();
}

} // namespace wick
