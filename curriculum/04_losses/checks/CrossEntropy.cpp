// 04.2, cross-entropy: the choice of the label's class, and the mean over rows.
#include "curriculum/checker/Program.h"
#include <cmath>
#include <limits>

using namespace wick::check;

static const char batch[] = R"(
func.func @f(%x: tensor<$Nx$Cxf64> {wick.name = "logits", wick.role = #wick.role<input>},
             %l: tensor<$Nxi32> {wick.name = "labels", wick.role = #wick.role<input>})
    -> (tensor<f64> {wick.name = "loss"}) attributes {wick.entry} {
  %loss = wick.cross_entropy %x, %l : (tensor<$Nx$Cxf64>, tensor<$Nxi32>) -> tensor<f64>
  return %loss : tensor<f64>
})";

/// One row: the logits have rank 1, the label is a scalar.
static const char single[] = R"(
func.func @f(%x: tensor<3xf64> {wick.name = "logits", wick.role = #wick.role<input>},
             %l: tensor<i64> {wick.name = "labels", wick.role = #wick.role<input>})
    -> (tensor<f64> {wick.name = "loss"}) attributes {wick.entry} {
  %loss = wick.cross_entropy %x, %l : (tensor<3xf64>, tensor<i64>) -> tensor<f64>
  return %loss : tensor<f64>
})";

static const char sequences[] = R"(
func.func @f(%x: tensor<2x3x4xf64> {wick.name = "logits", wick.role = #wick.role<input>},
             %l: tensor<2x3xi32> {wick.name = "labels", wick.role = #wick.role<input>})
    -> (tensor<f64> {wick.name = "loss"}) attributes {wick.entry} {
  %loss = wick.cross_entropy %x, %l : (tensor<2x3x4xf64>, tensor<2x3xi32>) -> tensor<f64>
  return %loss : tensor<f64>
})";

static Program rows(const char *n, const char *classes) {
  return given(batch, {{"N", n}, {"C", classes}});
}

LAB_CHECK("04.2", verifies, simplerOps, "The op is gone and the IR is valid") {
  rows("4", "3").run("wick-decompose").expectOps("wick.cross_entropy", 0);
}

LAB_CHECK("04.2", structure, oneReduction, "The loss is one scalar times a constant") {
  rows("4", "3").run("wick-decompose").expectOps("wick.softmax", 0).expectIR(R"(
    CHECK: wick.mul %{{.*}} -> tensor<f64>
    CHECK-NEXT: return)");
}

LAB_CHECK("04.2", execution, byHand, "Two rows by hand: the mean of log 2 and log 4/3") {
  rows("2", "2")
      .with("logits", {0, 0, 0, std::log(3)})
      .with("labels", {0, 1})
      .run("wick-decompose")
      .expectResult("loss", {(std::log(2) + std::log(4.0 / 3)) / 2});
}

LAB_CHECK("04.2", execution, square, "As many rows as classes, each with a label of its own") {
  rows("3", "3")
      .with("logits", {1, 2, 4, 0, -1, 3, 5, 5, -2})
      .with("labels", {2, 0, 1})
      .run("wick-decompose")
      .expectSameResults();
}

LAB_CHECK("04.2", execution, lastClass, "The first class is 0, the last is C - 1") {
  rows("2", "5").with("labels", {0, 4}).run("wick-decompose").expectSameResults();
}

LAB_CHECK("04.2", execution, impossible, "A class of probability 0 does not matter to the others") {
  double inf = std::numeric_limits<double>::infinity();
  rows("1", "3")
      .with("logits", {0, -inf, 0})
      .with("labels", {0})
      .run("wick-decompose")
      .expectResult("loss", {std::log(2)});
}

LAB_CHECK("04.2", execution, noSuchClass,
          "A label outside the classes adds 0, and counts as a row") {
  rows("4", "3").with("labels", {1, -1, 3, 0}).run("wick-decompose").expectSameResults();
}

LAB_CHECK("04.2", execution, oneClass, "One class: the loss is 0") {
  rows("3", "1").with("labels", {0}).run("wick-decompose").expectResult("loss", {0});
}

LAB_CHECK("04.2", execution, ranks, "A scalar label, and labels of rank 2") {
  given(single).with("labels", {2}).run("wick-decompose").expectSameResults();
  given(sequences).with("labels", {0, 3, 1, 2, 2, 0}).run("wick-decompose").expectSameResults();
}

LAB_CHECK("04.2", cost, asTheReference, "No more work than the reference") {
  rows("5", "7").run("wick-decompose").expectReferenceCost();
}
