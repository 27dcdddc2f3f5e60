// 02.1, softmax: probabilities of any logits, along any dimension.
#include "curriculum/02_activations/checks/Intermediates.h"

using namespace wick::check;

/// y = softmax(x) of a tensor<$T> along dimension $D.
static const char softmax[] = R"(
func.func @f(%x: tensor<$T> {wick.name = "x", wick.role = #wick.role<input>})
    -> (tensor<$T> {wick.name = "y"}) attributes {wick.entry} {
  %y = wick.softmax %x {dim = $D : i64} : tensor<$T>
  return %y : tensor<$T>
})";

static Program softmaxOf(const char *type, const char *dim) {
  return given(softmax, {{"T", type}, {"D", dim}});
}

LAB_CHECK("02.1", verifies, validIR, "The IR is valid after decomposition") {
  softmaxOf("2x3xf64", "1").run("wick-decompose").expectOps("wick.softmax", 0);
  softmaxOf("2x3x5xf32", "0").run("wick-decompose").expectOps("wick.softmax", 0);
  softmaxOf("1xbf16", "0").run("wick-decompose").expectOps("wick.softmax", 0);
}

LAB_CHECK("02.1", structure, oneExp, "exp is computed once and used twice") {
  softmaxOf("2x3xf64", "1").run("wick-decompose").expectIR(R"(
    CHECK: %[[E:.*]] = wick.exp
    CHECK-NOT: wick.exp
    CHECK: wick.reduce_sum %[[E]] {dims = array<i64: 1>, keep_dims = true}
    CHECK: wick.{{div|mul}} %[[E]],)");
}

LAB_CHECK("02.1", execution, byHand, "Weights of 1, 2 and 3 have shares of 1/6, 2/6 and 3/6") {
  softmaxOf("3xf64", "0")
      .with("x", {0, std::log(2), std::log(3)})
      .run("wick-decompose")
      .expectResult("y", {1.0 / 6, 2.0 / 6, 3.0 / 6});
}

LAB_CHECK("02.1", execution, dimensions, "Each row, column or layer of its own sums to 1") {
  for (const char *dim : {"0", "1", "2"})
    softmaxOf("2x3x5xf64", dim).run("wick-decompose").expectSameResults();
  softmaxOf("2x2xf64", "0")
      .with("x", {1, 7, 1, 7})
      .run("wick-decompose")
      .expectResult("y", {0.5, 0.5, 0.5, 0.5});
}

LAB_CHECK("02.1", execution, largeLogits, "Logits of 1000 have probabilities") {
  softmaxOf("2xf64", "0")
      .with("x", {1000, 1000})
      .run("wick-decompose")
      .expectResult("y", {0.5, 0.5});
  softmaxOf("2xf64", "0").with("x", {1000, 0}).run("wick-decompose").expectResult("y", {1, 0});
}

LAB_CHECK("02.1", execution, smallLogits, "Logits of -1000 have probabilities, too") {
  softmaxOf("2xf64", "0")
      .with("x", {-1000, -1000})
      .run("wick-decompose")
      .expectResult("y", {0.5, 0.5});
}

LAB_CHECK("02.1", execution, rowsApart, "A row far above another does not push it to 0 / 0") {
  softmaxOf("2x2xf64", "1")
      .with("x", {1000, 1000, -1000, -1000})
      .run("wick-decompose")
      .expectResult("y", {0.5, 0.5, 0.5, 0.5});
}

LAB_CHECK("02.1", execution, masked, "A logit of minus infinity has no share") {
  softmaxOf("3xf64", "0")
      .with("x", {0, -INFINITY, 0})
      .run("wick-decompose")
      .expectResult("y", {0.5, 0, 0.5});
}

LAB_CHECK("02.1", execution, noOverflow, "No step overflows f32") {
  expectModestNumbers(softmaxOf("1x4xf64", "1").with("x", {500, -3, 200, 0}).run("wick-decompose"));
}

LAB_CHECK("02.1", cost, fiveOps, "Five flops an element are enough") {
  softmaxOf("7x11xf64", "1").run("wick-decompose").expectReferenceCost();
}
