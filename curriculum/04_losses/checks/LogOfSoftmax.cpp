// 04.4, the rewrite log(softmax(x)) -> log_softmax(x): where it applies, where it must not.
#include "curriculum/checker/Program.h"

using namespace wick::check;

static const char pair[] = R"(
func.func @f(%x: tensor<$Nx$Mxf64> {wick.name = "x", wick.role = #wick.role<input>})
    -> (tensor<$Nx$Mxf64> {wick.name = "y"}) attributes {wick.entry} {
  %p = wick.softmax %x {dim = $DIM} : tensor<$Nx$Mxf64>
  %y = wick.log %p : tensor<$Nx$Mxf64>
  return %y : tensor<$Nx$Mxf64>
})";

/// The probabilities are a result as well.
static const char shared[] = R"(
func.func @f(%x: tensor<3xf64> {wick.name = "x", wick.role = #wick.role<input>})
    -> (tensor<3xf64> {wick.name = "y"}, tensor<3xf64> {wick.name = "p"}) attributes {wick.entry} {
  %p = wick.softmax %x {dim = 0} : tensor<3xf64>
  %y = wick.log %p : tensor<3xf64>
  return %y, %p : tensor<3xf64>, tensor<3xf64>
})";

/// Logarithms of something else: of an exponential, and of an argument.
static const char others[] = R"(
func.func @f(%x: tensor<3xf64> {wick.name = "x", wick.role = #wick.role<input>})
    -> (tensor<3xf64> {wick.name = "y"}, tensor<3xf64> {wick.name = "z"}) attributes {wick.entry} {
  %s = wick.sigmoid %x : tensor<3xf64>
  %y = wick.log %s : tensor<3xf64>
  %z = wick.log %x : tensor<3xf64>
  return %y, %z : tensor<3xf64>, tensor<3xf64>
})";

/// Something stands between softmax and the logarithm.
static const char between[] = R"(
func.func @f(%x: tensor<3xf64> {wick.name = "x", wick.role = #wick.role<input>})
    -> (tensor<3xf64> {wick.name = "y"}) attributes {wick.entry} {
  %p = wick.softmax %x {dim = 0} : tensor<3xf64>
  %s = wick.sqrt %p : tensor<3xf64>
  %y = wick.log %s : tensor<3xf64>
  return %y : tensor<3xf64>
})";

static Program logOfSoftmax(const char *n, const char *m, const char *dim = "1") {
  return given(pair, {{"N", n}, {"M", m}, {"DIM", dim}});
}

LAB_CHECK("04.4", verifies, validIR, "The IR is valid after canonicalization") {
  logOfSoftmax("2", "3").run("canonicalize");
}

LAB_CHECK("04.4", structure, oneOp, "log(softmax(x)) becomes one log_softmax of x") {
  logOfSoftmax("2", "3").run("canonicalize").expectIR(R"(
    CHECK: func.func @f(%[[X:.*]]: tensor<2x3xf64>
    CHECK-NEXT: %[[Y:.*]] = wick.log_softmax %[[X]]
    CHECK-NEXT: return %[[Y]])");
}

LAB_CHECK("04.4", structure, twice, "A second run changes nothing") {
  logOfSoftmax("2", "3").run("canonicalize,canonicalize").expectOps("wick.log_softmax", 1);
}

LAB_CHECK("04.4", structure, otherLogarithms, "Other logarithms stay") {
  given(others).run("canonicalize").expectOps("wick.log", 2).expectOps("wick.log_softmax", 0);
}

LAB_CHECK("04.4", structure, notNext, "Only the op that defines the operand counts") {
  given(between).run("canonicalize").expectOps("wick.log", 1).expectOps("wick.log_softmax", 0);
}

LAB_CHECK("04.4", execution, sharedSoftmax,
          "Probabilities that are used elsewhere stay what they are") {
  given(shared).run("canonicalize").expectSameResults().expectOps("wick.softmax", 1);
}

LAB_CHECK("04.4", execution, dimension, "The dimension is kept") {
  logOfSoftmax("3", "2", "0").run("canonicalize").expectSameResults();
  logOfSoftmax("3", "3", "0").run("canonicalize").expectSameResults();
}

LAB_CHECK("04.4", execution, underflow,
          "Where the probability underflows, the logarithm is right now") {
  logOfSoftmax("1", "2").with("x", {0, -1000}).run("canonicalize").expectResult("y", {0, -1000});
}

LAB_CHECK("04.4", cost, cheaper, "The rewritten program costs no more") {
  logOfSoftmax("5", "7").run("canonicalize,wick-decompose").expectReferenceCost();
}
