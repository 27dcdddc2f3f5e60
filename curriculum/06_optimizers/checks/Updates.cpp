// 06.4, the pass: states of each parameter, one count for all, and what comes back to them.
#include "curriculum/checker/TrainingLoop.h"
#include <cmath>

using namespace wick::check;

/// Two parameters whose gradients are inputs. The second is there to find what is shared and what
/// is not.
static const char twoParameters[] = R"(
func.func @step(%a: tensor<2xf64> {wick.name = "a", wick.role = #wick.role<param>},
                %b: tensor<f64> {wick.name = "b", wick.role = #wick.role<param>},
                %ga: tensor<2xf64> {wick.name = "ga", wick.role = #wick.role<input>},
                %gb: tensor<f64> {wick.name = "gb", wick.role = #wick.role<input>})
    -> (tensor<2xf64> {wick.name = "d_a", wick.gradient_of = "a"},
        tensor<f64> {wick.name = "d_b", wick.gradient_of = "b"})
    attributes {wick.entry, wick.optimizer = #wick.$OPTIMIZER, wick.learning_rate = 0.125} {
  return %ga, %gb : tensor<2xf64>, tensor<f64>
})";

static const char oneParameter[] = R"(
func.func @step(%a: tensor<2xf64> {wick.name = "a", wick.role = #wick.role<param>},
                %ga: tensor<2xf64> {wick.name = "ga", wick.role = #wick.role<input>})
    -> (tensor<2xf64> {wick.name = "d_a", wick.gradient_of = "a"})
    attributes {wick.entry, wick.optimizer = #wick.$OPTIMIZER, wick.learning_rate = 0.125} {
  return %ga : tensor<2xf64>
})";

static const char adamAttribute[] = "adam<beta1 = 0.5, beta2 = 0.75, epsilon = 0.25>";

static Program optimized(const char *optimizer) {
  return std::move(given(twoParameters, {{"OPTIMIZER", optimizer}})
                       .with("a", {1, -1})
                       .with("b", {2})
                       .with("ga", {4, -0.5})
                       .with("gb", {0.25})
                       .run("wick-optimizer"));
}

/// What Adam remembers of a weight, by its formula.
struct Weight {
  double w, m = 0, v = 0;

  void step(double g, int t, double decayOnGradient = 0) {
    g += decayOnGradient * w;
    m = 0.5 * m + 0.5 * g;
    v = 0.75 * v + 0.25 * g * g;
    double rate = 0.125 / (1 - std::pow(0.5, t));
    w -= rate * m / (std::sqrt(v / (1 - std::pow(0.75, t))) + 0.25);
  }
};

LAB_CHECK("06.4", verifies, validIR, "The IR is valid after the pass") {
  optimized(adamAttribute);
  optimized("adamw<>");
}

/// Alone, a parameter does not show what the states of another one do to it.
LAB_CHECK("06.4", verifies, alone, "One parameter is enough") {
  given(oneParameter, {{"OPTIMIZER", adamAttribute}}).run("wick-optimizer");
}

LAB_CHECK("06.4", structure, states, "Two states a parameter and one count, all zero at first") {
  optimized(adamAttribute).expectIR(R"(
    CHECK: func.func @step
    CHECK-DAG: tensor<2xf64> {wick.init = dense<0.000000e+00> : tensor<2xf64>, wick.name = "a.m", wick.role = #wick.role<state>}
    CHECK-DAG: tensor<2xf64> {wick.init = dense<0.000000e+00> : tensor<2xf64>, wick.name = "a.v", wick.role = #wick.role<state>}
    CHECK-DAG: tensor<f64> {wick.init = dense<0.000000e+00> : tensor<f64>, wick.name = "b.m", wick.role = #wick.role<state>}
    CHECK-DAG: tensor<f64> {wick.init = dense<0.000000e+00> : tensor<f64>, wick.name = "b.v", wick.role = #wick.role<state>}
    CHECK-DAG: tensor<i64> {wick.init = dense<0> : tensor<i64>, wick.name = "optimizer.step", wick.role = #wick.role<state>}
    CHECK: wick.adam_step)");
}

LAB_CHECK("06.4", structure, oneUpdate, "One update a parameter, one addition for the count") {
  optimized(adamAttribute).expectOps("wick.adam_step", 2).expectOps("wick.add", 1);
  optimized("adamw<>").expectOps("wick.adamw_step", 2);
}

LAB_CHECK("06.4", execution, counts, "The count is 1 after the first step and 5 after the fifth") {
  Program program = optimized(adamAttribute);
  TrainingLoop(program)
      .step()
      .expectArgument("optimizer.step", {1})
      .step(4)
      .expectArgument("optimizer.step", {5});
}

LAB_CHECK("06.4", execution, moments, "The moments of the first step: half and a quarter") {
  Program program = optimized(adamAttribute);
  TrainingLoop(program)
      .step()
      .expectArgument("a.m", {2, -0.25})
      .expectArgument("a.v", {4, 0.0625})
      .expectArgument("b.m", {0.125})
      .expectArgument("b.v", {0.015625});
}

LAB_CHECK("06.4", execution, fiveSteps, "Five steps of Adam, by its formula") {
  Program program = optimized(adamAttribute);
  TrainingLoop loop(program);
  Weight a{1}, second{-1}, b{2};
  for (int t = 1; t <= 5; ++t) {
    a.step(4, t), second.step(-0.5, t), b.step(0.25, t);
    loop.step().expectArgument("a", {a.w, second.w}).expectArgument("b", {b.w});
  }
}

LAB_CHECK("06.4", execution, decay, "Weight decay reaches the update") {
  Program program =
      optimized("adam<beta1 = 0.5, beta2 = 0.75, epsilon = 0.25, weight_decay = 0.5>");
  TrainingLoop loop(program);
  Weight b{2};
  for (int t = 1; t <= 3; ++t) {
    b.step(0.25, t, 0.5);
    loop.step().expectArgument("b", {b.w});
  }
}

LAB_CHECK("06.4", execution, changedRate,
          "A learning rate of 0 moves the moments, not the weights") {
  Program program = optimized(adamAttribute);
  TrainingLoop(program).set("lr", 0).step().expectArgument("b", {2}).expectArgument("b.m", {0.125});
}

LAB_CHECK("06.4", cost, asTheReference, "No more work than the reference") {
  optimized(adamAttribute).expectReferenceCost();
}
