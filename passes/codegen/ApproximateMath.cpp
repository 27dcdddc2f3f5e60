#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Math/Transforms/Passes.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "passes/Passes.h"

using namespace mlir;

namespace wick {
#define GEN_PASS_DEF_APPROXIMATEMATH
#include "passes/Passes.h.inc"
} // namespace wick

namespace {

/// Arithmetic on f32 and i32, scalars or vectors of one shape.
struct Lanes {
  ImplicitLocOpBuilder b;
  Type real, integer;

  Lanes(Location loc, OpBuilder &builder, Type type)
      : b(loc, builder), real(type), integer(like(type, builder.getI32Type())) {}

  static Type like(Type type, Type element) {
    auto vector = dyn_cast<VectorType>(type);
    return vector ? Type(vector.clone(element)) : element;
  }
  Value splat(Type type, TypedAttr value) {
    if (auto vector = dyn_cast<VectorType>(type))
      value = SplatElementsAttr::get(vector, Attribute(value));
    return arith::ConstantOp::create(b, value);
  }
  Value constant(float value) { return splat(real, b.getF32FloatAttr(value)); }
  Value constant(int32_t value) { return splat(integer, b.getI32IntegerAttr(value)); }
  Value multiplyAdd(Value x, Value y, Value z) { return math::FmaOp::create(b, x, y, z); }
  /// By Horner's rule; the first coefficient is that of the highest power of `x`.
  Value polynomial(ArrayRef<float> coefficients, Value x) {
    Value sum = constant(coefficients.front());
    for (float coefficient : coefficients.drop_front())
      sum = multiplyAdd(sum, x, constant(coefficient));
    return sum;
  }
  /// `limit` where the comparison of `x` with it fails; NaN stays NaN.
  Value clamp(Value x, arith::CmpFPredicate predicate, float limit) {
    Value bound = constant(limit);
    return arith::SelectOp::create(b, arith::CmpFOp::create(b, predicate, x, bound), x, bound);
  }
};

/// exp(x) = 2^n exp(r) with n = round(x / ln 2) and r = x - n ln 2 in [-ln 2 / 2, ln 2 / 2]. Takes
/// two thirds of the operations of the math dialect's expansion.
struct ExpOfF32 : OpRewritePattern<math::ExpOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(math::ExpOp op, PatternRewriter &rewriter) const override {
    if (!getElementTypeOrSelf(op.getType()).isF32())
      return rewriter.notifyMatchFailure(op, "is not f32");
    // Results below the one overflow, above the other they are 0.
    constexpr float highest = 88.8f, lowest = -87.3f;
    // Adding it leaves the nearest integer plus `halfBias` in the lower bits.
    constexpr float rounder = 0x1.8p23f + halfBias;
    constexpr float log2E = 0x1.715476p0f, ln2Upper = 0x1.63p-1f, ln2Lower = -0x1.bd0106p-13f;
    // 2 exp(r) = 2 + 2 r + .., minimal relative error 3e-9 (Remez).
    constexpr float coefficients[] = {2 * 0.00138145988f,
                                      2 * 0.00836871658f,
                                      2 * 0.0416683890f,
                                      2 * 0.166665211f,
                                      2 * 0.499999940f,
                                      2,
                                      2};
    Lanes l(op.getLoc(), rewriter, op.getType());
    Value x = l.clamp(op.getOperand(), arith::CmpFPredicate::UGE, lowest);
    x = l.clamp(x, arith::CmpFPredicate::ULE, highest);
    Value shifted = l.multiplyAdd(x, l.constant(log2E), l.constant(rounder));
    Value n = arith::SubFOp::create(l.b, shifted, l.constant(rounder));
    Value r = l.multiplyAdd(n, l.constant(-ln2Upper), x);
    r = l.multiplyAdd(n, l.constant(-ln2Lower), r);
    rewriter.replaceOpWithNewOp<arith::MulFOp>(op, l.polynomial(coefficients, r),
                                               powerOfTwo(l, shifted));
    return success();
  }

private:
  /// The exponent bits of one half.
  static constexpr int32_t halfBias = 126;

  /// 2^(n - 1) out of the lower bits of `shifted`; the half lets n be 128. 0 for n = -126.
  static Value powerOfTwo(Lanes &l, Value shifted) {
    constexpr int32_t mantissaBits = 23;
    Value bits = arith::BitcastOp::create(l.b, l.integer, shifted);
    Value exponent = arith::ShLIOp::create(l.b, bits, l.constant(mantissaBits));
    return arith::BitcastOp::create(l.b, l.real, exponent);
  }
};

/// An odd function that ends at 1 and -1, as x (1 + t p(t)) / q(t) with t = x^2: one division and
/// no case apart. From t = `end` on the quotient only grows, and is cut off at 1. x stands outside
/// the last sum, so that the sum is rounded once for both. p and q have the minimal relative error
/// (Lawson's algorithm), below that of their rounding to f32; of their neighbours among the f32
/// these gave the smallest largest error over all x.
struct OddQuotient {
  float end;
  ArrayRef<float> p, q; // from the highest power of t on

  Value evaluate(Lanes &l, Value x) const {
    Value square = arith::MulFOp::create(l.b, x, x);
    Value t = l.clamp(square, arith::CmpFPredicate::ULE, end);
    Value upper = l.multiplyAdd(arith::MulFOp::create(l.b, x, t), l.polynomial(p, t), x);
    Value quotient = arith::DivFOp::create(l.b, upper, l.polynomial(q, t));
    quotient = l.clamp(quotient, arith::CmpFPredicate::ULE, 1);
    return l.clamp(quotient, arith::CmpFPredicate::UGE, -1);
  }
};

template <typename Op> struct OddQuotientOfF32 : OpRewritePattern<Op> {
  OddQuotientOfF32(MLIRContext *context, OddQuotient quotient)
      : OpRewritePattern<Op>(context, /*benefit=*/2), quotient(quotient) {}

  LogicalResult matchAndRewrite(Op op, PatternRewriter &rewriter) const override {
    if (!getElementTypeOrSelf(op.getType()).isF32())
      return rewriter.notifyMatchFailure(op, "is not f32");
    Lanes l(op.getLoc(), rewriter, op.getType());
    rewriter.replaceOp(op, quotient.evaluate(l, op.getOperand()));
    return success();
  }

private:
  OddQuotient quotient;
};

constexpr float kTanhP[] = {1.331889e-08f, 2.05833458e-05f, 0.00349402591f, 0.133797109f};
constexpr float kTanhQ[] = {7.76193701e-07f, 0.000328307913f, 0.0258710422f, 0.467130214f, 1};
constexpr float kErfP[] = {1.80965458e-06f, 0.000252403406f, 0.0033495347f, 0.0467839949f,
                           0.169076473f};
constexpr float kErfQ[] = {3.36801932e-05f, 0.00103262847f, 0.0132910181f,
                           0.101257563f,    0.445248574f,   0.886227071f};

struct ApproximateMath : wick::impl::ApproximateMathBase<ApproximateMath> {
  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    patterns.add<ExpOfF32>(&getContext(), /*benefit=*/2);
    patterns.add<OddQuotientOfF32<math::TanhOp>>(&getContext(),
                                                 OddQuotient{9.02f * 9.02f, kTanhP, kTanhQ});
    patterns.add<OddQuotientOfF32<math::ErfOp>>(&getContext(),
                                                OddQuotient{3.93f * 3.93f, kErfP, kErfQ});
    populateMathPolynomialApproximationPatterns(patterns);
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      signalPassFailure();
  }
};

} // namespace
