#include "passes/codegen/lowering/Patterns.h"
#include "passes/codegen/lowering/Scalar.h"
#include <numbers>

using namespace mlir;
using namespace wick;
using namespace wick::ir;

namespace {

/// Philox 4x32-10 (Salmon et al., SC'11, section 3.3) on i32 scalars.
class Philox {
public:
  Philox(Scalar &s) : s(s), i32(s.builder.getI32Type()) {}

  /// The four words of a block; `key` and `counter` are i32.
  std::array<Value, 4> block(std::array<Value, 2> key, std::array<Value, 4> counter) {
    for (int round = 0; round < 10; ++round) {
      auto [low0, high0] = multiply(counter[0], 0xD2511F53u);
      auto [low1, high1] = multiply(counter[2], 0xCD9E8D57u);
      counter = {exclusiveOr(exclusiveOr(high1, counter[1]), key[0]), low1,
                 exclusiveOr(exclusiveOr(high0, counter[3]), key[1]), low0};
      key = {s.add(key[0], word(0x9E3779B9u)), s.add(key[1], word(0xBB67AE85u))};
    }
    return counter;
  }

  Value word(uint32_t value) {
    return arith::ConstantOp::create(s.builder, s.loc,
                                     s.builder.getI32IntegerAttr(static_cast<int32_t>(value)));
  }

  /// The low or high 32 bits of an i64.
  Value low(Value wide) { return arith::TruncIOp::create(s.builder, s.loc, i32, wide); }
  Value high(Value wide) {
    Value shift = s.constant(wide.getType(), 32);
    return low(arith::ShRUIOp::create(s.builder, s.loc, wide, shift));
  }

  /// ((word >> 8) + offset) * 2^-24 as `type`; exact in f32.
  Value unit(Value word, int offset, Type type) {
    Value bits = arith::ShRUIOp::create(s.builder, s.loc, word, this->word(8));
    bits = s.add(bits, this->word(offset));
    Value number = arith::SIToFPOp::create(s.builder, s.loc, type, bits);
    return s.mul(number, s.constant(type, 0x1p-24));
  }

private:
  std::pair<Value, Value> multiply(Value a, uint32_t b) {
    auto product = arith::MulUIExtendedOp::create(s.builder, s.loc, a, word(b));
    return {product.getLow(), product.getHigh()};
  }
  Value exclusiveOr(Value a, Value b) { return arith::XOrIOp::create(s.builder, s.loc, a, b); }

  Scalar &s;
  Type i32;
};

/// Selects words[index] for index 0 to 3.
Value pick(Scalar &s, std::array<Value, 4> words, Value index) {
  Value result = words[0];
  for (int i = 1; i < 4; ++i) {
    Value isThis = s.compare(ComparePredicate::eq, index, s.constant(index.getType(), i));
    result = arith::SelectOp::create(s.builder, s.loc, isThis, words[i], result);
  }
  return result;
}

/// The flat row-major index of the current element of a linalg.generic, as i64.
Value flatIndex(Scalar &s, RankedTensorType type) {
  Value flat = s.constant(s.builder.getI64Type(), 0);
  for (auto [dim, size] : llvm::enumerate(type.getShape())) {
    Value i = arith::IndexCastOp::create(s.builder, s.loc, s.builder.getI64Type(),
                                         linalg::IndexOp::create(s.builder, s.loc, dim));
    flat = s.add(s.mul(flat, s.constant(flat.getType(), size)), i);
  }
  return flat;
}

Value sample(Scalar &s, Philox &philox, RandomUniformOp op, std::array<Value, 4> words, Value lane,
             Type type) {
  double low = op.getLow().convertToDouble(), high = op.getHigh().convertToDouble();
  Value u = philox.unit(pick(s, words, lane), 0, type);
  return s.add(s.mul(u, s.constant(type, high - low)), s.constant(type, low));
}

/// Box and Muller, 1958: lanes 2j and 2j+1 share a radius.
Value sample(Scalar &s, Philox &philox, RandomNormalOp op, std::array<Value, 4> words, Value lane,
             Type type) {
  Value one = s.constant(lane.getType(), 1);
  Value isOdd =
      s.compare(ComparePredicate::eq, arith::AndIOp::create(s.builder, s.loc, lane, one), one);
  Value isSecond = s.compare(ComparePredicate::ge, lane, s.constant(lane.getType(), 2));
  auto choose = [&](Value flag, Value a, Value b) -> Value {
    return arith::SelectOp::create(s.builder, s.loc, flag, a, b);
  };
  Value u1 = philox.unit(choose(isSecond, words[2], words[0]), 1, type);
  Value u2 = philox.unit(choose(isSecond, words[3], words[1]), 0, type);
  Value radius = s.unary<math::SqrtOp>(s.mul(s.constant(type, -2), s.unary<math::LogOp>(u1)));
  Value angle = s.mul(u2, s.constant(type, 2 * std::numbers::pi));
  Value direction = choose(isOdd, s.unary<math::SinOp>(angle), s.unary<math::CosOp>(angle));
  return s.add(s.mul(s.mul(radius, direction), s.constant(type, op.getStddev().convertToDouble())),
               s.constant(type, op.getMean().convertToDouble()));
}

/// Each element computes its block; a block is about 100 integer operations, which vectorize.
template <typename Op> struct RandomToLinalg : OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;

  LogicalResult matchAndRewrite(Op op, PatternRewriter &rewriter) const override {
    auto output = cast<RankedTensorType>(op.getType());
    AffineMap identity = rewriter.getMultiDimIdentityMap(output.getRank());
    AffineMap scalarMap = AffineMap::get(output.getRank(), 0, op.getContext());
    auto body = [&](OpBuilder &builder, Location loc, ValueRange x) {
      Scalar s(builder, loc);
      Philox philox(s);
      Value flat = flatIndex(s, output), four = s.constant(flat.getType(), 4);
      Value block = philox.low(arith::DivUIOp::create(builder, loc, flat, four));
      Value lane = philox.low(arith::RemUIOp::create(builder, loc, flat, four));
      Value stream = philox.word(static_cast<uint32_t>(op.getStream()));
      std::array<Value, 4> words =
          philox.block({philox.low(x[0]), philox.high(x[0])},
                       {block, stream, philox.low(x[1]), philox.high(x[1])});
      Value value = sample(s, philox, op, words, lane, computeType(output.getElementType()));
      linalg::YieldOp::create(builder, loc, s.cast(value, output.getElementType()));
    };
    rewriter.replaceOpWithNewOp<linalg::GenericOp>(
        op, TypeRange{output}, ValueRange{op.getSeed(), op.getCounter()},
        ValueRange{emptyLike(rewriter, op.getLoc(), output)},
        ArrayRef<AffineMap>{scalarMap, scalarMap, identity},
        SmallVector<utils::IteratorType>(output.getRank(), utils::IteratorType::parallel), body);
    return success();
  }
};

} // namespace

void wick::populateRandomPatterns(RewritePatternSet &patterns) {
  patterns.add<RandomToLinalg<RandomUniformOp>, RandomToLinalg<RandomNormalOp>>(
      patterns.getContext());
}
