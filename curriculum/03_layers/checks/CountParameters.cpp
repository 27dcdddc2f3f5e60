// 03.4, counting parameters: what is a parameter, and that none counts twice.
#include "passes/graph/CountParameters.h"
#include "curriculum/checker/Program.h"

using namespace wick::check;

static void expectCount(const Program &program, int64_t expected) {
  int64_t got = 0;
  expectNoError([&] { got = wick::countParameters(program.module()); });
  if (got != expected)
    throw program.red("counted " + std::to_string(got) + " parameters", std::to_string(expected));
}

static const char layer[] = R"(
func.func @predict(%x: tensor<$Nx$INxf64> {wick.name = "x", wick.role = #wick.role<input>},
                   %w: tensor<$INx$OUTxf64> {wick.name = "w", wick.role = #wick.role<param>},
                   %b: tensor<$OUTxf64> {wick.name = "b", wick.role = #wick.role<param>})
    -> (tensor<$Nx$OUTxf64> {wick.name = "y"}) attributes {wick.entry} {
  %y = wick.linear %x, %w, %b : (tensor<$Nx$INxf64>, tensor<$INx$OUTxf64>, tensor<$OUTxf64>) -> tensor<$Nx$OUTxf64>
  return %y : tensor<$Nx$OUTxf64>
})";

/// Two entries share w; one has a parameter of its own.
static const char twoEntries[] = R"(
func.func @predict(%x: tensor<2x3xf64> {wick.name = "x", wick.role = #wick.role<input>},
                   %w: tensor<3x5xf64> {wick.name = "w", wick.role = #wick.role<param>})
    -> (tensor<2x5xf64> {wick.name = "y"}) attributes {wick.entry} {
  %y = wick.matmul %x, %w : (tensor<2x3xf64>, tensor<3x5xf64>) -> tensor<2x5xf64>
  return %y : tensor<2x5xf64>
}
func.func @penalty(%v: tensor<7xf64> {wick.name = "v", wick.role = #wick.role<param>},
                   %w: tensor<3x5xf64> {wick.name = "w", wick.role = #wick.role<param>})
    -> (tensor<f64> {wick.name = "p"}) attributes {wick.entry} {
  %p = wick.reduce_sum %w {dims = array<i64: 0, 1>} : (tensor<3x5xf64>) -> tensor<f64>
  return %p : tensor<f64>
})";

/// A training step: the updated weight is donated, the velocity is state, the rate a
/// hyperparameter.
static const char step[] = R"(
func.func @step(%w: tensor<6xf64> {wick.name = "w", wick.role = #wick.role<param>},
                %v: tensor<6xf64> {wick.name = "v", wick.role = #wick.role<state>},
                %r: tensor<f64> {wick.name = "rate", wick.role = #wick.role<hyper>})
    -> (tensor<6xf64> {wick.name = "w", wick.donates = "w"}, tensor<6xf64> {wick.name = "v", wick.donates = "v"})
    attributes {wick.entry} {
  %new, %velocity = wick.momentum_step %w, %w, %v, %r {momentum = 0.5} : (tensor<6xf64>, tensor<6xf64>, tensor<6xf64>, tensor<f64>) -> (tensor<6xf64>, tensor<6xf64>)
  return %new, %velocity : tensor<6xf64>, tensor<6xf64>
})";

static const char scalars[] = R"(
func.func @f(%a: tensor<f64> {wick.name = "a", wick.role = #wick.role<param>},
             %b: tensor<1xf32> {wick.name = "b", wick.role = #wick.role<param>})
    -> (tensor<f64> {wick.name = "y"}) attributes {wick.entry} {
  return %a : tensor<f64>
})";

/// An entry, and a function that only other code calls.
static const char inner[] = R"(
func.func @f(%a: tensor<4xf64> {wick.name = "a", wick.role = #wick.role<param>})
    -> (tensor<4xf64> {wick.name = "y"}) attributes {wick.entry} {
  return %a : tensor<4xf64>
}
func.func @inner(%b: tensor<9xf64> {wick.name = "b", wick.role = #wick.role<param>}) -> tensor<9xf64> {
  return %b : tensor<9xf64>
})";

LAB_CHECK("03.4", execution, oneLayer, "A linear layer has in x out weights and out biases") {
  expectCount(given(layer, {{"N", "1"}, {"IN", "4"}, {"OUT", "3"}}), 15);
}

LAB_CHECK("03.4", execution, batch, "The batch does not count") {
  expectCount(given(layer, {{"N", "32"}, {"IN", "784"}, {"OUT", "128"}}), 100480);
}

LAB_CHECK("03.4", execution, shared, "A parameter of two entries is one parameter") {
  expectCount(given(twoEntries), 22);
}

LAB_CHECK("03.4", execution, training,
          "States, hyperparameters and updated weights are no parameters") {
  expectCount(given(step), 6);
}

LAB_CHECK("03.4", execution, rankZero, "A scalar is one parameter") {
  expectCount(given(scalars), 2);
}

LAB_CHECK("03.4", execution, notAnEntry, "A function that is no entry does not count") {
  expectCount(given(inner), 4);
}
