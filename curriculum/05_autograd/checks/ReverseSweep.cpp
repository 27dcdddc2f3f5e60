// 05.1, the reverse sweep: its order, and values that are used more than once.
#include "curriculum/checker/Program.h"

using namespace wick::check;

/// loss = w w.
static const char square[] = R"(
func.func @f(%w: tensor<f64> {wick.name = "w", wick.role = #wick.role<param>})
    -> (tensor<f64> {wick.name = "loss"}) attributes {wick.entry, wick.loss = 0} {
  %loss = wick.mul %w, %w : (tensor<f64>, tensor<f64>) -> tensor<f64>
  return %loss : tensor<f64>
})";

/// A diamond: a reaches the loss through b and through c, and b is used by c as well.
static const char diamond[] = R"(
func.func @f(%w: tensor<3xf64> {wick.name = "w", wick.role = #wick.role<param>})
    -> (tensor<f64> {wick.name = "loss"}) attributes {wick.entry, wick.loss = 0} {
  %a = wick.exp %w : tensor<3xf64>
  %b = wick.tanh %a : tensor<3xf64>
  %c = wick.mul %a, %b : (tensor<3xf64>, tensor<3xf64>) -> tensor<3xf64>
  %d = wick.mul %c, %b : (tensor<3xf64>, tensor<3xf64>) -> tensor<3xf64>
  %loss = wick.reduce_sum %d {dims = array<i64: 0>} : (tensor<3xf64>) -> tensor<f64>
  return %loss : tensor<f64>
})";

/// y is computed from w, but the loss does not depend on it.
static const char sideResult[] = R"(
func.func @f(%w: tensor<2xf64> {wick.name = "w", wick.role = #wick.role<param>})
    -> (tensor<f64> {wick.name = "loss"}, tensor<2xi32> {wick.name = "y"})
    attributes {wick.entry, wick.loss = 0} {
  %loss = wick.reduce_sum %w {dims = array<i64: 0>} : (tensor<2xf64>) -> tensor<f64>
  %y = wick.cast %w : tensor<2xf64> -> tensor<2xi32>
  return %loss, %y : tensor<f64>, tensor<2xi32>
})";

LAB_CHECK("05.1", verifies, validIR, "The IR is valid after the pass") {
  given(square).run("wick-autodiff");
  given(diamond).run("wick-autodiff");
}

LAB_CHECK("05.1", structure, sumOfUses, "A value used twice gets the sum of both gradients") {
  given(square).run("wick-autodiff,canonicalize,cse").expectIR(R"(
    CHECK: func.func @f(%[[W:.*]]: tensor<f64>
    CHECK: wick.mul %[[W]], %[[W]]
    CHECK-NEXT: %[[D:.*]] = wick.add %[[W]], %[[W]]
    CHECK-NEXT: return %{{.*}}, %[[D]])");
}

LAB_CHECK("05.1", execution, seed, "The gradient of the loss with respect to itself is 1") {
  given(square).with("w", {3}).run("wick-autodiff").expectResult("d_w", {6});
}

LAB_CHECK("05.1", execution, diamonds, "Values that meet again along several ways") {
  given(diamond).run("wick-autodiff").expectGradients();
}

LAB_CHECK("05.1", execution, besideTheWay, "What the loss does not depend on is left alone") {
  given(sideResult).run("wick-autodiff").expectResult("d_w", {1, 1});
}

LAB_CHECK("05.1", execution, randomPrograms, "Gradients of random programs are derivatives") {
  forRandomLosses(10, [](Program &program) { program.run("wick-autodiff").expectGradients(); });
}

LAB_CHECK("05.1", cost, noDetour, "Each op is visited once") {
  given(diamond).run("wick-autodiff").expectReferenceCost();
}
