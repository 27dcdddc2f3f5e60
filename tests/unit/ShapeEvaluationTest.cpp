// The reference evaluation of movement, reductions and products against numbers computed by hand or
// published.
#include "tests/unit/EvaluationFixture.h"

#include <limits>

namespace wick::test {

using ShapeEvaluationTest = EvaluationFixture;
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

TEST_F(ShapeEvaluationTest, movement) {
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

TEST_F(ShapeEvaluationTest, broadcastOfAUnitDimension) {
  expectReals("tensor<2x2xf64>",
              denseConstant("x", "[[1.0], [2.0]]", "2x1xf64") +
                  "%y = wick.broadcast_in_dim %x {dims = array<i64: 0, 1>} : tensor<2x1xf64> -> "
                  "tensor<2x2xf64>",
              {1, 1, 2, 2});
}

TEST_F(ShapeEvaluationTest, insertSlice) {
  expectReals("tensor<3x2xf64>",
              denseConstant("s", "[[5.0]]", "1x1xf64") + denseConstant("d", "1.0", "3x2xf64") +
                  "%y = wick.insert_slice %s, %d {starts = array<i64: 2, 1>} : (tensor<1x1xf64>, "
                  "tensor<3x2xf64>) -> tensor<3x2xf64>",
              {1, 1, 1, 1, 1, 5});
}

TEST_F(ShapeEvaluationTest, reductions) {
  const std::string x = denseConstant("x", "[[1.0, 5.0, 3.0], [4.0, 2.0, 6.0]]", "2x3xf64");
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

TEST_F(ShapeEvaluationTest, reductionsOfNothingAndOfNaN) {
  expectReals("tensor<2xf64>",
              "%x = wick.constant dense<> : tensor<2x0xf64>\n"
              "%y = wick.reduce_sum %x {dims = array<i64: 1>} : (tensor<2x0xf64>) -> tensor<2xf64>",
              {0, 0});
  expectReals("tensor<2xf64>",
              denseConstant("x", "[[0x7FF8000000000000, -1.0], [-3.0, -2.0]]", "2x2xf64") +
                  "%y = wick.reduce_max %x {dims = array<i64: 1>} : (tensor<2x2xf64>) -> "
                  "tensor<2xf64>",
              {kNaN, -2});
}

TEST_F(ShapeEvaluationTest, argmaxTakesTheFirstOfTies) {
  expectIntegers("tensor<3xi32>",
                 denseConstant("x", "[[1.0, 3.0, -2.0], [2.0, 3.0, -1.0]]", "2x3xf64") +
                     "%y = wick.argmax %x {dim = 0 : i64} : (tensor<2x3xf64>) -> tensor<3xi32>",
                 {1, 0, 1});
}

TEST_F(ShapeEvaluationTest, matmulUnderBothFlagsAndBatches) {
  const std::string type = "tensor<2x2xf64>";
  const std::string plain = "{}", left = "{transpose_lhs = true}", right = "{transpose_rhs = true}",
                    both = "{transpose_lhs = true, transpose_rhs = true}";
  const std::pair<std::string, std::vector<double>> cases[] = {{plain, {19, 22, 43, 50}},
                                                               {left, {26, 30, 38, 44}},
                                                               {right, {17, 23, 39, 53}},
                                                               {both, {23, 31, 34, 46}}};
  for (const auto &[flags, expected] : cases)
    expectReals(type,
                denseConstant("a", "[[1.0, 2.0], [3.0, 4.0]]", "2x2xf64") +
                    denseConstant("b", "[[5.0, 6.0], [7.0, 8.0]]", "2x2xf64") +
                    "%y = wick.matmul %a, %b " + flags + " : (" + type + ", " + type + ") -> " +
                    type,
                expected);
  expectIntegers("tensor<2x3x1x1xi8>",
                 denseConstant("a", "[[[[1, 2]]], [[[3, 100]]]]", "2x1x1x2xi8") +
                     denseConstant("b", "[[[1], [1]], [[2], [0]], [[0], [3]]]", "3x2x1xi8") +
                     "%y = wick.matmul %a, %b : (tensor<2x1x1x2xi8>, tensor<3x2x1xi8>) -> "
                     "tensor<2x3x1x1xi8>",
                 {3, 2, 6, 103, 6, 44}); // 300 wraps to 44
}

} // namespace wick::test
