// 09.4, the gradient of max pooling: the rule, and the loops that find each window's winner.
#include "curriculum/09_spatial/checks/Windows.h"
#include <random>

using namespace wick::check;

/// loss = mean of (max_pool2d(x) - t)^2.
static const char layer[] = R"(
func.func @f(%x: tensor<$Xf64> {wick.name = "x", wick.role = #wick.role<param>},
             %t: tensor<$Yf64> {wick.name = "t", wick.role = #wick.role<input>})
    -> (tensor<f64> {wick.name = "loss"}) attributes {wick.entry, wick.loss = 0} {
  %y = wick.max_pool2d %x {kernel = $KERNEL, strides = $STRIDES, padding = $PADDING}
      : (tensor<$Xf64>) -> tensor<$Yf64>
  %loss = wick.mse_loss %y, %t : (tensor<$Yf64>, tensor<$Yf64>) -> tensor<f64>
  return %loss : tensor<f64>
})";

static const char gradient[] = R"(
func.func @f(%x: tensor<$Xf32> {wick.name = "x", wick.role = #wick.role<input>},
             %g: tensor<$Yf32> {wick.name = "g", wick.role = #wick.role<input>})
    -> (tensor<$Xf32> {wick.name = "d"}) attributes {wick.entry} {
  %d = wick.max_pool2d_gradient %x, %g {kernel = $KERNEL, strides = $STRIDES, padding = $PADDING}
      : (tensor<$Xf32>, tensor<$Yf32>) -> tensor<$Xf32>
  return %d : tensor<$Xf32>
})";

static Program train(const Setting &s, int channels = 1) {
  return given(layer, replacementsOf(s, 1, channels, channels));
}

static Program pullBack(const Setting &s, int images = 1, int channels = 1) {
  return given(gradient, replacementsOf(s, images, channels, channels));
}

static const Setting overlapping = {{1, 4}, {1, 2}};

LAB_CHECK("09.4", verifies, validIR, "The gradient has the type of the image") {
  for (const Setting &setting : awkwardSettings)
    train(setting, 2).run("wick-autodiff");
}

LAB_CHECK("09.4", verifies, border, "The windows have their border") {
  train({{4, 4}, {2, 2}, {2, 2}, {1, 1}}).run("wick-autodiff");
}

LAB_CHECK("09.4", verifies, loopsAreValid, "The loops are valid, and no wick op is left") {
  pullBack({{4, 5}, {2, 3}, {2, 2}, {1, 1}}, 2, 3)
      .run("wick-to-linalg")
      .expectOps("wick.max_pool2d_gradient", 0);
}

LAB_CHECK("09.4", structure, rule, "The rule keeps the image and the windows") {
  train({{5, 7}, {2, 3}, {3, 2}, {0, 1}}).run("wick-autodiff,canonicalize,cse").expectIR(R"(
    CHECK: func.func @f(%[[X:.*]]: tensor<1x1x5x7xf64> {{.*}}, %[[T:.*]]:
    CHECK: %[[G:.*]] = wick.mul
    CHECK: %[[DX:.*]] = wick.max_pool2d_gradient %[[X]], %[[G]] {kernel = array<i64: 2, 3>, padding = array<i64: 0, 1>, strides = array<i64: 3, 2>}
    CHECK: return %{{.*}}, %[[DX]])");
}

LAB_CHECK("09.4", structure, loops, "One comparison decides about value, row and column") {
  pullBack({{4, 5}, {2, 2}, {2, 2}}).run("wick-to-linalg").expectIR(R"(
    CHECK: arith.cmpf
    CHECK-COUNT-3: arith.select
    CHECK-NOT: arith.cmpf
    CHECK: arith.addf
    CHECK: tensor.insert)");
}

LAB_CHECK("09.4", execution, byHand, "Where the largest stands the gradient goes") {
  pullBack({{2, 4}, {2, 2}, {2, 2}})
      .with("x", {1, 2, 8, 7, 4, 3, 5, 6})
      .with("g", {10, 20})
      .expectNativeResults("naive");
}

LAB_CHECK("09.4", execution, ties, "The first of equal elements gets all of it") {
  pullBack({{3, 3}, {3, 3}}).with("x", {7}).with("g", {5}).expectNativeResults("naive");
  pullBack({{2, 3}, {2, 3}})
      .with("x", {1, 3, 2, 3, 3, 0})
      .with("g", {5})
      .expectNativeResults("naive");
}

LAB_CHECK("09.4", execution, overlaps, "An element that wins two windows gets both gradients") {
  pullBack(overlapping)
      .with("x", {1, 9, 2, 3})
      .with("g", {1, 10, 100})
      .expectNativeResults("naive");
}

LAB_CHECK("09.4", execution, negative, "A window of negative numbers has a winner") {
  pullBack({{2, 2}, {2, 2}})
      .with("x", {-4, -3, -1, -2})
      .with("g", {5})
      .expectNativeResults("naive");
}

LAB_CHECK("09.4", execution, derivatives, "The rule's gradients are derivatives") {
  for (const Setting &setting : awkwardSettings)
    train(setting, 2).run("wick-autodiff").expectGradients();
}

LAB_CHECK("09.4", execution, randomImages, "Windows of all kinds on images of few numbers") {
  std::mt19937 random(seed());
  for (const Setting &setting : compiledSettings) {
    Program program = pullBack(setting, 2, 2);
    std::vector<double> image(2 * 2 * setting.image[0] * setting.image[1]);
    for (double &element : image)
      element = std::uniform_int_distribution(-2, 2)(random);
    program.with("x", image).expectNativeResults("naive");
  }
}

LAB_CHECK("09.4", cost, oneComparison, "Each element is read once for each window") {
  pullBack({{4, 5}, {2, 2}, {2, 2}}).run("wick-to-linalg").expectAtMostOps("tensor.extract", 4);
}
