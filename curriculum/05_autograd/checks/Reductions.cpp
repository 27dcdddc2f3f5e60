// 05.4, the rules of reduce_sum, reduce_mean and softmax.
#include "curriculum/checker/Program.h"

using namespace wick::check;

/// loss = mean of (OP(w) - t)^2.
static const char reduction[] = R"(
func.func @f(%w: tensor<$Xf64> {wick.name = "w", wick.role = #wick.role<param>},
             %t: tensor<$Tf64> {wick.name = "t", wick.role = #wick.role<input>})
    -> (tensor<f64> {wick.name = "loss"}) attributes {wick.entry, wick.loss = 0} {
  %y = wick.$OP %w {$ATTRIBUTES} : $TYPES
  %loss = wick.mse_loss %y, %t : (tensor<$Tf64>, tensor<$Tf64>) -> tensor<f64>
  return %loss : tensor<f64>
})";

static Program reduce(const char *op, const char *input, const char *dims, const char *result,
                      bool keepsDims = false) {
  return given(reduction, {{"OP", op},
                           {"ATTRIBUTES", "dims = array<i64" + std::string(dims) + ">" +
                                              (keepsDims ? ", keep_dims = true" : "")},
                           {"TYPES", "(tensor<$Xf64>) -> tensor<$Tf64>"},
                           {"X", input},
                           {"T", result}});
}

static Program softmax(const char *shape, const char *dim) {
  return given(reduction, {{"OP", "softmax"},
                           {"ATTRIBUTES", "dim = " + std::string(dim)},
                           {"TYPES", "tensor<$Xf64>"},
                           {"X", shape},
                           {"T", shape}});
}

LAB_CHECK("05.4", verifies, validIR, "Each gradient has the type of its operand") {
  reduce("reduce_sum", "2x3x", ": 0", "3x").run("wick-autodiff");
  reduce("reduce_mean", "2x3x", ": 1", "2x1x", true).run("wick-autodiff");
  softmax("2x3x", "1").run("wick-autodiff");
}

LAB_CHECK("05.4", structure, repeated, "The gradient of a sum is repeated, not multiplied") {
  reduce("reduce_sum", "2x3x", ": 0", "3x").run("wick-autodiff,canonicalize,cse").expectIR(R"(
    CHECK: %[[G:.*]] = wick.mul
    CHECK: %[[D:.*]] = wick.broadcast_in_dim %[[G]] {{.*}} : tensor<3xf64> -> tensor<2x3xf64>
    CHECK: return %{{.*}}, %[[D]])");
}

LAB_CHECK("05.4", structure, noJacobian, "The matrix of softmax's derivatives is never built") {
  softmax("7x", "0").run("wick-autodiff").expectOps("wick.matmul", 0).expectIR(R"(
    CHECK-NOT: tensor<7x7xf64>)");
}

LAB_CHECK("05.4", execution, sumByHand, "w = [1, 2], y = 3, t = 2") {
  // dy = 2 (3 - 2) = 2.
  reduce("reduce_sum", "2x", ": 0", "")
      .with("w", {1, 2})
      .with("t", {2})
      .run("wick-autodiff")
      .expectResult("d_w", {2, 2});
}

LAB_CHECK("05.4", execution, meanByHand, "w = [1, 2, 3, 6], y = 3, t = 1") {
  // dy = 2 (3 - 1) = 4, one fourth for each element.
  reduce("reduce_mean", "4x", ": 0", "")
      .with("w", {1, 2, 3, 6})
      .with("t", {1})
      .run("wick-autodiff")
      .expectResult("d_w", {1, 1, 1, 1});
}

LAB_CHECK("05.4", execution, dimensions, "First, last, several and no dimensions, kept or not") {
  for (const char *op : {"reduce_sum", "reduce_mean"}) {
    reduce(op, "3x3x", ": 0", "3x").run("wick-autodiff").expectGradients();
    reduce(op, "3x3x", ": 1", "3x").run("wick-autodiff").expectGradients();
    reduce(op, "3x3x", ": 1", "3x1x", true).run("wick-autodiff").expectGradients();
    reduce(op, "3x3x", ": 0", "1x3x", true).run("wick-autodiff").expectGradients();
    reduce(op, "2x3x5x", ": 0, 2", "3x").run("wick-autodiff").expectGradients();
    reduce(op, "2x1x7x", ": 1", "2x7x").run("wick-autodiff").expectGradients();
    reduce(op, "5x", "", "5x").run("wick-autodiff").expectGradients();
    reduce(op, "", "", "").run("wick-autodiff").expectGradients();
  }
}

LAB_CHECK("05.4", execution, softmaxByHand, "Rows of two equal numbers: y = [1/2, 1/2]") {
  // g = 2 (y - t) / 2 = [1/2, -1/2], so dw = y (g - sum(g y)) = [1/4, -1/4].
  softmax("1x2x", "1")
      .with("w", {0})
      .with("t", {0, 1})
      .run("wick-autodiff")
      .expectResult("d_w", {0.25, -0.25});
}

LAB_CHECK("05.4", execution, softmaxShapes, "Softmax along any dimension, and of one element") {
  softmax("3x3x", "0").run("wick-autodiff").expectGradients();
  softmax("3x3x", "1").run("wick-autodiff").expectGradients();
  softmax("2x5x3x", "1").run("wick-autodiff").expectGradients();
  softmax("7x1x", "1").run("wick-autodiff").expectGradients();
}

LAB_CHECK("05.4", cost, smallFirst, "A mean's gradient is scaled before it is repeated") {
  reduce("reduce_mean", "31x17x", ": 0", "17x").run("wick-autodiff").expectReferenceCost();
  softmax("5x7x", "1").run("wick-autodiff,canonicalize,cse").expectReferenceCost();
}
