// 06.2, Adam: two averages of the gradient, and what makes them right from the first step on.
#include "curriculum/06_optimizers/checks/AdamProgram.h"

using namespace wick::check;

/// Both averages begin at 0.
static Program first(double gradient, const char *attributes) {
  return std::move(adam("adam_step", "", attributes)
                       .with("w", {0})
                       .with("g", {gradient})
                       .with("m", {0})
                       .with("v", {0})
                       .with("t", {1})
                       .with("lr", {0.1}));
}

/// A step later on, on random weights, gradients and first moments; a second moment is not
/// negative.
static Program later(const char *shape, const char *attributes, double step) {
  return std::move(
      adam("adam_step", shape, attributes).with("v", {0.75}).with("t", {step}).with("lr", {0.1}));
}

LAB_CHECK("06.2", verifies, simplerOps, "The op is gone and the IR is valid") {
  later("3x", "", 2).run("wick-decompose").expectOps("wick.adam_step", 0);
}

LAB_CHECK("06.2", structure, oneRoot, "One root, and one division of tensors") {
  later("3x", "", 2).run("wick-decompose").expectOps("wick.sqrt", 1).expectIR(R"(
    CHECK: wick.sqrt
    CHECK-NOT: wick.sqrt
    CHECK: wick.div %{{.*}} -> tensor<3xf64>
    CHECK-NOT: wick.div)");
}

LAB_CHECK("06.2", execution, firstStep, "The first step has the size of the learning rate") {
  first(1000, "epsilon = 0.0").run("wick-decompose").expectResult("new_w", {-0.1});
  first(-0.001, "epsilon = 0.0").run("wick-decompose").expectResult("new_w", {0.1});
}

LAB_CHECK("06.2", execution, byHand, "The averages keep 9/10 and 99/100 of what they were") {
  adam("adam_step", "", "beta1 = 0.9, beta2 = 0.99, epsilon = 0.0")
      .with("w", {1})
      .with("g", {2})
      .with("m", {1})
      .with("v", {5})
      .with("t", {2})
      .with("lr", {0.1})
      .run("wick-decompose")
      .expectResult("new_m", {1.1})
      .expectResult("new_v", {4.99})
      .expectSameResults();
}

LAB_CHECK("06.2", execution, epsilon, "Epsilon stands outside the root") {
  first(3, "epsilon = 1.0").run("wick-decompose").expectResult("new_w", {-0.1 * 3 / (3 + 1)});
}

LAB_CHECK("06.2", execution, noGradient, "A weight without a gradient stays, and nothing is NaN") {
  first(0, "").run("wick-decompose").expectResult("new_w", {0}).expectResult("new_v", {0});
}

LAB_CHECK("06.2", execution, laterSteps, "Steps 1, 2, 3, 1000") {
  for (double step : {1, 2, 3, 1000})
    later("5x", "beta1 = 0.5, beta2 = 0.75", step).run("wick-decompose").expectSameResults();
}

LAB_CHECK("06.2", execution, decay, "Weight decay is a part of the gradient") {
  later("5x", "weight_decay = 0.5", 3).run("wick-decompose").expectSameResults();
}

LAB_CHECK("06.2", execution, awkwardShapes, "A scalar, one element, a matrix") {
  for (const char *shape : {"", "1x", "3x5x"})
    later(shape, "", 2).run("wick-decompose").expectSameResults();
}

LAB_CHECK("06.2", cost, asTheReference, "No more work than the reference") {
  later("5x7x", "", 2).run("wick-decompose").expectReferenceCost();
}
