// The reference evaluation of layers, losses and optimizers against numbers computed by hand or
// published.
#include "tests/unit/EvaluationFixture.h"

namespace wick::test {

using NetworkEvaluationTest = EvaluationFixture;

TEST_F(NetworkEvaluationTest, linear) {
  const std::string operands = denseConstant("x", "[1.0, 2.0]", "2xf64") +
                               denseConstant("w", "[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]", "2x3xf64") +
                               denseConstant("b", "[0.5, 0.25, 0.125]", "3xf64");
  expectReals("tensor<3xf64>",
              operands + "%y = wick.linear %x, %w, %b : (tensor<2xf64>, tensor<2x3xf64>, "
                         "tensor<3xf64>) -> tensor<3xf64>",
              {9.5, 12.25, 15.125});
  expectReals("tensor<3xf64>",
              operands +
                  "%y = wick.linear %x, %w : (tensor<2xf64>, tensor<2x3xf64>) -> tensor<3xf64>",
              {9, 12, 15});
}

/// Rows (1, 3) and (5, 5): means 2 and 5, variances 1 and 0.
TEST_F(NetworkEvaluationTest, layerNormOfEachRow) {
  const std::string operands = denseConstant("x", "[[1.0, 3.0], [5.0, 5.0]]", "2x2xf64") +
                               denseConstant("g", "[2.0, 4.0]", "2xf64") +
                               denseConstant("b", "[0.5, 0.25]", "2xf64");
  const double z = 1 / std::sqrt(1.25);
  expectReals("tensor<2x2xf64>",
              operands + "%y = wick.layer_norm %x, %g, %b {epsilon = 0.25 : f64} : "
                         "(tensor<2x2xf64>, tensor<2xf64>, tensor<2xf64>) -> tensor<2x2xf64>",
              {0.5 - 2 * z, 0.25 + 4 * z, 0.5, 0.25});
}

TEST_F(NetworkEvaluationTest, softmaxAlongAnyDimensionAndWithoutOverflow) {
  const std::string x =
      denseConstant("x", "[[1.0, 1001.0], [2.0, 1002.0], [3.0, 1003.0]]", "3x2xf64");
  const double p[] = {0.09003057317038046, 0.24472847105479767, 0.6652409557748219};
  expectReals("tensor<3x2xf64>", x + "%y = wick.softmax %x {dim = 0 : i64} : tensor<3x2xf64>",
              {p[0], p[0], p[1], p[1], p[2], p[2]});
  expectReals("tensor<3x2xf64>", x + "%y = wick.log_softmax %x {dim = 0 : i64} : tensor<3x2xf64>",
              {-2.4076059644443806, -2.4076059644443806, -1.4076059644443806, -1.4076059644443806,
               -0.4076059644443806, -0.4076059644443806});
}

TEST_F(NetworkEvaluationTest, losses) {
  const std::string operands =
      denseConstant("x", "[2.0, -1.0]", "2xf64") + denseConstant("t", "[1.0, 0.0]", "2xf64");
  const std::string types = " %x, %t : (tensor<2xf64>, tensor<2xf64>) -> tensor<f64>";
  expectReals("tensor<f64>", operands + "%y = wick.mse_loss" + types, {1});
  // log(1 + e^-2) = 0.12692801104297263 and log(1 + e^-1) = 0.3132616875182228.
  expectReals("tensor<f64>", operands + "%y = wick.bce_with_logits" + types,
              {(0.12692801104297263 + 0.3132616875182228) / 2});
}

TEST_F(NetworkEvaluationTest, crossEntropyIgnoresLabelsThatAreNoClass) {
  const std::string logits =
      denseConstant("x", "[[1.0, 2.0, 3.0], [1.0, 2.0, 3.0], [1.0, 2.0, 3.0]]", "3x3xf64");
  const std::string op =
      "%y = wick.cross_entropy %x, %l : (tensor<3x3xf64>, tensor<3xi32>) -> tensor<f64>";
  expectReals("tensor<f64>", logits + denseConstant("l", "[2, 0, 1]", "3xi32") + op,
              {1.4076059644443806});
  expectReals("tensor<f64>", logits + denseConstant("l", "[2, 3, -1]", "3xi32") + op,
              {0.4076059644443806 / 3});
}

TEST_F(NetworkEvaluationTest, optimizerSteps) {
  const std::string operands =
      denseConstant("w", "[1.0]", "1xf64") + denseConstant("g", "[0.5]", "1xf64") +
      denseConstant("m", "[0.25]", "1xf64") + denseConstant("v", "[0.16]", "1xf64") +
      denseConstant("t", "2", "i64") + denseConstant("r", "0.1", "f64");
  const std::string T = "tensor<1xf64>";
  auto expect = [&](const std::string &op, double expected) {
    expectReals(T, operands + op, {expected});
  };
  const std::string sgd = " : (" + T + ", " + T + ", tensor<f64>) -> " + T;
  expect("%y = wick.sgd_step %w, %g, %r" + sgd, 0.95);
  expect("%y = wick.sgd_step %w, %g, %r {weight_decay = 0.1 : f64}" + sgd, 0.94);
  const std::string momentum =
      " = wick.momentum_step %w, %g, %m, %r {momentum = 0.8 : f64, weight_decay = 0.1 : f64} : (" +
      T + ", " + T + ", " + T + ", tensor<f64>) -> (" + T + ", " + T + ")";
  expect("%y, %u" + momentum, 0.92);
  expect("%u, %y" + momentum, 0.8);
  const std::string decay = " %w, %g, %m, %v, %t, %r {beta1 = 0.5 : f64, beta2 = 0.75 : f64, "
                            "epsilon = 0.125 : f64, weight_decay = 0.5 : f64} : (" +
                            T + ", " + T + ", " + T + ", " + T +
                            ", tensor<i64>, tensor<f64>) -> (" + T + ", " + T + ", " + T + ")";
  // Adam: g = 1, m' = 0.625, v' = 0.37; corrections 1 - 0.5^2 = 0.75 and 1 - 0.75^2 = 0.4375.
  const double step = 0.1 * (0.625 / 0.75) / (std::sqrt(0.37 / 0.4375) + 0.125);
  expect("%y, %p, %q = wick.adam_step" + decay, 1 - step);
  expect("%p, %y, %q = wick.adam_step" + decay, 0.625);
  expect("%p, %q, %y = wick.adam_step" + decay, 0.37);
  // AdamW: the weight shrinks by lr * decay = 0.05; g = 0.5, m' = 0.375, v' = 0.1825.
  const double stepW = 0.1 * (0.375 / 0.75) / (std::sqrt(0.1825 / 0.4375) + 0.125);
  expect("%y, %p, %q = wick.adamw_step" + decay, 0.95 - stepW);
  expect("%p, %y, %q = wick.adamw_step" + decay, 0.375);
}

} // namespace wick::test
