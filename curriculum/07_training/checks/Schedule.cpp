// 07.1, schedules: the learning rate of each step, as ops on the count of steps.
#include "curriculum/checker/TrainingLoop.h"
#include <cmath>
#include <numbers>

using namespace wick::check;

/// w goes down by the rate in each step: its way is the sum of all rates.
static const char training[] = R"(
func.func @step(%w: tensor<f64> {wick.name = "w", wick.role = #wick.role<param>},
                %lr: tensor<f64> {wick.name = "lr", wick.role = #wick.role<hyper>})
    -> (tensor<f64> {wick.name = "w", wick.donates = "w"})
    attributes {wick.entry, wick.schedule = {$SCHEDULE}} {
  %one = wick.constant dense<1.0> : tensor<f64>
  %new = wick.sgd_step %w, %one, %lr : (tensor<f64>, tensor<f64>, tensor<f64>) -> tensor<f64>
  return %new : tensor<f64>
})";

static Program scheduled(const char *schedule, double peak = 1) {
  return std::move(given(training, {{"SCHEDULE", schedule}})
                       .with("w", {0})
                       .with("lr", {peak})
                       .run("wick-schedule-learning-rate"));
}

static void expectRates(const Program &program, const std::vector<double> &rates) {
  TrainingLoop loop(program);
  for (double rate : rates)
    loop.step().expectResult("learning_rate", {rate});
}

/// The formula of cosine schedules.
static double cosine(double peak, double minimum, double t, double steps) {
  return minimum +
         (peak - minimum) * (1 + std::cos(std::numbers::pi * std::min(t / steps, 1.0))) / 2;
}

LAB_CHECK("07.1", verifies, validIR, "The IR is valid with either schedule") {
  scheduled("cosine = {steps = 10}");
  scheduled("step = {every = 10, factor = 0.5}");
}

LAB_CHECK("07.1", execution, cosineByHand,
          "From 0.1 to 0 in four steps: 0.1, 0.0854, 0.05, 0.0146, 0") {
  expectRates(scheduled("cosine = {steps = 4}", 0.1),
              {0.1, 0.05 * (1 + std::sqrt(0.5)), 0.05, 0.05 * (1 - std::sqrt(0.5)), 0});
}

LAB_CHECK("07.1", execution, cosineMinimum, "Down to the minimum, not to 0, and no further") {
  expectRates(scheduled("cosine = {minimum = 0.25, steps = 2}"), {1, 0.625, 0.25, 0.25, 0.25});
}

LAB_CHECK("07.1", execution, cosineSteps, "Every rate of a cosine of 1, 7 and 100 steps") {
  for (int steps : {1, 7, 100}) {
    Program program =
        scheduled(("cosine = {minimum = 0.125, steps = " + std::to_string(steps) + "}").c_str(), 3);
    TrainingLoop loop(program);
    for (int t = 0; t < steps + 3; ++t)
      loop.step().expectResult("learning_rate", {cosine(3, 0.125, t, steps)});
  }
}

LAB_CHECK("07.1", execution, stepsByHand, "Every three steps the rate is halved") {
  expectRates(scheduled("step = {every = 3, factor = 0.5}", 0.8),
              {0.8, 0.8, 0.8, 0.4, 0.4, 0.4, 0.2, 0.2, 0.2, 0.1});
}

LAB_CHECK("07.1", execution, everyStep,
          "A drop in every step, and a factor of 1, which drops nothing") {
  expectRates(scheduled("step = {every = 1, factor = 0.5}"), {1, 0.5, 0.25, 0.125});
  expectRates(scheduled("step = {every = 1, factor = 1.0}", 0.3), {0.3, 0.3, 0.3});
}

LAB_CHECK("07.1", execution, noRounding,
          "The drop comes at step 49 k, not one later by a rounding") {
  Program program = scheduled("step = {every = 49, factor = 0.5}");
  TrainingLoop loop(program);
  for (int t = 0; t < 300; ++t)
    loop.step().expectResult("learning_rate", {std::pow(0.5, t / 49)});
}

LAB_CHECK("07.1", execution, peak, "The rate follows the hyper lr when the caller changes it") {
  for (const char *schedule : {"cosine = {steps = 9}", "step = {every = 9, factor = 0.5}"}) {
    Program program = scheduled(schedule, 1);
    TrainingLoop(program).set("lr", 0.25).step().expectResult("learning_rate", {0.25});
  }
}

LAB_CHECK("07.1", execution, steps, "The weights go by the sum of the rates") {
  Program program = scheduled("cosine = {steps = 4}");
  TrainingLoop(program).step(4).expectArgument("w", {-2.5}).expectArgument("optimizer.step", {4});
}

LAB_CHECK("07.1", cost, asTheReference, "No more work than the reference") {
  // A constant may be written twice: cse makes one of it.
  scheduled("cosine = {minimum = 0.125, steps = 9}").run("cse").expectReferenceCost();
  scheduled("step = {every = 9, factor = 0.5}").run("cse").expectReferenceCost();
}
