// Reference evaluation of the elementwise ops.
#include "ir/Wick.h"
#include "ir/interp/Index.h"
#include <cmath>
#include <limits>
#include <numbers>

using namespace wick::ir;
using Operands = llvm::ArrayRef<const HostTensor *>;
using Results = llvm::MutableArrayRef<HostTensor>;

//===----------------------------------------------------------------------===//
// Binary, with numpy broadcasting
//===----------------------------------------------------------------------===//

/// result[i] = f(a[i], b[i]) with a and b broadcast to the result. `real` computes on float64;
/// `integer` on uint64, whose arithmetic is that of two's complement, and is wrapped to the type.
template <typename Real, typename Integer>
static void evaluateBinary(Operands operands, HostTensor &result, Real real, Integer integer) {
  const HostTensor &a = *operands[0], &b = *operands[1];
  Shape aStrides = broadcastStrides(a.shape(), result.shape());
  Shape bStrides = broadcastStrides(b.shape(), result.shape());
  int64_t position = 0;
  forEachIndex(result.shape(), [&](llvm::ArrayRef<int64_t> index) {
    int64_t i = positionOf(index, aStrides), j = positionOf(index, bStrides);
    if (a.isReal())
      result.reals[position] = real(a.reals[i], b.reals[j]);
    else
      result.integers[position] =
          wrapTo(result.type.getElementType(), integer(a.integers[i], b.integers[j]));
    ++position;
  });
}

void AddOp::evaluate(Operands operands, Results results) {
  evaluateBinary(
      operands, results[0], [](double a, double b) { return a + b; },
      [](uint64_t a, uint64_t b) { return a + b; });
}

void SubOp::evaluate(Operands operands, Results results) {
  evaluateBinary(
      operands, results[0], [](double a, double b) { return a - b; },
      [](uint64_t a, uint64_t b) { return a - b; });
}

void MulOp::evaluate(Operands operands, Results results) {
  evaluateBinary(
      operands, results[0], [](double a, double b) { return a * b; },
      [](uint64_t a, uint64_t b) { return a * b; });
}

/// Truncates towards zero. Division by zero, undefined in the dialect, gives 0 here; -1 is apart
/// because the smallest number has no positive counterpart.
static int64_t divideIntegers(int64_t a, int64_t b) {
  if (b == 0)
    return 0;
  return b == -1 ? static_cast<int64_t>(-static_cast<uint64_t>(a)) : a / b;
}

void DivOp::evaluate(Operands operands, Results results) {
  evaluateBinary(operands, results[0], [](double a, double b) { return a / b; }, divideIntegers);
}

void MaximumOp::evaluate(Operands operands, Results results) {
  evaluateBinary(
      operands, results[0],
      [](double a, double b) { return std::isnan(a) || std::isnan(b) ? a + b
                                      : a < b                        ? b
                                                                     : a; },
      [](int64_t a, int64_t b) { return a < b ? b : a; });
}

void MinimumOp::evaluate(Operands operands, Results results) {
  evaluateBinary(
      operands, results[0],
      [](double a, double b) { return std::isnan(a) || std::isnan(b) ? a + b
                                      : b < a                        ? b
                                                                     : a; },
      [](int64_t a, int64_t b) { return b < a ? b : a; });
}

template <typename Number> static bool holds(ComparePredicate predicate, Number a, Number b) {
  switch (predicate) {
  case ComparePredicate::eq:
    return a == b;
  case ComparePredicate::ne:
    return a != b;
  case ComparePredicate::lt:
    return a < b;
  case ComparePredicate::le:
    return a <= b;
  case ComparePredicate::gt:
    return a > b;
  case ComparePredicate::ge:
    return a >= b;
  }
  llvm_unreachable("every predicate has a case");
}

void CompareOp::evaluate(Operands operands, Results results) {
  const HostTensor &a = *operands[0], &b = *operands[1];
  Shape aStrides = broadcastStrides(a.shape(), results[0].shape());
  Shape bStrides = broadcastStrides(b.shape(), results[0].shape());
  int64_t position = 0;
  forEachIndex(results[0].shape(), [&](llvm::ArrayRef<int64_t> index) {
    int64_t i = positionOf(index, aStrides), j = positionOf(index, bStrides);
    results[0].integers[position++] = a.isReal()
                                          ? holds(getPredicate(), a.reals[i], b.reals[j])
                                          : holds(getPredicate(), a.integers[i], b.integers[j]);
  });
}

void SelectOp::evaluate(Operands operands, Results results) {
  llvm::ArrayRef<int64_t> shape = results[0].shape();
  Shape strides[] = {broadcastStrides(operands[0]->shape(), shape),
                     broadcastStrides(operands[1]->shape(), shape),
                     broadcastStrides(operands[2]->shape(), shape)};
  int64_t position = 0;
  forEachIndex(shape, [&](llvm::ArrayRef<int64_t> index) {
    int chosen = operands[0]->integers[positionOf(index, strides[0])] ? 1 : 2;
    copyElement(*operands[chosen], positionOf(index, strides[chosen]), results[0], position++);
  });
}

//===----------------------------------------------------------------------===//
// Unary
//===----------------------------------------------------------------------===//

/// result[i] = f(x[i]) on floats.
template <typename Function>
static void evaluateUnary(Operands operands, Results results, Function function) {
  for (int64_t i = 0; i < results[0].size(); ++i)
    results[0].reals[i] = function(operands[0]->reals[i]);
}

void NegOp::evaluate(Operands operands, Results results) {
  if (operands[0]->isReal())
    return evaluateUnary(operands, results, [](double x) { return -x; });
  for (int64_t i = 0; i < results[0].size(); ++i)
    results[0].integers[i] =
        wrapTo(results[0].type.getElementType(), -static_cast<uint64_t>(operands[0]->integers[i]));
}

void ExpOp::evaluate(Operands operands, Results results) {
  evaluateUnary(operands, results, [](double x) { return std::exp(x); });
}

void LogOp::evaluate(Operands operands, Results results) {
  evaluateUnary(operands, results, [](double x) { return std::log(x); });
}

void SqrtOp::evaluate(Operands operands, Results results) {
  evaluateUnary(operands, results, [](double x) { return std::sqrt(x); });
}

void RsqrtOp::evaluate(Operands operands, Results results) {
  evaluateUnary(operands, results, [](double x) { return 1 / std::sqrt(x); });
}

void TanhOp::evaluate(Operands operands, Results results) {
  evaluateUnary(operands, results, [](double x) { return std::tanh(x); });
}

void ErfOp::evaluate(Operands operands, Results results) {
  evaluateUnary(operands, results, [](double x) { return std::erf(x); });
}

void SigmoidOp::evaluate(Operands operands, Results results) {
  // exp of a negative number only, so that nothing overflows.
  evaluateUnary(operands, results, [](double x) {
    double e = std::exp(-std::abs(x));
    return x < 0 ? e / (1 + e) : 1 / (1 + e);
  });
}

void ReluOp::evaluate(Operands operands, Results results) {
  evaluateUnary(operands, results, [](double x) { return x < 0 ? 0 : x; });
}

void GeluOp::evaluate(Operands operands, Results results) {
  // Hendrycks and Gimpel, 2016, section 2.
  if (getApproximate() == GeluApproximation::none)
    return evaluateUnary(operands, results,
                         [](double x) { return x / 2 * (1 + std::erf(x / std::numbers::sqrt2)); });
  evaluateUnary(operands, results, [](double x) {
    return x / 2 * (1 + std::tanh(std::sqrt(2 / std::numbers::pi) * (x + 0.044715 * x * x * x)));
  });
}

//===----------------------------------------------------------------------===//
// CastOp
//===----------------------------------------------------------------------===//

/// Truncates towards zero and saturates at the range of a signed integer of `width` bits.
static int64_t truncateAndSaturate(double x, unsigned width) {
  if (std::isnan(x))
    return 0;
  double bound = std::ldexp(1.0, width - 1); // exact, unlike the largest integer
  if (x >= bound)
    return llvm::maxIntN(width);
  return x < -bound ? llvm::minIntN(width) : static_cast<int64_t>(x);
}

void CastOp::evaluate(Operands operands, Results results) {
  const HostTensor &input = *operands[0];
  HostTensor &result = results[0];
  mlir::Type type = result.type.getElementType();
  bool toBool = type.isInteger(1);
  for (int64_t i = 0; i < result.size(); ++i) {
    if (result.isReal())
      result.reals[i] = input.isReal() ? input.reals[i] : static_cast<double>(input.integers[i]);
    else if (toBool)
      result.integers[i] = input.isReal() ? input.reals[i] != 0 : input.integers[i] != 0;
    else
      result.integers[i] = input.isReal()
                               ? truncateAndSaturate(input.reals[i], type.getIntOrFloatBitWidth())
                               : wrapTo(type, input.integers[i]);
  }
}
