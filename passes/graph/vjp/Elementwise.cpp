#include "ir/NotWritten.h"
#include "passes/Registration.h"
#include "passes/graph/vjp/Unbroadcast.h"
#include "passes/graph/vjp/Vjp.h"
#include <numbers>

using namespace mlir;
using namespace wick;
using namespace wick::ir;

// In the formulas y is the result, g its gradient.

//===----------------------------------------------------------------------===//
// Binary
//===----------------------------------------------------------------------===//

/// y = a + b: da = g, db = g.
static SmallVector<Value> vjpAdd(AddOp op, Build &b, Value g) {
  return {unbroadcast(b, g, op.getLhs()), unbroadcast(b, g, op.getRhs())};
}

/// y = a - b: da = g, db = -g.
static SmallVector<Value> vjpSub(SubOp op, Build &b, Value g) {
  return {unbroadcast(b, g, op.getLhs()), b.create<NegOp>(unbroadcast(b, g, op.getRhs()))};
}

/// y = a b.
static SmallVector<Value> vjpMul(MulOp op, Build &b, Value g) {
  // LAB BEGIN 05.3a "The rule of mul"
  // TASK: Return the gradients of op.getLhs() and op.getRhs(), each of its operand's type.
  // TASK: b.mul(x, y) builds a product, unbroadcast(b, gradient, operand) undoes broadcasting.
  // STUB: return lab::notWritten(op.getLoc(), "05.3");
  // da = g b, db = g a.
  return {unbroadcast(b, b.mul(g, op.getRhs()), op.getLhs()),
          unbroadcast(b, b.mul(g, op.getLhs()), op.getRhs())};
  // LAB END
}

/// y = a / b: da = g / b, db = -y g / b.
static SmallVector<Value> vjpDiv(DivOp op, Build &b, Value g) {
  Value quotient = b.div(g, op.getRhs());
  Value negated = unbroadcast(b, b.mul(quotient, op.getOutput()), op.getRhs());
  return {unbroadcast(b, quotient, op.getLhs()), b.create<NegOp>(negated)};
}

/// The gradient goes to lhs where `lhs predicate rhs` holds, else to rhs.
template <typename Op, ComparePredicate predicate>
static SmallVector<Value> vjpChoice(Op op, Build &b, Value g) {
  Value zero = b.scalar(0, g);
  Value lhsWins = b.create<CompareOp>(predicate, op.getLhs(), op.getRhs());
  return {unbroadcast(b, b.create<SelectOp>(lhsWins, g, zero), op.getLhs()),
          unbroadcast(b, b.create<SelectOp>(lhsWins, zero, g), op.getRhs())};
}

/// y = p ? a : b: da = p ? g : 0, db = p ? 0 : g.
static SmallVector<Value> vjpSelect(SelectOp op, Build &b, Value g) {
  Value zero = b.scalar(0, g), p = op.getPredicate();
  return {Value(), unbroadcast(b, b.create<SelectOp>(p, g, zero), op.getOnTrue()),
          unbroadcast(b, b.create<SelectOp>(p, zero, g), op.getOnFalse())};
}

//===----------------------------------------------------------------------===//
// Unary. Where the derivative can be written with y, it is: x need not be kept then.
//===----------------------------------------------------------------------===//

/// dx = -g.
static SmallVector<Value> vjpNeg(NegOp, Build &b, Value g) { return {b.create<NegOp>(g)}; }

/// dx = g y.
static SmallVector<Value> vjpExp(ExpOp op, Build &b, Value g) { return {b.mul(g, op.getOutput())}; }

/// dx = g / x.
static SmallVector<Value> vjpLog(LogOp op, Build &b, Value g) { return {b.div(g, op.getInput())}; }

/// dx = g / (2 y).
static SmallVector<Value> vjpSqrt(SqrtOp op, Build &b, Value g) {
  return {b.div(b.mul(g, 0.5), op.getOutput())};
}

/// dx = -g y^3 / 2.
static SmallVector<Value> vjpRsqrt(RsqrtOp op, Build &b, Value g) {
  Value y = op.getOutput();
  return {b.mul(b.mul(g, -0.5), b.mul(b.mul(y, y), y))};
}

/// dx = g (1 - y^2).
static SmallVector<Value> vjpTanh(TanhOp op, Build &b, Value g) {
  Value y = op.getOutput();
  return {b.mul(g, b.sub(b.scalar(1, y), b.mul(y, y)))};
}

/// dx = g 2/sqrt(pi) exp(-x^2).
static SmallVector<Value> vjpErf(ErfOp op, Build &b, Value g) {
  Value x = op.getInput();
  Value bell = b.create<ExpOp>(b.create<NegOp>(b.mul(x, x)));
  return {b.mul(g, b.mul(bell, 2 * std::numbers::inv_sqrtpi))};
}

/// dx = g y (1 - y).
static SmallVector<Value> vjpSigmoid(SigmoidOp op, Build &b, Value g) {
  Value y = op.getOutput();
  return {b.mul(g, b.mul(y, b.sub(b.scalar(1, y), y)))};
}

/// dx = y > 0 ? g : 0; y > 0 exactly where x > 0, so the gradient at 0 is 0.
static SmallVector<Value> vjpRelu(ReluOp op, Build &b, Value g) {
  Value zero = b.scalar(0, g);
  Value positive = b.create<CompareOp>(ComparePredicate::gt, op.getOutput(), zero);
  return {b.create<SelectOp>(positive, g, zero)};
}

/// d/dx x Phi(x) = Phi(x) + x phi(x), with the normal distribution Phi and its density phi.
static Value geluDerivative(Build &b, Value x) {
  Value erf = b.create<ErfOp>(b.mul(x, 1 / std::numbers::sqrt2));
  Value cdf = b.add(b.mul(erf, 0.5), 0.5);
  Value bell = b.create<ExpOp>(b.mul(b.mul(x, x), -0.5));
  double density = std::numbers::inv_sqrtpi / std::numbers::sqrt2; // 1 / sqrt(2 pi)
  return b.add(cdf, b.mul(b.mul(x, bell), density));
}

/// With u = c (x + a x^3), t = tanh(u): d/dx x/2 (1 + t) = (1 + t)/2 + x/2 (1 - t^2) c (1 + 3 a
/// x^2).
static Value geluTanhDerivative(Build &b, Value x) {
  const double a = 0.044715, c = std::numbers::sqrt2 * std::numbers::inv_sqrtpi; // sqrt(2 / pi)
  Value square = b.mul(x, x);
  Value t = b.create<TanhOp>(b.mul(b.mul(b.add(b.mul(square, a), 1.0), x), c));
  Value inner = b.mul(b.add(b.mul(square, 3 * a), 1.0), c / 2);
  Value slope = b.mul(b.sub(b.scalar(1, x), b.mul(t, t)), b.mul(x, inner));
  return b.add(b.add(b.mul(t, 0.5), 0.5), slope);
}

static SmallVector<Value> vjpGelu(GeluOp op, Build &b, Value g) {
  bool isTanh = op.getApproximate() == GeluApproximation::tanh;
  Value x = op.getInput();
  return {b.mul(g, isTanh ? geluTanhDerivative(b, x) : geluDerivative(b, x))};
}

/// A cast between floats: the gradient is cast back. From integers there is none.
static SmallVector<Value> vjpCast(CastOp op, Build &b, Value g) {
  if (!isa<FloatType>(tensorType(op.getInput()).getElementType()))
    return {Value()};
  return {b.create<CastOp>(op.getInput().getType(), g)};
}

void wick::registerElementwiseVjps(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, WickDialect *) {
    attachVjp<AddOp, vjpAdd>(context);
    attachVjp<SubOp, vjpSub>(context);
    attachVjp<MulOp, vjpMul>(context);
    attachVjp<DivOp, vjpDiv>(context);
    attachVjp<MaximumOp, vjpChoice<MaximumOp, ComparePredicate::ge>>(context);
    attachVjp<MinimumOp, vjpChoice<MinimumOp, ComparePredicate::le>>(context);
    attachVjp<SelectOp, vjpSelect>(context);
    attachVjp<NegOp, vjpNeg>(context);
    attachVjp<ExpOp, vjpExp>(context);
    attachVjp<LogOp, vjpLog>(context);
    attachVjp<SqrtOp, vjpSqrt>(context);
    attachVjp<RsqrtOp, vjpRsqrt>(context);
    attachVjp<TanhOp, vjpTanh>(context);
    attachVjp<ErfOp, vjpErf>(context);
    attachVjp<SigmoidOp, vjpSigmoid>(context);
    attachVjp<ReluOp, vjpRelu>(context);
    attachVjp<GeluOp, vjpGelu>(context);
    attachVjp<CastOp, vjpCast>(context);
  });
}
