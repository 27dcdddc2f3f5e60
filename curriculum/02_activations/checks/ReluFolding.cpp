// 02.4, a relu that changes nothing: what is proved, and what must stay.
#include "curriculum/checker/Program.h"
#include <sstream>

using namespace wick::check;

/// loss = sum of relu(z), where $OPS make %z: tensor<4xf64> of %x and %y.
static const char relu[] = R"(
func.func @f(%x: tensor<4xf64> {wick.name = "x", wick.role = #wick.role<param>},
             %y: tensor<4xf64> {wick.name = "y", wick.role = #wick.role<param>})
    -> (tensor<f64> {wick.name = "loss"}) attributes {wick.entry, wick.loss = 0} {
$OPS
  %r = wick.relu %z : tensor<4xf64>
  %loss = wick.reduce_sum %r {dims = array<i64: 0>} : (tensor<4xf64>) -> tensor<f64>
  return %loss : tensor<f64>
})";

/// The program of a short notation: "a = exp x; z = mul a y".
static Program reluOf(const std::string &notation) {
  std::istringstream statements(notation);
  std::string ops;
  for (std::string statement; std::getline(statements, statement, ';');) {
    std::istringstream words(statement);
    std::string result, equals, op, lhs, rhs;
    words >> result >> equals >> op >> lhs >> rhs;
    ops += "  %" + result + " = wick." + op;
    if (op == "constant")
      ops += " dense<" + lhs + "> : tensor<4xf64>\n";
    else if (op == "softmax")
      ops += " %" + lhs + " {dim = 0 : i64} : tensor<4xf64>\n";
    else if (rhs.empty())
      ops += " %" + lhs + " : tensor<4xf64>\n";
    else
      ops += " %" + lhs + ", %" + rhs + " : (tensor<4xf64>, tensor<4xf64>) -> tensor<4xf64>\n";
  }
  return given(relu, {{"OPS", ops}});
}

static void expectFolded(const char *notation) {
  reluOf(notation).run("canonicalize").expectIR(R"(
    CHECK: %[[R:.*]] = wick.{{exp|sigmoid|softmax|add|mul|maximum|minimum|constant}}
    CHECK-NOT: wick.relu
    CHECK: wick.reduce_sum)");
}

static void expectKept(const char *notation) {
  reluOf(notation).run("canonicalize").expectIR("CHECK: wick.relu\nCHECK-NEXT: wick.reduce_sum");
}

LAB_CHECK("02.4", verifies, validIR, "The IR is valid after canonicalization") {
  reluOf("z = exp x").run("canonicalize").expectOps("wick.relu", 0);
  reluOf("z = tanh x").run("canonicalize").expectOps("wick.relu", 1);
}

LAB_CHECK("02.4", structure, positiveOps, "exp, sigmoid and softmax are never negative") {
  expectFolded("z = exp x");
  expectFolded("z = sigmoid x");
  expectFolded("z = softmax x");
}

LAB_CHECK("02.4", structure, throughRelu, "A relu of a sum of relus, and of relu6") {
  reluOf("a = relu x; b = relu y; z = add a b").run("canonicalize").expectOps("wick.relu", 2);
  reluOf("six = constant 6.0; a = relu x; z = minimum a six")
      .run("canonicalize")
      .expectOps("wick.relu", 1);
}

LAB_CHECK("02.4", structure, twoOperands, "Sums, products, maxima and minima of two such values") {
  for (const char *op : {"add", "mul", "maximum", "minimum"})
    expectFolded((std::string("a = exp x; b = sigmoid y; z = ") + op + " a b").c_str());
}

LAB_CHECK("02.4", structure, squares, "A square of anything") {
  expectFolded("z = mul x x");
  expectFolded("a = tanh y; b = mul a a; c = mul x x; z = add b c");
}

LAB_CHECK("02.4", structure, oneOfTwo, "One operand that may be negative is enough to keep it") {
  for (const char *op : {"add", "mul", "minimum"}) {
    expectKept((std::string("a = exp x; z = ") + op + " a y").c_str());
    expectKept((std::string("a = exp x; z = ") + op + " y a").c_str());
  }
}

LAB_CHECK("02.4", structure, otherOps, "What may be negative: tanh, gelu, log, differences") {
  for (const char *op : {"tanh", "gelu", "log", "neg", "erf"})
    expectKept((std::string("a = exp x; z = ") + op + " a").c_str());
  expectKept("a = exp x; b = exp y; z = sub a b");
}

LAB_CHECK("02.4", structure, constants, "Of a constant, every element counts") {
  expectFolded("c = constant [0.0,1.0,2.0,3.0]; a = exp x; z = mul a c");
  expectKept("c = constant [1.0,2.0,-1.0,3.0]; a = exp x; z = mul a c");
}

LAB_CHECK("02.4", execution, sameNumbers, "The loss is what it was") {
  for (const char *notation :
       {"z = mul x x", "z = mul x y", "a = exp x; z = add a y", "a = relu x; z = mul a y",
        "a = sigmoid x; b = relu y; z = minimum a b", "z = tanh x", "a = neg x; z = mul a x"})
    reluOf(notation).run("canonicalize").expectSameResults();
}

LAB_CHECK("02.4", execution, gradientAtTies, "The gradient is what it was where z is 0") {
  const char *notation = "zero = constant 0.0; z = maximum x zero";
  reluOf(notation)
      .with("x", {0, 0, 1, -1})
      .run("canonicalize,wick-autodiff")
      .expectResult("d_x", {0, 0, 1, 0});
  reluOf("a = relu y; z = maximum x a")
      .with("x", {0, 0, 1, -1})
      .with("y", {-1, 0, -1, 1})
      .run("canonicalize,wick-autodiff")
      .expectResult("d_x", {0, 0, 1, 0});
}

LAB_CHECK("02.4", cost, deepChains, "A long chain is not followed to its end") {
  std::string chain = "e = exp y; v0 = exp x";
  for (int i = 1; i <= 40; ++i)
    chain += "; v" + std::to_string(i) + " = add v" + std::to_string(i - 1) + " e";
  reluOf(chain + "; z = add v40 e").run("canonicalize").expectOps("wick.relu", 1);
}
