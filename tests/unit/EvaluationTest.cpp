// The reference evaluation of each op against numbers computed by hand or published.
#include "ir/interp/Philox.h"
#include "tests/unit/EvaluationFixture.h"

#include <limits>

namespace wick::test {

using EvaluationTest = EvaluationFixture;
using ir::philox;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// %name = a constant.
std::string constant(const std::string &name, const std::string &value, const std::string &type) {
  return "%" + name + " = wick.constant dense<" + value + "> : tensor<" + type + ">\n";
}

//===----------------------------------------------------------------------===//
// Elementwise
//===----------------------------------------------------------------------===//

TEST_F(EvaluationTest, binaryOpsBroadcastAsNumpyDoes) {
  struct {
    const char *aShape, *a, *bShape, *b, *shape;
    std::vector<double> sum;
  } const cases[] = {
      {"", "1.0", "", "2.0", "", {3}},
      {"3x", "[1.0, 2.0, 3.0]", "", "10.0", "3x", {11, 12, 13}},
      {"", "10.0", "1x1x", "[[5.0]]", "1x1x", {15}},
      {"2x1x", "[[1.0], [2.0]]", "3x", "[10.0, 20.0, 30.0]", "2x3x", {11, 21, 31, 12, 22, 32}},
      {"1x3x", "[[1.0, 2.0, 3.0]]", "2x1x", "[[10.0], [20.0]]", "2x3x", {11, 12, 13, 21, 22, 23}},
      {"0x3x", "[]", "3x", "[1.0, 2.0, 3.0]", "0x3x", {}},
      {"2x1x2x",
       "[[[1.0, 2.0]], [[3.0, 4.0]]]",
       "2x1x",
       "[[10.0], [20.0]]",
       "2x2x2x",
       {11, 12, 21, 22, 13, 14, 23, 24}},
  };
  for (const auto &c : cases) {
    std::string a = c.aShape + std::string("f64"), b = c.bShape + std::string("f64");
    std::string type = "tensor<" + std::string(c.shape) + "f64>";
    std::string left =
        a == "0x3xf64" ? "%a = wick.constant dense<> : tensor<0x3xf64>\n" : constant("a", c.a, a);
    expectReals(type,
                left + constant("b", c.b, b) + "%y = wick.add %a, %b : (tensor<" + a +
                    ">, tensor<" + b + ">) -> " + type,
                c.sum);
  }
}

TEST_F(EvaluationTest, binaryFloats) {
  const std::string operands = constant("a", "[7.0, -7.0, 0x7FF8000000000000]", "3xf64") +
                               constant("b", "[2.0, 2.0, 2.0]", "3xf64");
  auto expect = [&](const std::string &op, std::vector<double> expected) {
    expectReals("tensor<3xf64>",
                operands + "%y = wick." + op +
                    " %a, %b : (tensor<3xf64>, tensor<3xf64>) -> tensor<3xf64>",
                expected);
  };
  expect("sub", {5, -9, kNaN});
  expect("mul", {14, -14, kNaN});
  expect("div", {3.5, -3.5, kNaN});
  expect("maximum", {7, 2, kNaN});
  expect("minimum", {2, -7, kNaN});
}

TEST_F(EvaluationTest, integersWrapAndTruncate) {
  const std::string operands =
      constant("a", "[127, -128, -7]", "3xi8") + constant("b", "[1, -1, 2]", "3xi8");
  auto expect = [&](const std::string &op, std::vector<int64_t> expected) {
    expectIntegers("tensor<3xi8>",
                   operands + "%y = wick." + op +
                       " %a, %b : (tensor<3xi8>, tensor<3xi8>) -> tensor<3xi8>",
                   expected);
  };
  expect("add", {-128, 127, -5});
  expect("sub", {126, -127, -9});
  expect("mul", {127, -128, -14});
  expect("div", {127, -128, -3});
  expect("maximum", {127, -1, 2});
  expect("minimum", {1, -128, -7});
  expectIntegers("tensor<i8>", constant("a", "-128", "i8") + "%y = wick.neg %a : tensor<i8>",
                 {-128});
}

TEST_F(EvaluationTest, comparisonsWithNaNAreFalseButForNe) {
  const std::string operands =
      constant("a", "[1.0, 2.0, 3.0, 0x7FF8000000000000]", "4xf64") + constant("b", "2.0", "f64");
  auto expect = [&](const std::string &predicate, std::vector<int64_t> expected) {
    expectIntegers("tensor<4xi1>",
                   operands + "%y = wick.compare " + predicate +
                       ", %a, %b : (tensor<4xf64>, tensor<f64>) -> tensor<4xi1>",
                   expected);
  };
  expect("eq", {0, 1, 0, 0});
  expect("ne", {1, 0, 1, 1});
  expect("lt", {1, 0, 0, 0});
  expect("le", {1, 1, 0, 0});
  expect("gt", {0, 0, 1, 0});
  expect("ge", {0, 1, 1, 0});
}

TEST_F(EvaluationTest, selectBroadcastsAllThree) {
  expectIntegers("tensor<2x2xi32>",
                 constant("p", "[[true], [false]]", "2x1xi1") + constant("a", "[1, 2]", "2xi32") +
                     constant("b", "9", "i32") +
                     "%y = wick.select %p, %a, %b : (tensor<2x1xi1>, tensor<2xi32>, tensor<i32>) "
                     "-> tensor<2x2xi32>",
                 {1, 2, 9, 9});
}

TEST_F(EvaluationTest, unary) {
  // Reference values: mpmath to 16 digits.
  struct {
    const char *op;
    std::vector<double> expected; // of -1, 0, 1, 2
  } const cases[] = {
      {"neg %x", {1, 0, -1, -2}},
      {"exp %x", {0.36787944117144233, 1, 2.718281828459045, 7.38905609893065}},
      {"log %x", {kNaN, -kInfinity, 0, 0.6931471805599453}},
      {"sqrt %x", {kNaN, 0, 1, 1.4142135623730951}},
      {"rsqrt %x", {kNaN, kInfinity, 1, 0.7071067811865475}},
      {"tanh %x", {-0.7615941559557649, 0, 0.7615941559557649, 0.9640275800758169}},
      {"erf %x", {-0.8427007929497149, 0, 0.8427007929497149, 0.9953222650189527}},
      {"sigmoid %x", {0.2689414213699951, 0.5, 0.7310585786300049, 0.8807970779778823}},
      {"relu %x", {0, 0, 1, 2}},
      {"gelu %x", {-0.15865525393145707, 0, 0.8413447460685429, 1.9544997361036416}},
      {"gelu %x {approximate = #wick<gelu_approximation tanh>}",
       {-0.15880800939172324, 0, 0.8411919906082768, 1.954597694087775}},
      {"stop_gradient %x", {-1, 0, 1, 2}},
  };
  for (const auto &c : cases)
    expectReals("tensor<4xf64>",
                constant("x", "[-1.0, 0.0, 1.0, 2.0]", "4xf64") + "%y = wick." + c.op +
                    " : tensor<4xf64>",
                c.expected);
}

TEST_F(EvaluationTest, sigmoidOverflowsNowhere) {
  expectReals("tensor<2xf64>",
              constant("x", "[-1000.0, 1000.0]", "2xf64") + "%y = wick.sigmoid %x : tensor<2xf64>",
              {0, 1});
}

TEST_F(EvaluationTest, casts) {
  const std::string x = constant("x", "[-1.9, 1.9, 300.0, -1.0e30, 0x7FF8000000000000]", "5xf64");
  expectIntegers("tensor<5xi8>", x + "%y = wick.cast %x : tensor<5xf64> -> tensor<5xi8>",
                 {-1, 1, 127, -128, 0});
  expectIntegers("tensor<5xi64>", x + "%y = wick.cast %x : tensor<5xf64> -> tensor<5xi64>",
                 {-1, 1, 300, std::numeric_limits<int64_t>::min(), 0});
  expectIntegers("tensor<5xi1>", x + "%y = wick.cast %x : tensor<5xf64> -> tensor<5xi1>",
                 {1, 1, 1, 1, 1});
  const std::string i = constant("x", "[-1, 0, 300]", "3xi32");
  expectIntegers("tensor<3xi8>", i + "%y = wick.cast %x : tensor<3xi32> -> tensor<3xi8>",
                 {-1, 0, 44});
  expectIntegers("tensor<3xi1>", i + "%y = wick.cast %x : tensor<3xi32> -> tensor<3xi1>",
                 {1, 0, 1});
  expectReals("tensor<3xf32>", i + "%y = wick.cast %x : tensor<3xi32> -> tensor<3xf32>",
              {-1, 0, 300});
}

//===----------------------------------------------------------------------===//
// Shape, state
//===----------------------------------------------------------------------===//

TEST_F(EvaluationTest, movement) {
  const std::string x = "%x = wick.constant dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xi32>\n";
  struct {
    const char *type, *op;
    std::vector<int64_t> expected;
  } const cases[] = {
      {"tensor<2x3xi32>", "iota {dim = 1 : i64} : tensor<2x3xi32>", {0, 1, 2, 0, 1, 2}},
      {"tensor<2x3xi32>", "iota {dim = 0 : i64} : tensor<2x3xi32>", {0, 0, 0, 1, 1, 1}},
      {"tensor<3x2xi32>", "reshape %x : tensor<2x3xi32> -> tensor<3x2xi32>", {1, 2, 3, 4, 5, 6}},
      {"tensor<3x2xi32>",
       "transpose %x {permutation = array<i64: 1, 0>} : (tensor<2x3xi32>) -> tensor<3x2xi32>",
       {1, 4, 2, 5, 3, 6}},
      {"tensor<2x2x3xi32>",
       "broadcast_in_dim %x {dims = array<i64: 1, 2>} : tensor<2x3xi32> -> tensor<2x2x3xi32>",
       {1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6}},
      {"tensor<1x2xi32>",
       "slice %x {starts = array<i64: 1, 0>, limits = array<i64: 2, 3>, strides = array<i64: 1, "
       "2>} : (tensor<2x3xi32>) -> tensor<1x2xi32>",
       {4, 6}},
      {"tensor<2x6xi32>",
       "concat %x, %x {dim = 1 : i64} : (tensor<2x3xi32>, tensor<2x3xi32>) -> tensor<2x6xi32>",
       {1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6}},
      {"tensor<3x6xi32>",
       "pad %x {low = array<i64: 1, 0>, high = array<i64: 0, 1>, interior = array<i64: 0, 1>, "
       "value = 9.0 : f64} : (tensor<2x3xi32>) -> tensor<3x6xi32>",
       {9, 9, 9, 9, 9, 9, 1, 9, 2, 9, 3, 9, 4, 9, 5, 9, 6, 9}},
  };
  for (const auto &c : cases)
    expectIntegers(c.type, x + "%y = wick." + c.op, c.expected);
}

TEST_F(EvaluationTest, broadcastOfAUnitDimension) {
  expectReals("tensor<2x2xf64>",
              constant("x", "[[1.0], [2.0]]", "2x1xf64") +
                  "%y = wick.broadcast_in_dim %x {dims = array<i64: 0, 1>} : tensor<2x1xf64> -> "
                  "tensor<2x2xf64>",
              {1, 1, 2, 2});
}

TEST_F(EvaluationTest, insertSlice) {
  expectReals("tensor<3x2xf64>",
              constant("s", "[[5.0]]", "1x1xf64") + constant("d", "1.0", "3x2xf64") +
                  "%y = wick.insert_slice %s, %d {starts = array<i64: 2, 1>} : (tensor<1x1xf64>, "
                  "tensor<3x2xf64>) -> tensor<3x2xf64>",
              {1, 1, 1, 1, 1, 5});
}

//===----------------------------------------------------------------------===//
// Reduction, contraction
//===----------------------------------------------------------------------===//

TEST_F(EvaluationTest, reductions) {
  const std::string x = constant("x", "[[1.0, 5.0, 3.0], [4.0, 2.0, 6.0]]", "2x3xf64");
  auto expect = [&](const std::string &op, const std::string &type, std::vector<double> expected) {
    expectReals(type, x + "%y = wick." + op + " : (tensor<2x3xf64>) -> " + type, expected);
  };
  expect("reduce_sum %x {dims = array<i64: 0>}", "tensor<3xf64>", {5, 7, 9});
  expect("reduce_sum %x {dims = array<i64: 1>, keep_dims = true}", "tensor<2x1xf64>", {9, 12});
  expect("reduce_sum %x {dims = array<i64: 0, 1>}", "tensor<f64>", {21});
  expect("reduce_max %x {dims = array<i64: 1>}", "tensor<2xf64>", {5, 6});
  expect("reduce_mean %x {dims = array<i64: 0, 1>}", "tensor<f64>", {3.5});
  expect("reduce_mean %x {dims = array<i64: 0>}", "tensor<3xf64>", {2.5, 3.5, 4.5});
}

TEST_F(EvaluationTest, reductionsOfNothingAndOfNaN) {
  expectReals("tensor<2xf64>",
              "%x = wick.constant dense<> : tensor<2x0xf64>\n"
              "%y = wick.reduce_sum %x {dims = array<i64: 1>} : (tensor<2x0xf64>) -> tensor<2xf64>",
              {0, 0});
  expectReals("tensor<2xf64>",
              constant("x", "[[0x7FF8000000000000, -1.0], [-3.0, -2.0]]", "2x2xf64") +
                  "%y = wick.reduce_max %x {dims = array<i64: 1>} : (tensor<2x2xf64>) -> "
                  "tensor<2xf64>",
              {kNaN, -2});
}

TEST_F(EvaluationTest, argmaxTakesTheFirstOfTies) {
  expectIntegers("tensor<3xi32>",
                 constant("x", "[[1.0, 3.0, -2.0], [2.0, 3.0, -1.0]]", "2x3xf64") +
                     "%y = wick.argmax %x {dim = 0 : i64} : (tensor<2x3xf64>) -> tensor<3xi32>",
                 {1, 0, 1});
}

TEST_F(EvaluationTest, matmulUnderBothFlagsAndBatches) {
  const std::string type = "tensor<2x2xf64>";
  const std::string plain = "{}", left = "{transpose_lhs = true}", right = "{transpose_rhs = true}",
                    both = "{transpose_lhs = true, transpose_rhs = true}";
  const std::pair<std::string, std::vector<double>> cases[] = {{plain, {19, 22, 43, 50}},
                                                               {left, {26, 30, 38, 44}},
                                                               {right, {17, 23, 39, 53}},
                                                               {both, {23, 31, 34, 46}}};
  for (const auto &[flags, expected] : cases)
    expectReals(type,
                constant("a", "[[1.0, 2.0], [3.0, 4.0]]", "2x2xf64") +
                    constant("b", "[[5.0, 6.0], [7.0, 8.0]]", "2x2xf64") +
                    "%y = wick.matmul %a, %b " + flags + " : (" + type + ", " + type + ") -> " +
                    type,
                expected);
  expectIntegers("tensor<2x3x1x1xi8>",
                 constant("a", "[[[[1, 2]]], [[[3, 100]]]]", "2x1x1x2xi8") +
                     constant("b", "[[[1], [1]], [[2], [0]], [[0], [3]]]", "3x2x1xi8") +
                     "%y = wick.matmul %a, %b : (tensor<2x1x1x2xi8>, tensor<3x2x1xi8>) -> "
                     "tensor<2x3x1x1xi8>",
                 {3, 2, 6, 103, 6, 44}); // 300 wraps to 44
}

//===----------------------------------------------------------------------===//
// Neural networks, training
//===----------------------------------------------------------------------===//

TEST_F(EvaluationTest, linear) {
  const std::string operands = constant("x", "[1.0, 2.0]", "2xf64") +
                               constant("w", "[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]", "2x3xf64") +
                               constant("b", "[0.5, 0.25, 0.125]", "3xf64");
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
TEST_F(EvaluationTest, layerNormOfEachRow) {
  const std::string operands = constant("x", "[[1.0, 3.0], [5.0, 5.0]]", "2x2xf64") +
                               constant("g", "[2.0, 4.0]", "2xf64") +
                               constant("b", "[0.5, 0.25]", "2xf64");
  const double z = 1 / std::sqrt(1.25);
  expectReals("tensor<2x2xf64>",
              operands + "%y = wick.layer_norm %x, %g, %b {epsilon = 0.25 : f64} : "
                         "(tensor<2x2xf64>, tensor<2xf64>, tensor<2xf64>) -> tensor<2x2xf64>",
              {0.5 - 2 * z, 0.25 + 4 * z, 0.5, 0.25});
}

TEST_F(EvaluationTest, softmaxAlongAnyDimensionAndWithoutOverflow) {
  const std::string x = constant("x", "[[1.0, 1001.0], [2.0, 1002.0], [3.0, 1003.0]]", "3x2xf64");
  const double p[] = {0.09003057317038046, 0.24472847105479767, 0.6652409557748219};
  expectReals("tensor<3x2xf64>", x + "%y = wick.softmax %x {dim = 0 : i64} : tensor<3x2xf64>",
              {p[0], p[0], p[1], p[1], p[2], p[2]});
  expectReals("tensor<3x2xf64>", x + "%y = wick.log_softmax %x {dim = 0 : i64} : tensor<3x2xf64>",
              {-2.4076059644443806, -2.4076059644443806, -1.4076059644443806, -1.4076059644443806,
               -0.4076059644443806, -0.4076059644443806});
}

TEST_F(EvaluationTest, losses) {
  const std::string operands =
      constant("x", "[2.0, -1.0]", "2xf64") + constant("t", "[1.0, 0.0]", "2xf64");
  const std::string types = " %x, %t : (tensor<2xf64>, tensor<2xf64>) -> tensor<f64>";
  expectReals("tensor<f64>", operands + "%y = wick.mse_loss" + types, {1});
  // log(1 + e^-2) = 0.12692801104297263 and log(1 + e^-1) = 0.3132616875182228.
  expectReals("tensor<f64>", operands + "%y = wick.bce_with_logits" + types,
              {(0.12692801104297263 + 0.3132616875182228) / 2});
}

TEST_F(EvaluationTest, crossEntropyIgnoresLabelsThatAreNoClass) {
  const std::string logits =
      constant("x", "[[1.0, 2.0, 3.0], [1.0, 2.0, 3.0], [1.0, 2.0, 3.0]]", "3x3xf64");
  const std::string op =
      "%y = wick.cross_entropy %x, %l : (tensor<3x3xf64>, tensor<3xi32>) -> tensor<f64>";
  expectReals("tensor<f64>", logits + constant("l", "[2, 0, 1]", "3xi32") + op,
              {1.4076059644443806});
  expectReals("tensor<f64>", logits + constant("l", "[2, 3, -1]", "3xi32") + op,
              {0.4076059644443806 / 3});
}

TEST_F(EvaluationTest, optimizerSteps) {
  const std::string operands = constant("w", "[1.0]", "1xf64") + constant("g", "[0.5]", "1xf64") +
                               constant("m", "[0.25]", "1xf64") + constant("v", "[0.16]", "1xf64") +
                               constant("t", "2", "i64") + constant("r", "0.1", "f64");
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

//===----------------------------------------------------------------------===//
// Random
//===----------------------------------------------------------------------===//

/// The known answers of Random123's distribution (tests/kat_vectors, philox4x32 10).
TEST(PhiloxTest, knownAnswers) {
  using Words = std::array<uint32_t, 4>;
  EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}), (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  EXPECT_EQ(philox({~0u, ~0u, ~0u, ~0u}, {~0u, ~0u}),
            (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

/// Words 0 to 4 of seed 0, stream 0, counter 0; word 4 is the first of the second block.
TEST_F(EvaluationTest, uniformNumbersAreTheWordsUpperBits) {
  const std::string s = constant("s", "0", "i64");
  const uint32_t next = philox({1, 0, 0, 0}, {0, 0})[0];
  auto unit = [](uint32_t word) { return (word >> 8) * 0x1p-24; };
  expectReals("tensor<5xf32>",
              s + "%y = wick.random_uniform %s, %s {low = -1.0 : f64} : (tensor<i64>, "
                  "tensor<i64>) -> tensor<5xf32>",
              {2 * unit(0x6627e8d5) - 1, 2 * unit(0xe169c58d) - 1, 2 * unit(0xbc57ac4c) - 1,
               2 * unit(0x9b00dbd8) - 1, 2 * unit(next) - 1});
}

TEST_F(EvaluationTest, seedCounterAndStreamFillTheBlock) {
  // key = (low, high) of the seed 2^32 + 2; counter = (0, stream 3, low, high of 2^33 + 5).
  const double expected = (philox({0, 3, 5, 2}, {2, 1})[0] >> 8) * 0x1p-24;
  expectReals("tensor<1xf32>",
              constant("s", "4294967298", "i64") + constant("c", "8589934597", "i64") +
                  "%y = wick.random_uniform %s, %c {stream = 3 : i64} : (tensor<i64>, "
                  "tensor<i64>) -> tensor<1xf32>",
              {expected});
}

TEST_F(EvaluationTest, normalNumbersByBoxAndMuller) {
  const double u1 = ((0x6627e8d5 >> 8) + 1) * 0x1p-24, u2 = (0xe169c58d >> 8) * 0x1p-24;
  const double radius = std::sqrt(-2 * std::log(u1)), angle = 2 * 3.141592653589793 * u2;
  expectReals("tensor<2xf64>",
              constant("s", "0", "i64") +
                  "%y = wick.random_normal %s, %s {mean = 1.0 : f64, stddev = 2.0 : f64} : "
                  "(tensor<i64>, tensor<i64>) -> tensor<2xf64>",
              {1 + 2 * radius * std::cos(angle), 1 + 2 * radius * std::sin(angle)});
}

/// The uniform numbers of seed 0 begin 0.399, 0.881, 0.736, 0.605.
TEST_F(EvaluationTest, dropoutKeepsWhereTheNumberReachesTheRate) {
  expectReals("tensor<4xf64>",
              constant("x", "[1.0, 2.0, 3.0, 4.0]", "4xf64") + constant("s", "0", "i64") +
                  "%y = wick.dropout %x, %s, %s {rate = 0.75 : f64} : (tensor<4xf64>, tensor<i64>, "
                  "tensor<i64>) -> tensor<4xf64>",
              {0, 8, 0, 0});
}

} // namespace wick::test
