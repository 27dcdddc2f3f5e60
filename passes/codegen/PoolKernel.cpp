#include "passes/codegen/PoolKernel.h"
#include "passes/codegen/LoopNest.h"

using namespace mlir;

namespace wick {
namespace {

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
    for (int64_t i = 0; i < shape.height; ++i)
      for (int64_t j = 0; j < shape.width; ++j)
        result.push_back({at[0], offset(scaled(at[1], shape.down), i),
                          offset(scaled(at[2], shape.right), j), at[3]});
    return result;
  }

  const PoolShape shape;
  Value image, output;
};

class PoolEmitter : WindowLoops {
public:
  PoolEmitter(OpBuilder &builder, Location loc, const PoolShape &shape, PoolKind kind, Value image,
              Value output)
      : WindowLoops(builder, loc, shape, image, output), kind(kind) {}

  void emit() {
    forEach(output, [&](ArrayRef<Value> at) {
      Value result;
      for (ArrayRef<Value> place : places(at)) {
        Value element = load(image, place);
        result = result ? combine(result, element) : element;
      }
      store(kind == PoolKind::mean ? divided(result) : result, output, at);
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
                         Value image, Value gradient, Value output)
      : WindowLoops(builder, loc, shape, image, output), relu(relu), gradient(gradient) {}

  /// Elements behind the last window have no gradient.
  void emit() {
    ArrayRef<int64_t> sizes = cast<MemRefType>(image.getType()).getShape();
    if (sizes[1] % shape.height != 0 || sizes[2] % shape.width != 0)
      forEach(output, [&](ArrayRef<Value> at) { store(zero(), output, at); });
    forEach(gradient, [&](ArrayRef<Value> at) { emitWindow(at); });
  }

private:
  Value isGreater(Value a, Value b) {
    return arith::CmpFOp::create(builder, loc, arith::CmpFPredicate::OGT, a, b);
  }
  Value select(Value condition, Value a, Value b) {
    return arith::SelectOp::create(builder, loc, condition, a, b);
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

Value emitPool(OpBuilder &builder, Location loc, const PoolShape &shape, PoolKind kind, Value image,
               int64_t rows, int64_t columns) {
  auto type = cast<RankedTensorType>(image.getType());
  ArrayRef<int64_t> sizes = type.getShape();
  auto emitBody = [&](ValueRange inputs, ValueRange outputs) {
    PoolEmitter(builder, loc, shape, kind, inputs[0], outputs[0]).emit();
  };
  return emitKernel(builder, loc, image, type.clone({sizes[0], rows, columns, sizes[3]}), emitBody)
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
