// 03.1, the linear layer: a matrix product and a bias, for inputs of any rank.
#include "curriculum/checker/Program.h"

using namespace wick::check;

static const char withBias[] = R"(
func.func @f(%x: tensor<$ROWS$INxf64> {wick.name = "x", wick.role = #wick.role<input>},
             %w: tensor<$INx$OUTxf64> {wick.name = "w", wick.role = #wick.role<param>},
             %b: tensor<$OUTxf64> {wick.name = "b", wick.role = #wick.role<param>})
    -> (tensor<$ROWS$OUTxf64> {wick.name = "y"}) attributes {wick.entry} {
  %y = wick.linear %x, %w, %b : (tensor<$ROWS$INxf64>, tensor<$INx$OUTxf64>, tensor<$OUTxf64>) -> tensor<$ROWS$OUTxf64>
  return %y : tensor<$ROWS$OUTxf64>
})";

static const char withoutBias[] = R"(
func.func @f(%x: tensor<3x4xf64> {wick.name = "x", wick.role = #wick.role<input>},
             %w: tensor<4x2xf64> {wick.name = "w", wick.role = #wick.role<param>})
    -> (tensor<3x2xf64> {wick.name = "y"}) attributes {wick.entry} {
  %y = wick.linear %x, %w : (tensor<3x4xf64>, tensor<4x2xf64>) -> tensor<3x2xf64>
  return %y : tensor<3x2xf64>
})";

/// `rows`: the leading dimensions, each with an x behind it.
static Program linear(const char *rows, const char *in, const char *out) {
  return given(withBias, {{"ROWS", rows}, {"IN", in}, {"OUT", out}});
}

LAB_CHECK("03.1", verifies, simplerOps, "The op is gone and the IR is valid") {
  linear("3x", "4", "2").run("wick-decompose").expectOps("wick.linear", 0);
}

LAB_CHECK("03.1", structure, productAndSum, "A matrix becomes one product and one addition") {
  linear("3x", "4", "2").run("wick-decompose").expectIR(R"(
    CHECK: func.func @f(%[[X:.*]]: tensor<3x4xf64> {{.*}}, %[[W:.*]]: tensor<4x2xf64> {{.*}}, %[[B:.*]]: tensor<2xf64>
    CHECK-NEXT: %[[P:.*]] = wick.matmul %[[X]], %[[W]]
    CHECK-NEXT: %[[Y:.*]] = wick.add %[[P]], %[[B]]
    CHECK-NEXT: return %[[Y]])");
}

LAB_CHECK("03.1", structure, oneProduct, "Leading dimensions become the rows of one product") {
  linear("2x3x", "4", "5")
      .run("wick-decompose")
      .expectIR("CHECK: wick.matmul {{.*}} -> tensor<6x5xf64>");
}

LAB_CHECK("03.1", execution, byHand, "One row by hand") {
  linear("1x", "2", "2")
      .with("x", {1, 2})
      .with("w", {1, 3, 10, 30})
      .with("b", {100, 200})
      .run("wick-decompose")
      .expectResult("y", {121, 263});
}

LAB_CHECK("03.1", execution, noBias, "A layer without a bias") {
  given(withoutBias).run("wick-decompose").expectSameResults().expectOps("wick.add", 0);
}

LAB_CHECK("03.1", execution, oneVector, "An input of rank 1 is one row") {
  linear("", "4", "3").run("wick-decompose").expectSameResults();
}

LAB_CHECK("03.1", execution, square, "As many outputs as inputs") {
  linear("3x", "3", "3").run("wick-decompose").expectSameResults();
}

LAB_CHECK("03.1", execution, awkwardShapes, "Sizes of 1 and primes, ranks 2 to 4") {
  for (const char *rows : {"1x", "7x", "2x3x", "1x5x1x"})
    for (const char *in : {"1", "5"})
      for (const char *out : {"1", "3"})
        linear(rows, in, out).run("wick-decompose").expectSameResults();
}

LAB_CHECK("03.1", cost, asTheReference, "No more work than the reference") {
  linear("2x3x", "5", "7").run("wick-decompose").expectReferenceCost();
}
