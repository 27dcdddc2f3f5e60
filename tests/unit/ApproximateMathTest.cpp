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
  /// wick.`op` of each x.
  std::vector<double> compute(const std::string &op, std::vector<double> x) {
    std::string type = "tensor<" + std::to_string(x.size()) + "xf32>";
    auto module = parse("func.func @f(%x: " + type + ") -> " + type + " {\n  %0 = wick." + op +
                        " %x : " + type + "\n  return %0 : " + type + "\n}");
    CompileOptions options;
    options.target = llvm::cantFail(findTarget("native"));
    mlir::FailureOr<Jit> jit = Jit::create(*module, options);
    if (failed(jit))
      throw std::runtime_error(diagnostics);
    HostTensor argument = reals(type, std::move(x));
    return jit->call("f", {argument})[0].reals;
  }

  /// The largest error of wick.`op` for f32 in [low, high], in units of the last place of `exact`.
  double largestError(const std::string &op, double (*exact)(double), double low, double high,
                      double step) {
    std::vector<double> x;
    for (double at = low; at < high; at += step)
      x.push_back(static_cast<float>(at));
    std::vector<double> y = compute(op, x);
    double largest = 0;
    for (size_t i = 0; i < x.size(); ++i)
      largest = std::max(largest, unitsApart(y[i], exact(x[i])));
    return largest;
  }

private:
  static double unitsApart(double got, double expected) {
    return std::abs(got - expected) / std::ldexp(1.0, std::ilogb(expected) - 23);
  }
};

/// As documented in Passes.td: one unit, over all results that are normal numbers and not the
/// smallest ones.
TEST_F(ApproximateMathTest, expIsWithinOneUnit) {
  EXPECT_LE(largestError("exp", std::exp, -86.9, 88.7, 0.00137), 1);
}

/// As documented in Passes.td.
TEST_F(ApproximateMathTest, tanhAndErfAreWithinAFewUnits) {
  EXPECT_LE(largestError("tanh", std::tanh, 1e-6, 10, 0.000021), 4.9);
  EXPECT_LE(largestError("erf", std::erf, 1e-6, 5, 0.000011), 5.5);
  EXPECT_LE(largestError("tanh", std::tanh, -1e-30, -1e-31, 1e-34), 1);
}

TEST_F(ApproximateMathTest, tanhAndErfAtTheEdges) {
  std::vector<double> x{0, -0.0, kInfinity, -kInfinity, 3e38f, -3e38f, 12, -12, std::nan("")};
  std::vector<double> expected{0, -0.0, 1, -1, 1, -1, 1, -1};
  for (const char *op : {"tanh", "erf"}) {
    std::vector<double> y = compute(op, x);
    EXPECT_EQ(std::vector<double>(y.begin(), y.end() - 1), expected) << op;
    EXPECT_TRUE(std::signbit(y[1])) << op;
    EXPECT_TRUE(std::isnan(y.back())) << op;
  }
}

TEST_F(ApproximateMathTest, expAtTheEdges) {
  std::vector<double> y =
      compute("exp", {0, -0.0, kInfinity, -kInfinity, 88.73f, -88, 1e30f, -1e30f, std::nan("")});
  std::vector<double> expected{1, 1, kInfinity, 0, kInfinity, 0, kInfinity, 0};
  EXPECT_EQ(std::vector<double>(y.begin(), y.end() - 1), expected);
  EXPECT_TRUE(std::isnan(y.back()));
}

} // namespace
} // namespace wick::test
