#include "passes/codegen/Unpooling.h"
#include "passes/codegen/LoopNest.h"

using namespace mlir;

namespace wick {
namespace {

class UnpoolingEmitter : LoopNest {
public:
  UnpoolingEmitter(OpBuilder &builder, Location loc, int64_t lanes, const ImageSource &source,
                   const ImagePart &part, Value buffer)
      : LoopNest(builder, loc, cast<MemRefType>(buffer.getType()).getElementType(), lanes),
        source(source), part(part), buffer(buffer),
        bytes(VectorType::get({lanes}, builder.getI8Type())) {}

  void emit() {
    ArrayRef<int64_t> sizes = cast<MemRefType>(buffer.getType()).getShape();
    loop(0, sizes[0], 1, [&](Value n) {
      loop(0, sizes[1] / 2, 1, [&](Value y) {
        loop(0, sizes[2] / 2, 1, [&](Value x) {
          loop(0, sizes[3], vector.getDimSize(0), [&](Value c) { emitWindow(n, y, x, c); });
        });
      });
    });
  }

private:
  /// The element that won has all of the gradient.
  void emitWindow(Value n, Value y, Value x, Value c) {
    Values from{plus(part.image, n), y, x, plus(part.channel, c)};
    Value gradient = load(source.values, from);
    Value winner = vector::TransferReadOp::create(builder, loc, bytes, source.winners, from,
                                                  /*padding=*/std::nullopt, ArrayRef<bool>{true});
    for (int64_t k = 0; k < 4; ++k) {
      Value number =
          arith::ConstantOp::create(builder, loc, DenseElementsAttr::get(bytes, int8_t(k)));
      Value wins = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::eq, winner, number);
      store(select(wins, gradient, zero()), buffer,
            {n, offset(scaled(y, 2), k / 2), offset(scaled(x, 2), k % 2), c});
    }
  }

  const ImageSource &source;
  const ImagePart &part;
  Value buffer;
  VectorType bytes;
};

} // namespace

void emitUnpooling(OpBuilder &builder, Location loc, int64_t lanes, const ImageSource &source,
                   const ImagePart &part, Value buffer) {
  UnpoolingEmitter(builder, loc, lanes, source, part, buffer).emit();
}

Value emitUnpooledImage(OpBuilder &builder, Location loc, int64_t lanes,
                        const ImageSource &source) {
  auto pooled = cast<RankedTensorType>(source.values.getType());
  ArrayRef<int64_t> sizes = pooled.getShape();
  auto emitBody = [&](ValueRange inputs, ValueRange outputs) {
    Value first = arith::ConstantIndexOp::create(builder, loc, 0);
    emitUnpooling(builder, loc, lanes, {inputs[0], inputs[1]}, {first, first}, outputs[0]);
  };
  return emitKernel(builder, loc, {source.values, source.winners},
                    pooled.clone({sizes[0], 2 * sizes[1], 2 * sizes[2], sizes[3]}), emitBody)
      .front();
}

} // namespace wick
