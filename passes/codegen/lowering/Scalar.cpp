#include "passes/codegen/lowering/Scalar.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace wick::ir;

namespace wick {

static constexpr arith::FastMathFlags kContract = arith::FastMathFlags::contract;

static bool isFloat(Value value) { return isa<FloatType>(value.getType()); }

/// Creates the float or the integer op, whichever the operands need.
template <typename FloatOp, typename IntOp>
static Value binary(Scalar &s, Value a, Value b, arith::FastMathFlags flags) {
  if (isFloat(a))
    return FloatOp::create(s.builder, s.loc, a, b, flags);
  return IntOp::create(s.builder, s.loc, a, b);
}

Value Scalar::constant(Type type, double value) {
  if (auto floatType = dyn_cast<FloatType>(type)) {
    bool lossy;
    APFloat number(value);
    number.convert(floatType.getFloatSemantics(), APFloat::rmNearestTiesToEven, &lossy);
    return arith::ConstantOp::create(builder, loc, FloatAttr::get(type, number));
  }
  return arith::ConstantOp::create(builder, loc,
                                   IntegerAttr::get(type, static_cast<int64_t>(value)));
}

Value Scalar::add(Value a, Value b) {
  return binary<arith::AddFOp, arith::AddIOp>(*this, a, b, kContract);
}
Value Scalar::sub(Value a, Value b) {
  return binary<arith::SubFOp, arith::SubIOp>(*this, a, b, kContract);
}
Value Scalar::mul(Value a, Value b) {
  return binary<arith::MulFOp, arith::MulIOp>(*this, a, b, kContract);
}
Value Scalar::div(Value a, Value b) {
  return binary<arith::DivFOp, arith::DivSIOp>(*this, a, b, arith::FastMathFlags::none);
}
// Which of two zeros is the larger is left open: to tell them apart takes more instructions than
// the comparison.
Value Scalar::max(Value a, Value b) {
  return binary<arith::MaximumFOp, arith::MaxSIOp>(*this, a, b, arith::FastMathFlags::nsz);
}
Value Scalar::min(Value a, Value b) {
  return binary<arith::MinimumFOp, arith::MinSIOp>(*this, a, b, arith::FastMathFlags::nsz);
}
Value Scalar::reassociableAdd(Value a, Value b) {
  return binary<arith::AddFOp, arith::AddIOp>(*this, a, b,
                                              kContract | arith::FastMathFlags::reassoc);
}

Value Scalar::neg(Value a) {
  if (isFloat(a))
    return arith::NegFOp::create(builder, loc, a);
  return sub(constant(a.getType(), 0), a);
}

Value Scalar::compare(ComparePredicate predicate, Value a, Value b) {
  using F = arith::CmpFPredicate;
  using I = arith::CmpIPredicate;
  static constexpr F kFloat[] = {F::OEQ, F::UNE, F::OLT, F::OLE, F::OGT, F::OGE};
  static constexpr I kInt[] = {I::eq, I::ne, I::slt, I::sle, I::sgt, I::sge};
  auto index = static_cast<unsigned>(predicate);
  if (isFloat(a))
    return arith::CmpFOp::create(builder, loc, kFloat[index], a, b);
  return arith::CmpIOp::create(builder, loc, kInt[index], a, b);
}

/// fptosi is poison outside the integer's range: clamp first, and send NaN to 0.
static Value floatToInt(Scalar &s, Value a, Type to) {
  unsigned width = to.getIntOrFloatBitWidth();
  double limit = std::ldexp(1.0, width - 1);
  Value low = s.constant(a.getType(), -limit), high = s.constant(a.getType(), limit);
  Value isNumber = arith::CmpFOp::create(s.builder, s.loc, arith::CmpFPredicate::ORD, a, a);
  Value number = arith::SelectOp::create(s.builder, s.loc, isNumber, a, s.constant(a.getType(), 0));
  Value isHigh = arith::CmpFOp::create(s.builder, s.loc, arith::CmpFPredicate::OGE, number, high);
  Value inRange = arith::SelectOp::create(s.builder, s.loc, isHigh, low, s.max(number, low));
  Value converted = arith::FPToSIOp::create(s.builder, s.loc, to, inRange);
  Value largest = arith::ConstantOp::create(s.builder, s.loc,
                                            IntegerAttr::get(to, APInt::getSignedMaxValue(width)));
  return arith::SelectOp::create(s.builder, s.loc, isHigh, largest, converted);
}

Value Scalar::cast(Value a, Type to) {
  Type from = a.getType();
  if (from == to)
    return a;
  // bf16 is converted to and from f32 alone.
  Type f32 = builder.getF32Type();
  if ((from.isBF16() && to != f32) || (to.isBF16() && from != f32))
    return cast(cast(a, f32), to);
  if (to.isInteger(1))
    return compare(ComparePredicate::ne, a, constant(from, 0));
  unsigned fromWidth = from.getIntOrFloatBitWidth(), toWidth = to.getIntOrFloatBitWidth();
  if (isa<FloatType>(from) && isa<FloatType>(to)) {
    if (fromWidth < toWidth)
      return arith::ExtFOp::create(builder, loc, to, a);
    return arith::TruncFOp::create(builder, loc, to, a);
  }
  if (isa<FloatType>(from))
    return floatToInt(*this, a, to);
  if (isa<FloatType>(to)) {
    if (fromWidth == 1)
      return arith::UIToFPOp::create(builder, loc, to, a);
    return arith::SIToFPOp::create(builder, loc, to, a);
  }
  if (fromWidth > toWidth)
    return arith::TruncIOp::create(builder, loc, to, a);
  if (fromWidth == 1)
    return arith::ExtUIOp::create(builder, loc, to, a);
  return arith::ExtSIOp::create(builder, loc, to, a);
}

Type computeType(Type type) { return type.isBF16() ? Float32Type::get(type.getContext()) : type; }

Value buildElement(Operation *op, Scalar &s, ValueRange x) {
  return llvm::TypeSwitch<Operation *, Value>(op)
      .Case<AddOp>([&](auto) { return s.add(x[0], x[1]); })
      .Case<SubOp>([&](auto) { return s.sub(x[0], x[1]); })
      .Case<MulOp>([&](auto) { return s.mul(x[0], x[1]); })
      .Case<DivOp>([&](auto) { return s.div(x[0], x[1]); })
      .Case<MaximumOp>([&](auto) { return s.max(x[0], x[1]); })
      .Case<MinimumOp>([&](auto) { return s.min(x[0], x[1]); })
      .Case<CompareOp>([&](auto o) { return s.compare(o.getPredicate(), x[0], x[1]); })
      .Case<SelectOp>([&](auto) {
        return arith::SelectOp::create(s.builder, s.loc, x[0], x[1], x[2]).getResult();
      })
      .Case<NegOp>([&](auto) { return s.neg(x[0]); })
      .Case<ExpOp>([&](auto) { return s.unary<math::ExpOp>(x[0]); })
      .Case<LogOp>([&](auto) { return s.unary<math::LogOp>(x[0]); })
      .Case<SqrtOp>([&](auto) { return s.unary<math::SqrtOp>(x[0]); })
      .Case<RsqrtOp>(
          [&](auto) { return s.div(s.constant(x[0].getType(), 1), s.unary<math::SqrtOp>(x[0])); })
      .Case<TanhOp>([&](auto) { return s.unary<math::TanhOp>(x[0]); })
      .Case<ErfOp>([&](auto) { return s.unary<math::ErfOp>(x[0]); })
      .Case<CastOp>([&](CastOp o) {
        return s.cast(x[0], computeType(o.getOutput().getType().getElementType()));
      })
      .Case<BroadcastInDimOp, StopGradientOp>([&](auto) { return x[0]; })
      .Default([](Operation *) { return Value(); });
}

} // namespace wick
