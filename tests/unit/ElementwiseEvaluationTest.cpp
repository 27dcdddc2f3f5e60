// The reference evaluation of elementwise ops against numbers computed by hand or published.
#include "tests/unit/EvaluationFixture.h"

#include <limits>

namespace wick::test {

using ElementwiseEvaluationTest = EvaluationFixture;
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

TEST_F(ElementwiseEvaluationTest, binaryOpsBroadcastAsNumpyDoes) {
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
    std::string left = a == "0x3xf64" ? "%a = wick.constant dense<> : tensor<0x3xf64>\n"
                                      : denseConstant("a", c.a, a);
    expectReals(type,
                left + denseConstant("b", c.b, b) + "%y = wick.add %a, %b : (tensor<" + a +
                    ">, tensor<" + b + ">) -> " + type,
                c.sum);
  }
}

TEST_F(ElementwiseEvaluationTest, binaryFloats) {
  const std::string operands = denseConstant("a", "[7.0, -7.0, 0x7FF8000000000000]", "3xf64") +
                               denseConstant("b", "[2.0, 2.0, 2.0]", "3xf64");
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

TEST_F(ElementwiseEvaluationTest, integersWrapAndTruncate) {
  const std::string operands =
      denseConstant("a", "[127, -128, -7]", "3xi8") + denseConstant("b", "[1, -1, 2]", "3xi8");
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
  expectIntegers("tensor<i8>", denseConstant("a", "-128", "i8") + "%y = wick.neg %a : tensor<i8>",
                 {-128});
}

TEST_F(ElementwiseEvaluationTest, comparisonsWithNaNAreFalseButForNe) {
  const std::string operands = denseConstant("a", "[1.0, 2.0, 3.0, 0x7FF8000000000000]", "4xf64") +
                               denseConstant("b", "2.0", "f64");
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

TEST_F(ElementwiseEvaluationTest, selectBroadcastsAllThree) {
  expectIntegers("tensor<2x2xi32>",
                 denseConstant("p", "[[true], [false]]", "2x1xi1") +
                     denseConstant("a", "[1, 2]", "2xi32") + denseConstant("b", "9", "i32") +
                     "%y = wick.select %p, %a, %b : (tensor<2x1xi1>, tensor<2xi32>, tensor<i32>) "
                     "-> tensor<2x2xi32>",
                 {1, 2, 9, 9});
}

TEST_F(ElementwiseEvaluationTest, unary) {
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
                denseConstant("x", "[-1.0, 0.0, 1.0, 2.0]", "4xf64") + "%y = wick." + c.op +
                    " : tensor<4xf64>",
                c.expected);
}

TEST_F(ElementwiseEvaluationTest, sigmoidOverflowsNowhere) {
  expectReals("tensor<2xf64>",
              denseConstant("x", "[-1000.0, 1000.0]", "2xf64") +
                  "%y = wick.sigmoid %x : tensor<2xf64>",
              {0, 1});
}

TEST_F(ElementwiseEvaluationTest, casts) {
  const std::string x =
      denseConstant("x", "[-1.9, 1.9, 300.0, -1.0e30, 0x7FF8000000000000]", "5xf64");
  expectIntegers("tensor<5xi8>", x + "%y = wick.cast %x : tensor<5xf64> -> tensor<5xi8>",
                 {-1, 1, 127, -128, 0});
  expectIntegers("tensor<5xi64>", x + "%y = wick.cast %x : tensor<5xf64> -> tensor<5xi64>",
                 {-1, 1, 300, std::numeric_limits<int64_t>::min(), 0});
  expectIntegers("tensor<5xi1>", x + "%y = wick.cast %x : tensor<5xf64> -> tensor<5xi1>",
                 {1, 1, 1, 1, 1});
  const std::string i = denseConstant("x", "[-1, 0, 300]", "3xi32");
  expectIntegers("tensor<3xi8>", i + "%y = wick.cast %x : tensor<3xi32> -> tensor<3xi8>",
                 {-1, 0, 44});
  expectIntegers("tensor<3xi1>", i + "%y = wick.cast %x : tensor<3xi32> -> tensor<3xi1>",
                 {1, 0, 1});
  expectReals("tensor<3xf32>", i + "%y = wick.cast %x : tensor<3xi32> -> tensor<3xf32>",
              {-1, 0, 300});
}

} // namespace wick::test
