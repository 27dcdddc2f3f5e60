// 03.3, the spread of initial values: by the shape of the weight.
#include "frontend/Spread.h"
#include "curriculum/checker/Program.h"
#include <cmath>

using namespace wick;
using namespace wick::check;
using Kind = Init::Kind;

static double spread(Kind kind, llvm::ArrayRef<int64_t> shape) {
  auto type = mlir::RankedTensorType::get(shape, mlir::Float32Type::get(&context()));
  double result = 0;
  expectNoError([&] { result = initialSpread(kind, type); });
  return result;
}

/// `kind` has the spread `expected` for a weight of `shape`.
static void expectSpread(Kind kind, llvm::ArrayRef<int64_t> shape, double expected) {
  double got = spread(kind, shape);
  if (std::abs(got - expected) < 1e-12 * expected)
    return;
  std::string text = "of a weight of shape (";
  for (const int64_t &size : shape)
    text += std::to_string(size) + (&size == &shape.back() ? ")" : ", ");
  const char *name = kind == Kind::he ? "he" : kind == Kind::xavier ? "xavier" : "fan_in";
  Red red;
  red.message = std::string("the spread of ") + name + " " + text + " is " + std::to_string(got);
  red.expected = std::to_string(expected);
  throw red;
}

LAB_CHECK("03.3", execution, byHand, "100 inputs: 1/10 for fan_in") {
  expectSpread(Kind::fan_in, {100, 4}, 0.1);
  expectSpread(Kind::fan_in, {4, 100}, 0.5);
}

LAB_CHECK("03.3", execution, xavier, "Xavier looks at both sides") {
  expectSpread(Kind::xavier, {2, 4}, 1);
  expectSpread(Kind::xavier, {100, 50}, 0.2);
}

LAB_CHECK("03.3", execution, he, "He doubles the variance, for what relu cuts off") {
  expectSpread(Kind::he, {50, 3}, 0.2);
  expectSpread(Kind::he, {8, 100}, 0.5);
}

LAB_CHECK("03.3", execution, kernels,
          "A convolution's fan is its input channels times the kernel") {
  expectSpread(Kind::fan_in, {16, 4, 3, 3}, 1.0 / 6);
  expectSpread(Kind::he, {5, 2, 5, 5}, 0.2);
  expectSpread(Kind::xavier, {6, 2, 3}, 0.5);
}

LAB_CHECK("03.3", execution, one, "Sizes of 1") {
  expectSpread(Kind::fan_in, {1, 1}, 1);
  expectSpread(Kind::fan_in, {1, 1, 1, 1}, 1);
}

LAB_CHECK("03.3", execution, variance, "The outputs of a layer vary as much as its inputs") {
  // The variance of U(-b, b) is b^2 / 3; a sum of n products of it with inputs of variance 1 has n
  // b^2 / 3. For xavier with n = m that is 1.
  for (int64_t n : {3, 64, 1000}) {
    double bound = spread(Kind::xavier, {n, n});
    double outputVariance = double(n) * bound * bound / 3;
    if (!(std::abs(outputVariance - 1) < 1e-9)) {
      Red red;
      red.message = "inputs of variance 1 give outputs of variance " +
                    std::to_string(outputVariance) + " behind a weight of " + std::to_string(n) +
                    " x " + std::to_string(n);
      red.expected = "1";
      throw red;
    }
  }
}
