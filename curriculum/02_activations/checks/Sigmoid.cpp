// 02.2, sigmoid: right for any x, with modest numbers on the way.
#include "curriculum/02_activations/checks/Intermediates.h"

using namespace wick::check;

/// y = sigmoid(x) of a tensor<$T>.
static const char sigmoid[] = R"(
func.func @f(%x: tensor<$T> {wick.name = "x", wick.role = #wick.role<input>})
    -> (tensor<$T> {wick.name = "y"}) attributes {wick.entry} {
  %y = wick.sigmoid %x : tensor<$T>
  return %y : tensor<$T>
})";

static Program sigmoidOf(const char *type) { return given(sigmoid, {{"T", type}}); }

LAB_CHECK("02.2", verifies, validIR, "The IR is valid after decomposition") {
  for (const char *type : {"f64", "3x4xf32", "1x1xbf16"})
    sigmoidOf(type).run("wick-decompose").expectOps("wick.sigmoid", 0);
}

LAB_CHECK("02.2", execution, byHand, "sigmoid(0) = 1/2, sigmoid(log 3) = 3/4") {
  sigmoidOf("3xf64")
      .with("x", {0, std::log(3), -std::log(3)})
      .run("wick-decompose")
      .expectResult("y", {0.5, 0.75, 0.25});
}

LAB_CHECK("02.2", execution, randomNumbers, "Random numbers, in a tensor of any rank") {
  for (const char *type : {"f64", "7xf64", "2x3x5xf64"})
    sigmoidOf(type).run("wick-decompose").expectSameResults();
}

LAB_CHECK("02.2", execution, farAway, "It is 1 at 1000 and 0 at -1000") {
  sigmoidOf("2xf64").with("x", {1000, -1000}).run("wick-decompose").expectResult("y", {1, 0});
}

LAB_CHECK("02.2", execution, infinity, "It is 1 at infinity and 0 at minus infinity") {
  sigmoidOf("2xf64")
      .with("x", {INFINITY, -INFINITY})
      .run("wick-decompose")
      .expectResult("y", {1, 0});
}

LAB_CHECK("02.2", execution, noOverflow, "No step overflows f32, neither far left nor far right") {
  for (double x : {-1000.0, -100.0, 100.0, 1000.0})
    expectModestNumbers(sigmoidOf("2xf64").with("x", {x}).run("wick-decompose"));
}

LAB_CHECK("02.2", cost, fourOps, "Four flops an element are enough") {
  sigmoidOf("7x11xf64").run("wick-decompose").expectReferenceCost();
}
