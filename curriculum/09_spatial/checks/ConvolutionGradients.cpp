// 09.3, the gradients of a convolution: the rule, and the image's as a convolution.
#include "curriculum/09_spatial/checks/Windows.h"

using namespace wick::check;

/// loss = mean of (conv2d(x, w, b) - t)^2.
static const char layer[] = R"(
func.func @f(%x: tensor<$Xf64> {wick.name = "x", wick.role = #wick.role<param>},
             %w: tensor<$Wf64> {wick.name = "w", wick.role = #wick.role<param>},
             %b: tensor<$Bf64> {wick.name = "b", wick.role = #wick.role<param>},
             %t: tensor<$Yf64> {wick.name = "t", wick.role = #wick.role<input>})
    -> (tensor<f64> {wick.name = "loss"}) attributes {wick.entry, wick.loss = 0} {
  %y = wick.conv2d %x, %w$BIAS {strides = $STRIDES, padding = $PADDING}
      : (tensor<$Xf64>, tensor<$Wf64>$TYPE) -> tensor<$Yf64>
  %loss = wick.mse_loss %y, %t : (tensor<$Yf64>, tensor<$Yf64>) -> tensor<f64>
  return %loss : tensor<f64>
})";

static const char inputGradient[] = R"(
func.func @f(%g: tensor<$Yf64> {wick.name = "g", wick.role = #wick.role<input>},
             %w: tensor<$Wf64> {wick.name = "w", wick.role = #wick.role<param>})
    -> (tensor<$Xf64> {wick.name = "x"}) attributes {wick.entry} {
  %x = wick.conv2d_input_gradient %g, %w {strides = $STRIDES, padding = $PADDING}
      : (tensor<$Yf64>, tensor<$Wf64>) -> tensor<$Xf64>
  return %x : tensor<$Xf64>
})";

static Program train(const Setting &s, int images, int channels, int filters, bool hasBias = true) {
  auto replacements = replacementsOf(s, images, channels, filters);
  replacements["BIAS"] = hasBias ? ", %b" : "";
  replacements["TYPE"] = hasBias ? ", tensor<" + replacements["B"] + "f64>" : "";
  return given(layer, replacements);
}

static Program pullBack(const Setting &s, int images, int channels, int filters) {
  return given(inputGradient, replacementsOf(s, images, channels, filters));
}

static const Setting same = {{3, 4}, {3, 3}, {1, 1}, {1, 1}};
/// The last row is in no window.
static const Setting apart = {{6, 5}, {3, 3}, {2, 2}};

LAB_CHECK("09.3", verifies, validIR, "Each gradient has the type of its operand") {
  train(same, 2, 3, 5).run("wick-autodiff");
  train(same, 2, 3, 5, /*hasBias=*/false).run("wick-autodiff");
}

LAB_CHECK("09.3", verifies, validDecomposition, "The image's gradient has the image's type") {
  pullBack(same, 2, 3, 5).run("wick-decompose");
  pullBack(apart, 2, 3, 5).run("wick-decompose");
}

LAB_CHECK("09.3", structure, rule, "Two gradients of a convolution, and a sum for the bias") {
  train(apart, 2, 3, 4).run("wick-autodiff,canonicalize,cse").expectIR(R"(
    CHECK: func.func @f(%[[X:.*]]: tensor<2x3x6x5xf64> {{.*}}, %[[W:.*]]: tensor<4x3x3x3xf64> {{.*}}
    CHECK: %[[G:.*]] = wick.mul
    CHECK-DAG: %[[DX:.*]] = wick.conv2d_input_gradient %[[G]], %[[W]] {strides = array<i64: 2, 2>}
    CHECK-DAG: %[[DW:.*]] = wick.conv2d_weight_gradient %[[X]], %[[G]] {strides = array<i64: 2, 2>}
    CHECK-DAG: %[[DB:.*]] = wick.reduce_sum %[[G]] {dims = array<i64: 0, 2, 3>}
    CHECK: return %{{.*}}, %[[DX]], %[[DW]], %[[DB]])");
}

LAB_CHECK("09.3", structure, wayBack, "Filters turned around go over the gradient, one by one") {
  pullBack(apart, 2, 3, 4).run("wick-decompose,canonicalize,cse").expectIR(R"(
    CHECK-DAG: %[[SPREAD:.*]] = wick.pad %{{.*}} {high = array<i64: 0, 0, 3, 2>, interior = array<i64: 0, 0, 1, 1>, low = array<i64: 0, 0, 2, 2>
    CHECK-DAG: wick.transpose %{{.*}} {permutation = array<i64: 1, 0, 2, 3>}
    CHECK-DAG: wick.reverse %{{.*}} {dims = array<i64: 2, 3>}
    CHECK: wick.conv2d %[[SPREAD]], %{{[^ ]+}} : (tensor<2x4x8x7xf64>, tensor<3x4x3x3xf64>) -> tensor<2x3x6x5xf64>)");
}

LAB_CHECK("09.3", execution, byHand, "A row of four, filters of three") {
  pullBack({{1, 4}, {1, 3}}, 1, 1, 1)
      .with("g", {2, 5})
      .with("w", {1, 10, 100})
      .run("wick-decompose")
      .expectResult("x", {2, 25, 250, 500});
}

LAB_CHECK("09.3", execution, stridesByHand, "A row of six, filters of two that are two apart") {
  pullBack({{1, 6}, {1, 2}, {1, 2}}, 1, 1, 1)
      .with("g", {1, 2, 3})
      .with("w", {1, 10})
      .run("wick-decompose")
      .expectResult("x", {1, 10, 2, 20, 3, 30});
}

LAB_CHECK("09.3", execution, gradients, "Gradients are derivatives, for windows of all kinds") {
  for (const Setting &setting : awkwardSettings)
    train(setting, 2, 2, 1).run("wick-autodiff").expectGradients();
  train(same, 1, 1, 1, /*hasBias=*/false).run("wick-autodiff").expectGradients();
}

LAB_CHECK("09.3", execution, decompositions, "As a convolution the gradient is the same") {
  for (const Setting &setting : awkwardSettings)
    pullBack(setting, 2, 3, 2).run("wick-decompose").expectSameResults();
  // As many channels as filters: what is mixed up has the right type.
  for (const Setting &setting : awkwardSettings)
    pullBack(setting, 1, 3, 3).run("wick-decompose").expectSameResults();
}

LAB_CHECK("09.3", cost, oneConvolution, "No more work than the reference") {
  train(apart, 2, 3, 5).run("wick-autodiff,wick-decompose,canonicalize,cse").expectReferenceCost();
}
