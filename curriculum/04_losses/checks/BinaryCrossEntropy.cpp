// 04.3, binary cross-entropy from logits: right where a probability would be 0 or 1.
#include "curriculum/checker/Program.h"
#include <cmath>

using namespace wick::check;

static const char losses[] = R"(
func.func @f(%x: tensor<$SHAPEf64> {wick.name = "x", wick.role = #wick.role<input>},
             %t: tensor<$SHAPEf64> {wick.name = "t", wick.role = #wick.role<input>})
    -> (tensor<f64> {wick.name = "loss"}) attributes {wick.entry} {
  %loss = wick.bce_with_logits %x, %t : (tensor<$SHAPEf64>, tensor<$SHAPEf64>) -> tensor<f64>
  return %loss : tensor<f64>
})";

static Program bce(const char *shape) { return given(losses, {{"SHAPE", shape}}); }

LAB_CHECK("04.3", verifies, simplerOps, "The op is gone and the IR is valid") {
  bce("2x").run("wick-decompose").expectOps("wick.bce_with_logits", 0);
}

LAB_CHECK("04.3", structure, oneLogarithm, "One exponential and one logarithm are enough") {
  bce("2x").run("wick-decompose").expectAtMostOps("wick.exp", 1).expectAtMostOps("wick.log", 1);
}

LAB_CHECK("04.3", execution, undecided, "The loss of a logit of 0 is log 2, whatever the target") {
  bce("3x")
      .with("x", {0})
      .with("t", {0, 1, 0.5})
      .run("wick-decompose")
      .expectResult("loss", {std::log(2)});
}

LAB_CHECK("04.3", execution, byHand, "Two elements by hand: p = 3/4 for targets 1 and 0") {
  bce("2x")
      .with("x", {std::log(3)})
      .with("t", {1, 0})
      .run("wick-decompose")
      .expectResult("loss", {(std::log(4.0 / 3) + std::log(4)) / 2});
}

LAB_CHECK("04.3", execution, wrongAndSure, "Sure and wrong: the loss is |x|, not infinity") {
  bce("2x")
      .with("x", {1000, -1000})
      .with("t", {0, 1})
      .run("wick-decompose")
      .expectResult("loss", {1000});
}

LAB_CHECK("04.3", execution, rightAndSure, "Sure and right: the loss is 0, not NaN") {
  bce("2x")
      .with("x", {1000, -1000})
      .with("t", {1, 0})
      .run("wick-decompose")
      .expectResult("loss", {0});
}

LAB_CHECK("04.3", execution, softTargets, "Targets between 0 and 1") {
  bce("5x")
      .with("x", {-3, -0.5, 0.25, 2, 7})
      .with("t", {0.1, 0.9, 0.3, 0.5, 0.75})
      .run("wick-decompose")
      .expectSameResults();
}

LAB_CHECK("04.3", execution, awkwardShapes, "A scalar, one element, a matrix") {
  for (const char *shape : {"", "1x", "3x5x"})
    bce(shape).run("wick-decompose").expectSameResults();
}

LAB_CHECK("04.3", cost, asTheReference, "No more work than the reference") {
  bce("5x7x").run("wick-decompose").expectReferenceCost();
}
