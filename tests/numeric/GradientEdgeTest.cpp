// Gradients at points where no difference quotient decides: ties, kinks, labels that are no class.
#include "tests/numeric/GradientFixture.h"
#include <gtest/gtest.h>

using namespace wick::test;

namespace {

using Reals = std::vector<double>;

/// The gradients of sum(y) at the given values of the floating-point arguments, in their order.
std::vector<Reals> gradientsAt(const GradientCase &testCase, const std::vector<Reals> &values,
                               const std::vector<int64_t> &integers = {}) {
  GradientFixture f(testCase);
  EXPECT_TRUE(f.run("wick-autodiff")) << f.diagnostics;
  Tensors arguments = f.sample(1);
  size_t next = 0;
  std::vector<Reals> gradients;
  for (wick::ir::HostTensor &argument : arguments) {
    if (!argument.isReal())
      argument.integers = integers;
    else if (next < values.size())
      argument.reals = values[next++];
    else
      argument.reals.assign(argument.size(), 1); // the weights of y
  }
  for (size_t i = 0; i + 1 < arguments.size(); ++i)
    if (arguments[i].isReal())
      gradients.push_back(f.evaluate("d_x" + std::to_string(i), arguments).reals);
  return gradients;
}

constexpr const char *kTwo = "%a: tensor<3xf64>, %b: tensor<3xf64>";
constexpr const char *kTwoToOne = " : (tensor<3xf64>, tensor<3xf64>) -> tensor<3xf64>";

TEST(GradientEdgeTest, LhsWinsTiesOfMaximum) {
  auto gradients = gradientsAt({"", kTwo, std::string("%y = wick.maximum %a, %b") + kTwoToOne},
                               {{1, 5, 2}, {1, 4, 3}});
  EXPECT_EQ(gradients[0], Reals({1, 1, 0}));
  EXPECT_EQ(gradients[1], Reals({0, 0, 1}));
}

TEST(GradientEdgeTest, LhsWinsTiesOfMinimum) {
  auto gradients = gradientsAt({"", kTwo, std::string("%y = wick.minimum %a, %b") + kTwoToOne},
                               {{1, 5, 2}, {1, 4, 3}});
  EXPECT_EQ(gradients[0], Reals({1, 0, 1}));
  EXPECT_EQ(gradients[1], Reals({0, 1, 0}));
}

TEST(GradientEdgeTest, FirstWinsTiesOfReduceMax) {
  auto gradients = gradientsAt({"", "%x: tensor<2x3xf64>",
                                "%y = wick.reduce_max %x {dims = array<i64: 1>}"
                                " : (tensor<2x3xf64>) -> tensor<2xf64>"},
                               {{7, 7, 7, 1, 4, 4}});
  EXPECT_EQ(gradients[0], Reals({1, 0, 0, 0, 1, 0}));
}

/// Dimensions 0 and 2 of [2][2][2]: in row-major order [0][j][1] comes before [1][j][0].
TEST(GradientEdgeTest, FirstInRowMajorOrderWinsOverSeveralDimensions) {
  auto gradients = gradientsAt({"", "%x: tensor<2x2x2xf64>",
                                "%y = wick.reduce_max %x {dims = array<i64: 0, 2>}"
                                " : (tensor<2x2x2xf64>) -> tensor<2xf64>"},
                               {{0, 9, 5, 5, 9, 0, 5, 5}});
  EXPECT_EQ(gradients[0], Reals({0, 1, 1, 0, 0, 0, 0, 0}));
}

TEST(GradientEdgeTest, GradientOfReluAtZeroIsZero) {
  auto gradients =
      gradientsAt({"", "%x: tensor<3xf64>", "%y = wick.relu %x : tensor<3xf64>"}, {{-1, 0, 2}});
  EXPECT_EQ(gradients[0], Reals({0, 0, 1}));
}

TEST(GradientEdgeTest, StopGradientIsAConstantToTheGradient) {
  auto gradients = gradientsAt({"", "%x: tensor<3xf64>",
                                "%s = wick.stop_gradient %x : tensor<3xf64>\n"
                                "%y = wick.mul %x, %s : (tensor<3xf64>, tensor<3xf64>) -> "
                                "tensor<3xf64>"},
                               {{-1, 0, 2}});
  EXPECT_EQ(gradients[0], Reals({-1, 0, 2}));
}

TEST(GradientEdgeTest, RowsWhoseLabelIsNoClassHaveNoGradient) {
  auto gradients = gradientsAt({"", "%x: tensor<4x2xf64>, %t: tensor<4xi32>",
                                "%y = wick.cross_entropy %x, %t : (tensor<4x2xf64>, "
                                "tensor<4xi32>) -> tensor<f64>"},
                               {{0, 0, 0, 0, 0, 0, 0, 0}}, {1, -1, 2, 0});
  EXPECT_EQ(gradients[0], Reals({0.125, -0.125, 0, 0, 0, 0, -0.125, 0.125}));
}

TEST(GradientEdgeTest, LargeLogitsDoNotOverflow) {
  auto gradients = gradientsAt({"", "%x: tensor<2xf64>, %t: tensor<2xf64>",
                                "%y = wick.bce_with_logits %x, %t : (tensor<2xf64>, "
                                "tensor<2xf64>) -> tensor<f64>"},
                               {{-1e4, 1e4}, {1, 0}});
  EXPECT_EQ(gradients[0], Reals({-0.5, 0.5}));
}

} // namespace
