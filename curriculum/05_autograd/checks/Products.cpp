// 05.3, the rules of mul and matmul.
#include "curriculum/checker/Program.h"

using namespace wick::check;

/// loss = mean of (a OP b - t)^2.
static const char product[] = R"(
func.func @f(%a: tensor<$Af64> {wick.name = "a", wick.role = #wick.role<param>},
             %b: tensor<$Bf64> {wick.name = "b", wick.role = #wick.role<param>},
             %t: tensor<$Tf64> {wick.name = "t", wick.role = #wick.role<input>})
    -> (tensor<f64> {wick.name = "loss"}) attributes {wick.entry, wick.loss = 0} {
  %y = wick.$OP %a, %b$FLAGS : (tensor<$Af64>, tensor<$Bf64>) -> tensor<$Tf64>
  %loss = wick.mse_loss %y, %t : (tensor<$Tf64>, tensor<$Tf64>) -> tensor<f64>
  return %loss : tensor<f64>
})";

static Program mul(const char *a, const char *b, const char *result) {
  return given(product, {{"A", a}, {"B", b}, {"T", result}, {"OP", "mul"}, {"FLAGS", ""}});
}

static Program matmul(const char *a, const char *b, const char *result, const char *flags = "") {
  return given(product, {{"A", a}, {"B", b}, {"T", result}, {"OP", "matmul"}, {"FLAGS", flags}});
}

LAB_CHECK("05.3", verifies, validIR, "Each gradient has the type of its operand") {
  mul("3x", "3x", "3x").run("wick-autodiff");
  matmul("2x3x", "3x5x", "2x5x").run("wick-autodiff");
}

LAB_CHECK("05.3", structure, transposedFactors, "dA = g B^T and dB = A^T g, without a transpose") {
  matmul("2x3x", "3x5x", "2x5x").run("wick-autodiff,canonicalize,cse").expectIR(R"(
    CHECK: func.func @f(%[[A:.*]]: tensor<2x3xf64> {{.*}}, %[[B:.*]]: tensor<3x5xf64>
    CHECK: %[[G:.*]] = wick.mul
    CHECK-DAG: %[[DA:.*]] = wick.matmul %[[G]], %[[B]] {transpose_rhs = true}
    CHECK-DAG: %[[DB:.*]] = wick.matmul %[[A]], %[[G]] {transpose_lhs = true}
    CHECK-NOT: wick.transpose
    CHECK: return %{{.*}}, %[[DA]], %[[DB]])");
}

LAB_CHECK("05.3", execution, mulByHand, "y = a b at a = 3, b = 5, t = 14") {
  // dy = 2 (15 - 14) = 2.
  mul("", "", "")
      .with("a", {3})
      .with("b", {5})
      .with("t", {14})
      .run("wick-autodiff")
      .expectResult("d_a", {10})
      .expectResult("d_b", {6});
}

LAB_CHECK("05.3", execution, mulShapes, "Products of repeated operands") {
  mul("2x3x", "3x", "2x3x").run("wick-autodiff").expectGradients();
  mul("3x1x", "1x5x", "3x5x").run("wick-autodiff").expectGradients();
  mul("", "7x", "7x").run("wick-autodiff").expectGradients();
}

LAB_CHECK("05.3", execution, matmulByHand, "[1 2] [3 4]^T = 11, and t = 10") {
  // dy = 2 (11 - 10) = 2.
  matmul("1x2x", "2x1x", "1x1x")
      .with("a", {1, 2})
      .with("b", {3, 4})
      .with("t", {10})
      .run("wick-autodiff")
      .expectResult("d_a", {6, 8})
      .expectResult("d_b", {2, 4});
}

LAB_CHECK("05.3", execution, flags, "Stored transposes of either factor, and of both") {
  const char *const lhs = " {transpose_lhs = true}", *const rhs = " {transpose_rhs = true}";
  matmul("3x2x", "3x5x", "2x5x", lhs).run("wick-autodiff").expectGradients();
  matmul("2x3x", "5x3x", "2x5x", rhs).run("wick-autodiff").expectGradients();
  matmul("3x2x", "5x3x", "2x5x", " {transpose_lhs = true, transpose_rhs = true}")
      .run("wick-autodiff")
      .expectGradients();
  // Square factors: a forgotten transpose has the right type.
  matmul("3x3x", "3x3x", "3x3x", lhs).run("wick-autodiff").expectGradients();
  matmul("3x3x", "3x3x", "3x3x", rhs).run("wick-autodiff").expectGradients();
}

LAB_CHECK("05.3", execution, batches, "Batches, in one factor or in both") {
  matmul("2x3x5x", "5x7x", "2x3x7x").run("wick-autodiff").expectGradients();
  matmul("3x5x", "2x5x1x", "2x3x1x").run("wick-autodiff").expectGradients();
  matmul("2x3x5x", "2x5x7x", "2x3x7x").run("wick-autodiff").expectGradients();
  matmul("2x1x3x5x", "7x5x1x", "2x7x3x1x").run("wick-autodiff").expectGradients();
  matmul("2x5x3x", "5x7x", "2x3x7x", " {transpose_lhs = true}")
      .run("wick-autodiff")
      .expectGradients();
}

LAB_CHECK("05.3", cost, noSumOverBatches, "One product gives the gradient of a shared matrix") {
  matmul("2x3x5x", "5x7x", "2x3x7x").run("wick-autodiff,canonicalize,cse").expectReferenceCost();
}
