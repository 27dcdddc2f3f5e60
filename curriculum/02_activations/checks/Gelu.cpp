// 02.3, gelu: the exact form and its approximation.
#include "curriculum/checker/Program.h"

using namespace wick::check;

/// y = gelu(x) of a tensor<$T>, with the attributes $A.
static const char gelu[] = R"(
func.func @f(%x: tensor<$T> {wick.name = "x", wick.role = #wick.role<input>})
    -> (tensor<$T> {wick.name = "y"}) attributes {wick.entry} {
  %y = wick.gelu %x {$A} : tensor<$T>
  return %y : tensor<$T>
})";

static Program exact(const char *type) { return given(gelu, {{"T", type}, {"A", ""}}); }
static Program approximate(const char *type) {
  return given(gelu, {{"T", type}, {"A", "approximate = #wick<gelu_approximation tanh>"}});
}

LAB_CHECK("02.3", verifies, validIR, "The IR is valid after decomposition") {
  for (const char *type : {"f64", "3x4xf32", "1x1xbf16"}) {
    exact(type).run("wick-decompose").expectOps("wick.gelu", 0);
    approximate(type).run("wick-decompose").expectOps("wick.gelu", 0);
  }
}

LAB_CHECK("02.3", structure, erfForm, "By default gelu is made of erf") {
  exact("3xf64").run("wick-decompose").expectOps("wick.erf", 1).expectOps("wick.tanh", 0);
}

LAB_CHECK("02.3", structure, tanhForm, "Where tanh is asked for, it is made of tanh") {
  approximate("3xf64").run("wick-decompose").expectOps("wick.tanh", 1).expectOps("wick.erf", 0);
}

LAB_CHECK("02.3", execution, exactNumbers, "gelu(1) is 0.8413447, the share below one sigma") {
  exact("3xf64")
      .with("x", {0, 1, -1})
      .run("wick-decompose")
      .expectResult("y", {0, 0.8413447460685429, -0.1586552539314571});
}

LAB_CHECK("02.3", execution, approximateNumbers, "The approximation at 1 is 0.8411920") {
  approximate("3xf64")
      .with("x", {0, 1, -1})
      .run("wick-decompose")
      .expectResult("y", {0, 0.8411919906082768, -0.15880800939172324});
}

LAB_CHECK("02.3", execution, randomNumbers, "Random numbers, in both forms") {
  for (const char *type : {"f64", "7xf64", "2x3x5xf64"}) {
    exact(type).run("wick-decompose").expectSameResults();
    approximate(type).run("wick-decompose").expectSameResults();
  }
}

LAB_CHECK("02.3", execution, farAway, "Far right it is x, far left it is 0") {
  exact("2xf64").with("x", {1000, -1000}).run("wick-decompose").expectResult("y", {1000, 0});
  approximate("2xf64").with("x", {1000, -1000}).run("wick-decompose").expectResult("y", {1000, 0});
}

LAB_CHECK("02.3", cost, flops, "No more flops than needed: five an element, or nine") {
  exact("7x11xf64").run("wick-decompose").expectReferenceCost();
  approximate("7x11xf64").run("wick-decompose").expectReferenceCost();
}
