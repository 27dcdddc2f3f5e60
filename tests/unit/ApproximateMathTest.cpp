// How far the polynomials of wick-approximate-math are from the functions, in compiled code.
#include "tests/unit/NativeFixture.h"

#include <cmath>
#include <limits>

using wick::ir::HostTensor;

namespace wick::test {
namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();

class ApproximateMathTest : public NativeFixture {
protected:
  std::vector<double> exp(std::vector<double> x) {
    std::string type = "tensor<" + std::to_string(x.size()) + "xf32>";
    auto module = parse("func.func @f(%x: " + type + ") -> " + type +
                        " {\n  %0 = wick.exp %x : " + type + "\n  return %0 : " + type + "\n}");
    CompileOptions options;
    options.target = llvm::cantFail(findTarget("native"));
    mlir::FailureOr<Jit> jit = Jit::create(*module, options);
    if (failed(jit))
      throw std::runtime_error(diagnostics);
    HostTensor argument = reals(type, std::move(x));
    return jit->call("f", {argument})[0].reals;
  }
};

/// |got - expected| in units of the last place of an f32 near `expected`.
double unitsApart(double got, double expected) {
  return std::abs(got - expected) / std::ldexp(1.0, std::ilogb(expected) - 23);
}

/// As documented in Passes.td: one unit, over all results that are normal numbers and not the
/// smallest ones.
TEST_F(ApproximateMathTest, expIsWithinOneUnit) {
  constexpr double lowest = -86.9, highest = 88.7, step = 0.00137;
  std::vector<double> x;
  for (double at = lowest; at < highest; at += step)
    x.push_back(static_cast<float>(at));
  std::vector<double> y = exp(x);
  double largest = 0;
  for (size_t i = 0; i < x.size(); ++i)
    largest = std::max(largest, unitsApart(y[i], std::exp(x[i])));
  EXPECT_LE(largest, 1);
}

TEST_F(ApproximateMathTest, expAtTheEdges) {
  std::vector<double> y =
      exp({0, -0.0, kInfinity, -kInfinity, 88.73f, -88, 1e30f, -1e30f, std::nan("")});
  std::vector<double> expected{1, 1, kInfinity, 0, kInfinity, 0, kInfinity, 0};
  EXPECT_EQ(std::vector<double>(y.begin(), y.end() - 1), expected);
  EXPECT_TRUE(std::isnan(y.back()));
}

} // namespace
} // namespace wick::test
