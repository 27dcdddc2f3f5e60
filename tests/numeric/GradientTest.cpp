// Every gradient rule against central differences in float64, in first and second order, and as the
// transpose of the Jacobian.
#include "tests/Tolerances.h"
#include "tests/numeric/GradientCases.h"
#include "tests/numeric/GradientFixture.h"
#include <gtest/gtest.h>

using namespace wick::test;

namespace {

struct GradientTest : testing::TestWithParam<GradientCase> {};

TEST_P(GradientTest, EqualsCentralDifferences) {
  GradientFixture f(GetParam());
  ASSERT_TRUE(f.run("wick-autodiff")) << f.diagnostics;
  f.expectGradients("loss", "d_", f.sample(1));
}

/// The gradient of h = <v, dloss/dx0>, differentiated through the rules' own ops.
TEST_P(GradientTest, GradientOfGradientEqualsCentralDifferences) {
  GradientFixture f(GetParam());
  ASSERT_TRUE(f.run("wick-autodiff,canonicalize,cse")) << f.diagnostics;
  f.addProbe("d_x" + std::to_string(firstParam(f)));
  ASSERT_TRUE(f.run("wick-autodiff{of=h}")) << f.diagnostics;
  f.expectGradients("h", "d_h_d_", f.sample(2));
}

/// <J u, w> = <u, J' w>: J u by a central difference of y along u, J' w by the rule.
TEST_P(GradientTest, IsTheTransposeOfTheJacobian) {
  GradientFixture f(GetParam());
  ASSERT_TRUE(f.run("wick-autodiff")) << f.diagnostics;
  Tensors x = f.sample(3), direction = f.sample(4), forward = x, backward = x;
  double transposed = 0;
  for (unsigned i = 0; i + 1 < x.size(); ++i) {
    if (!x[i].isReal())
      continue;
    wick::ir::HostTensor gradient = f.evaluate("d_x" + std::to_string(i), x);
    for (int64_t k = 0; k < x[i].size(); ++k) {
      forward[i].reals[k] += kDifferenceStep * direction[i].reals[k];
      backward[i].reals[k] -= kDifferenceStep * direction[i].reals[k];
      transposed += direction[i].reals[k] * gradient.reals[k];
    }
  }
  double difference = f.evaluate("loss", forward).reals[0] - f.evaluate("loss", backward).reals[0];
  EXPECT_NEAR(transposed, difference / (2 * kDifferenceStep),
              kDifferenceTolerance * (1 + std::abs(transposed)));
}

std::string caseName(const testing::TestParamInfo<GradientCase> &info) { return info.param.name; }

INSTANTIATE_TEST_SUITE_P(Unary, GradientTest, testing::ValuesIn(unaryCases()), caseName);
INSTANTIATE_TEST_SUITE_P(Binary, GradientTest, testing::ValuesIn(binaryCases()), caseName);
INSTANTIATE_TEST_SUITE_P(Shape, GradientTest, testing::ValuesIn(shapeCases()), caseName);
INSTANTIATE_TEST_SUITE_P(Reduction, GradientTest, testing::ValuesIn(reductionCases()), caseName);
INSTANTIATE_TEST_SUITE_P(Matmul, GradientTest, testing::ValuesIn(matmulCases()), caseName);
INSTANTIATE_TEST_SUITE_P(NN, GradientTest, testing::ValuesIn(nnCases()), caseName);
INSTANTIATE_TEST_SUITE_P(Vision, GradientTest, testing::ValuesIn(visionCases()), caseName);
INSTANTIATE_TEST_SUITE_P(Graph, GradientTest, testing::ValuesIn(graphCases()), caseName);
INSTANTIATE_TEST_SUITE_P(Random, GradientTest, testing::ValuesIn(randomCases()), caseName);

} // namespace
