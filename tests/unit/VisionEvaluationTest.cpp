// The reference evaluation of convolution, pooling and batch norm against numbers computed by hand.
#include "tests/unit/EvaluationFixture.h"

#include <limits>

namespace wick::test {

using VisionEvaluationTest = EvaluationFixture;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// %name = a constant of f64 with the numbers of `values`, row-major, in `shape` ("1x2x").
static std::string constant(const std::string &name, const std::string &shape,
                            const std::string &values) {
  size_t count = std::count(values.begin(), values.end(), ',') + 1;
  std::string flat = "tensor<" + std::to_string(count) + "xf64>";
  return "%" + name + "_flat = wick.constant dense<[" + values + "]> : " + flat + "\n%" + name +
         " = wick.reshape %" + name + "_flat : " + flat + " -> tensor<" + shape + "f64>\n";
}

static std::string tensor(const std::string &shape) { return "tensor<" + shape + "f64>"; }

/// 1, 2, 3 / 4, 5, 6.
static const std::string kImage = constant("x", "1x1x2x3x", "1.0, 2.0, 3.0, 4.0, 5.0, 6.0");

//===----------------------------------------------------------------------===//
// Convolution
//===----------------------------------------------------------------------===//

TEST_F(VisionEvaluationTest, convolutionDoesNotTurnTheFilterAround) {
  expectReals(tensor("1x1x1x2x"),
              kImage + constant("w", "1x1x2x2x", "1.0, 10.0, 100.0, 1000.0") +
                  "%y = wick.conv2d %x, %w : (tensor<1x1x2x3xf64>, tensor<1x1x2x2xf64>) -> "
                  "tensor<1x1x1x2xf64>",
              {5421, 6532});
}

TEST_F(VisionEvaluationTest, convolutionOfOneByOneMixesChannels) {
  // Two channels of 1 x 2; three filters.
  expectReals(tensor("1x3x1x2x"),
              constant("x", "1x2x1x2x", "1.0, 2.0, 3.0, 4.0") +
                  constant("w", "3x2x1x1x", "1.0, 0.0, 0.0, 1.0, 10.0, 1.0") +
                  constant("b", "3x", "0.5, 0.0, -1.0") +
                  "%y = wick.conv2d %x, %w, %b : (tensor<1x2x1x2xf64>, tensor<3x2x1x1xf64>, "
                  "tensor<3xf64>) -> tensor<1x3x1x2xf64>",
              {1.5, 2.5, 3, 4, 12, 23});
}

TEST_F(VisionEvaluationTest, convolutionWithABorderOnOneSideOfTheWindow) {
  // Windows of 1 x 3 around each element; a border left and right, none above.
  expectReals(tensor("1x1x2x3x"),
              kImage + constant("w", "1x1x1x3x", "1.0, 10.0, 100.0") +
                  "%y = wick.conv2d %x, %w {padding = array<i64: 0, 1>} : (tensor<1x1x2x3xf64>, "
                  "tensor<1x1x1x3xf64>) -> tensor<1x1x2x3xf64>",
              {210, 321, 32, 540, 654, 65});
}

TEST_F(VisionEvaluationTest, convolutionStridesMayJumpOverElements) {
  // Windows of 1 x 1, three apart: columns 0 and 3 of 0 .. 4; two images.
  expectReals(tensor("2x1x1x2x"),
              constant("x", "2x1x1x5x", "0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0") +
                  constant("w", "1x1x1x1x", "2.0") +
                  "%y = wick.conv2d %x, %w {strides = array<i64: 2, 3>} : (tensor<2x1x1x5xf64>, "
                  "tensor<1x1x1x1xf64>) -> tensor<2x1x1x2xf64>",
              {0, 6, 10, 16});
}

TEST_F(VisionEvaluationTest, inputGradientGivesEachElementWhatItWasMultipliedWith) {
  // The second window is cut off by the image's edge: strides 2 on 3 columns leave one window of 2,
  // and column 2 unread.
  expectReals(tensor("1x1x1x3x"),
              constant("g", "1x1x1x1x", "7.0") + constant("w", "1x1x1x2x", "1.0, 10.0") +
                  "%y = wick.conv2d_input_gradient %g, %w {strides = array<i64: 1, 2>} : "
                  "(tensor<1x1x1x1xf64>, tensor<1x1x1x2xf64>) -> tensor<1x1x1x3xf64>",
              {7, 70, 0});
  // Overlapping windows with a border: x0 is in windows 0 (tap 1) and 1 (tap 0).
  expectReals(tensor("1x1x1x2x"),
              constant("g", "1x1x1x2x", "1.0, 2.0") +
                  constant("w", "1x1x1x3x", "1.0, 10.0, 100.0") +
                  "%y = wick.conv2d_input_gradient %g, %w {padding = array<i64: 0, 1>} : "
                  "(tensor<1x1x1x2xf64>, tensor<1x1x1x3xf64>) -> tensor<1x1x1x2xf64>",
              {12, 120});
}

TEST_F(VisionEvaluationTest, weightGradientSumsOverPlacesAndImages) {
  expectReals(tensor("1x1x1x2x"),
              constant("x", "2x1x1x3x", "1.0, 2.0, 3.0, 4.0, 5.0, 6.0") +
                  constant("g", "2x1x1x2x", "1.0, 10.0, 100.0, 1000.0") +
                  "%y = wick.conv2d_weight_gradient %x, %g : (tensor<2x1x1x3xf64>, "
                  "tensor<2x1x1x2xf64>) -> tensor<1x1x1x2xf64>",
              {1 + 20 + 400 + 5000, 2 + 30 + 500 + 6000});
}

//===----------------------------------------------------------------------===//
// Pooling
//===----------------------------------------------------------------------===//

TEST_F(VisionEvaluationTest, maximaOfWindowsThatLeaveARestOver) {
  expectReals(tensor("1x1x1x1x"),
              kImage + "%y = wick.max_pool2d %x {kernel = array<i64: 2, 2>, strides = array<i64: "
                       "2, 2>} : (tensor<1x1x2x3xf64>) -> tensor<1x1x1x1xf64>",
              {5});
  // Windows of 1 x 1 that jump over columns.
  expectReals(tensor("1x1x2x2x"),
              kImage + "%y = wick.max_pool2d %x {kernel = array<i64: 1, 1>, strides = array<i64: "
                       "1, 2>} : (tensor<1x1x2x3xf64>) -> tensor<1x1x2x2xf64>",
              {1, 3, 4, 6});
}

TEST_F(VisionEvaluationTest, theBorderIsNeverTheLargest) {
  expectReals(tensor("1x1x1x2x"),
              constant("x", "1x1x1x2x", "-3.0, -2.0") +
                  "%y = wick.max_pool2d %x {kernel = array<i64: 1, 2>, strides = array<i64: 1, 2>,"
                  " padding = array<i64: 0, 1>} : (tensor<1x1x1x2xf64>) -> tensor<1x1x1x2xf64>",
              {-3, -2});
}

TEST_F(VisionEvaluationTest, theMaximumWithANaNIsNaN) {
  expectReals(tensor("1x1x1x2x"),
              constant("x", "1x1x1x4x", "0x7FF8000000000000, 1.0, 2.0, 3.0") +
                  "%y = wick.max_pool2d %x {kernel = array<i64: 1, 2>, strides = array<i64: 1, "
                  "2>} : (tensor<1x1x1x4xf64>) -> tensor<1x1x1x2xf64>",
              {kNaN, 3});
}

TEST_F(VisionEvaluationTest, theMeanCountsTheBorder) {
  expectReals(tensor("1x1x1x2x"),
              kImage + "%y = wick.avg_pool2d %x {kernel = array<i64: 2, 2>, strides = array<i64: "
                       "2, 2>, padding = array<i64: 0, 1>} : (tensor<1x1x2x3xf64>) -> "
                       "tensor<1x1x1x2xf64>",
              {5. / 4, 16. / 4});
}

TEST_F(VisionEvaluationTest, theFirstOfEqualElementsGetsTheGradient) {
  expectReals(tensor("1x1x2x2x"),
              constant("x", "1x1x2x2x", "1.0, 2.0, 2.0, 2.0") + constant("g", "1x1x1x1x", "7.0") +
                  "%y = wick.max_pool2d_gradient %x, %g {kernel = array<i64: 2, 2>, strides = "
                  "array<i64: 2, 2>} : (tensor<1x1x2x2xf64>, tensor<1x1x1x1xf64>) -> "
                  "tensor<1x1x2x2xf64>",
              {0, 7, 0, 0});
}

TEST_F(VisionEvaluationTest, overlappingWindowsAddTheirGradients) {
  expectReals(tensor("1x1x1x4x"),
              constant("x", "1x1x1x4x", "1.0, 9.0, 2.0, 3.0") +
                  constant("g", "1x1x1x3x", "1.0, 10.0, 100.0") +
                  "%y = wick.max_pool2d_gradient %x, %g {kernel = array<i64: 1, 2>, strides = "
                  "array<i64: 1, 1>} : (tensor<1x1x1x4xf64>, tensor<1x1x1x3xf64>) -> "
                  "tensor<1x1x1x4xf64>",
              {0, 11, 0, 100});
}

//===----------------------------------------------------------------------===//
// Batch norm, reverse
//===----------------------------------------------------------------------===//

/// Result `index` of the batch norm of two images of two channels, 1 x 1.
static std::string batchNorm(const std::string &attributes, int index) {
  return constant("x", "2x2x1x1x", "1.0, 10.0, 3.0, 30.0") + constant("g", "2x", "2.0, 1.0") +
         constant("b", "2x", "0.5, 0.0") + constant("m", "2x", "1.0, 0.0") +
         constant("v", "2x", "4.0, 1.0") +
         "%r:3 = wick.batch_norm %x, %g, %b, %m, %v {epsilon = 1.0e-300 : f64, momentum = 0.25 : "
         "f64" +
         attributes +
         "} : (tensor<2x2x1x1xf64>, tensor<2xf64>, tensor<2xf64>, tensor<2xf64>, tensor<2xf64>) -> "
         "(tensor<2x2x1x1xf64>, tensor<2xf64>, tensor<2xf64>)\n"
         "%y = wick.stop_gradient %r#" +
         std::to_string(index) + " : " + (index ? "tensor<2xf64>" : "tensor<2x2x1x1xf64>");
}

TEST_F(VisionEvaluationTest, batchNormUsesTheRunningStatistics) {
  expectReals(tensor("2x2x1x1x"), batchNorm("", 0), {0.5, 10, 2.5, 30});
  expectReals(tensor("2x"), batchNorm("", 1), {1, 0});
  expectReals(tensor("2x"), batchNorm("", 2), {4, 1});
}

TEST_F(VisionEvaluationTest, batchNormInTrainingMeasuresAndMovesThem) {
  // Means 2 and 20; biased variances 1 and 100; unbiased ones 2 and 200.
  expectReals(tensor("2x2x1x1x"), batchNorm(", training = true", 0), {-1.5, -1, 2.5, 1});
  expectReals(tensor("2x"), batchNorm(", training = true", 1), {1.25, 5});
  expectReals(tensor("2x"), batchNorm(", training = true", 2), {3.5, 50.75});
}

TEST_F(VisionEvaluationTest, reverseTurnsTheNamedDimensionsAround) {
  expectReals(tensor("1x1x2x3x"),
              kImage + "%y = wick.reverse %x {dims = array<i64: 3>} : " + tensor("1x1x2x3x"),
              {3, 2, 1, 6, 5, 4});
  expectReals(tensor("1x1x2x3x"),
              kImage + "%y = wick.reverse %x {dims = array<i64: 0, 2, 3>} : " + tensor("1x1x2x3x"),
              {6, 5, 4, 3, 2, 1});
}

} // namespace wick::test
