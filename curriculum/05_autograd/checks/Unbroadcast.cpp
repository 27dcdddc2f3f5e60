// 05.2, unbroadcast: the gradient of an operand that broadcasting repeated.
#include "curriculum/checker/Program.h"

using namespace wick::check;

/// loss = mean of (a + b - t)^2.
static const char sum[] = R"(
func.func @f(%a: tensor<$Af64> {wick.name = "a", wick.role = #wick.role<param>},
             %b: tensor<$Bf64> {wick.name = "b", wick.role = #wick.role<param>},
             %t: tensor<$Tf64> {wick.name = "t", wick.role = #wick.role<input>})
    -> (tensor<f64> {wick.name = "loss"}) attributes {wick.entry, wick.loss = 0} {
  %y = wick.add %a, %b : (tensor<$Af64>, tensor<$Bf64>) -> tensor<$Tf64>
  %loss = wick.mse_loss %y, %t : (tensor<$Tf64>, tensor<$Tf64>) -> tensor<f64>
  return %loss : tensor<f64>
})";

static Program sumOf(const char *a, const char *b, const char *result) {
  return given(sum, {{"A", a}, {"B", b}, {"T", result}});
}

LAB_CHECK("05.2", verifies, validIR, "Each gradient has the type of its operand") {
  sumOf("4x3x", "3x", "4x3x").run("wick-autodiff");
  sumOf("2x1x5x", "7x1x", "2x7x5x").run("wick-autodiff");
}

LAB_CHECK("05.2", structure, biasOfALayer, "The gradient of a bias is the sum over the rows") {
  sumOf("4x3x", "3x", "4x3x").run("wick-autodiff,canonicalize,cse").expectIR(R"(
    CHECK: %[[D:.*]] = wick.sub
    CHECK: %[[G:.*]] = wick.mul %[[D]]
    CHECK: %[[DB:.*]] = wick.reduce_sum %[[G]] {dims = array<i64: 0>} : (tensor<4x3xf64>) -> tensor<3xf64>
    CHECK: return %{{.*}}, %[[G]], %[[DB]])");
}

LAB_CHECK("05.2", structure, keptDimension, "A dimension of size 1 is summed and stays") {
  sumOf("4x3x", "4x1x", "4x3x").run("wick-autodiff,canonicalize,cse").expectIR(R"(
    CHECK: wick.reduce_sum %{{.*}} {dims = array<i64: 1>{{.*}} : (tensor<4x3xf64>) -> tensor<4{{.*}}xf64>
    CHECK: return %{{.*}}, %{{.*}}, %{{.*}} : tensor<f64>, tensor<4x3xf64>, tensor<4x1xf64>)");
}

LAB_CHECK("05.2", execution, byHand, "Two rows share a bias: both contribute to its gradient") {
  // y = a + b = [[1, 2], [3, 4]], t = 0: dy = 2 y / 4.
  sumOf("2x2x", "2x", "2x2x")
      .with("a", {1, 2, 3, 4})
      .with("b", {0})
      .with("t", {0})
      .run("wick-autodiff")
      .expectResult("d_b", {2, 3});
}

LAB_CHECK("05.2", execution, awkwardShapes, "Scalars, sizes of 1, both operands repeated") {
  const char *const shapes[][3] = {
      {"", "", ""},           {"", "5x", "5x"},         {"3x", "", "3x"},
      {"1x", "7x", "7x"},     {"1x1x", "2x3x", "2x3x"}, {"3x1x", "1x5x", "3x5x"},
      {"5x", "3x1x", "3x5x"}, {"1x3x", "1x3x", "1x3x"}, {"2x1x3x1x", "5x1x7x", "2x5x3x7x"},
      {"1x", "", "1x"},       {"3x3x", "3x", "3x3x"},   {"3x3x", "3x1x", "3x3x"}};
  for (auto &[a, b, result] : shapes)
    sumOf(a, b, result).run("wick-autodiff").expectGradients();
}

LAB_CHECK("05.2", execution, randomPrograms, "Gradients of random programs are derivatives") {
  forRandomLosses(8, [](Program &program) { program.run("wick-autodiff").expectGradients(); });
}

LAB_CHECK("05.2", cost, nothingToDo, "Nothing is built for an operand that was not repeated") {
  sumOf("4x3x", "4x3x", "4x3x")
      .run("wick-autodiff")
      .expectOps("wick.reduce_sum", 0)
      .expectOps("wick.reshape", 0);
}

LAB_CHECK("05.2", cost, sizesOf1, "A size of 1 in both operands is no repetition") {
  sumOf("1x3x", "1x3x", "1x3x").run("wick-autodiff").expectOps("wick.reduce_sum", 0);
}

LAB_CHECK("05.2", cost, oneSum, "All repeated dimensions are summed at once") {
  sumOf("2x3x5x", "3x1x", "2x3x5x").run("wick-autodiff").expectOps("wick.reduce_sum", 1);
}
