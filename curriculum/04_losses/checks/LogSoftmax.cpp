// 04.1, log-softmax: what it is, and that no logits are too large or too far apart.
#include "curriculum/checker/Program.h"
#include <cmath>

using namespace wick::check;

static const char rows[] = R"(
func.func @f(%x: tensor<$Nx$Mxf64> {wick.name = "x", wick.role = #wick.role<input>})
    -> (tensor<$Nx$Mxf64> {wick.name = "y"}) attributes {wick.entry} {
  %y = wick.log_softmax %x {dim = $DIM} : tensor<$Nx$Mxf64>
  return %y : tensor<$Nx$Mxf64>
})";

static Program logSoftmax(const char *n, const char *m, const char *dim = "1") {
  return given(rows, {{"N", n}, {"M", m}, {"DIM", dim}});
}

LAB_CHECK("04.1", verifies, simplerOps, "The op is gone and the IR is valid") {
  logSoftmax("2", "3").run("wick-decompose").expectOps("wick.log_softmax", 0);
}

LAB_CHECK("04.1", structure, noProbability, "No probability is computed: there is no division") {
  logSoftmax("2", "3").run("wick-decompose").expectOps("wick.div", 0).expectOps("wick.softmax", 0);
}

LAB_CHECK("04.1", execution, byHand, "The logits 0 and log 3 have the probabilities 1/4 and 3/4") {
  logSoftmax("1", "2")
      .with("x", {0, std::log(3)})
      .run("wick-decompose")
      .expectResult("y", {std::log(0.25), std::log(0.75)});
}

LAB_CHECK("04.1", execution, largeLogits, "Logits of 1000 do not overflow") {
  logSoftmax("1", "2").with("x", {1000, 999}).run("wick-decompose").expectSameResults();
}

LAB_CHECK("04.1", execution, farApart, "The logarithm of a probability of exp(-1000) is -1000") {
  logSoftmax("1", "3").with("x", {0, -1000, 0}).run("wick-decompose").expectSameResults();
}

LAB_CHECK("04.1", execution, smallLogits, "Logits of -1000 do not underflow") {
  logSoftmax("2", "2").with("x", {-1000, -999, 3, -1000}).run("wick-decompose").expectSameResults();
}

LAB_CHECK("04.1", execution, otherDimension, "The sum runs along dimension `dim`") {
  logSoftmax("3", "2", "0").run("wick-decompose").expectSameResults();
}

LAB_CHECK("04.1", execution, awkwardShapes, "Rows of 1 and of 7 logits, 1 and 5 rows") {
  for (const char *n : {"1", "5"})
    for (const char *m : {"1", "7"})
      for (const char *dim : {"0", "1"})
        logSoftmax(n, m, dim).run("wick-decompose").expectSameResults();
}

LAB_CHECK("04.1", cost, asTheReference, "No more work than one exp for each logit") {
  logSoftmax("5", "7").run("wick-decompose").expectReferenceCost();
}
