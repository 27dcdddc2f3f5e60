// 06.3, AdamW: what the decay acts on, by how much, and when.
#include "curriculum/06_optimizers/checks/AdamProgram.h"

using namespace wick::check;

static Program adamW(const char *shape, const char *attributes) {
  return std::move(
      adam("adamw_step", shape, attributes).with("v", {0.75}).with("t", {2}).with("lr", {0.1}));
}

/// No gradient has ever been: Adam does nothing.
static Program atRest(const char *attributes) {
  return std::move(adam("adamw_step", "2x", attributes)
                       .with("w", {4, -2})
                       .with("g", {0})
                       .with("m", {0})
                       .with("v", {0})
                       .with("t", {7})
                       .with("lr", {0.1}));
}

LAB_CHECK("06.3", verifies, simplerOps, "The op is gone and the IR is valid") {
  adamW("3x", "weight_decay = 0.5")
      .run("wick-decompose")
      .expectOps("wick.adamw_step", 0)
      .expectOps("wick.adam_step", 0);
}

LAB_CHECK("06.3", execution, byHand,
          "Without gradients, a weight loses lr * weight_decay of itself") {
  atRest("weight_decay = 0.5").run("wick-decompose").expectResult("new_w", {3.8, -1.9});
}

LAB_CHECK("06.3", execution, moments, "The moments know nothing of the decay") {
  atRest("weight_decay = 0.5")
      .run("wick-decompose")
      .expectResult("new_m", {0, 0})
      .expectResult("new_v", {0, 0});
}

LAB_CHECK("06.3", execution, together, "Decay first, then Adam's step") {
  adamW("5x", "weight_decay = 0.5, beta1 = 0.5, beta2 = 0.75")
      .run("wick-decompose")
      .expectSameResults();
}

LAB_CHECK("06.3", execution, awkwardShapes, "A scalar, one element, a matrix") {
  for (const char *shape : {"", "1x", "3x5x"})
    adamW(shape, "weight_decay = 0.01, epsilon = 0.5").run("wick-decompose").expectSameResults();
}

LAB_CHECK("06.3", cost, asTheReference, "No more work than the reference, none for a decay of 0") {
  adamW("5x7x", "weight_decay = 0.5").run("wick-decompose").expectReferenceCost();
  adamW("5x7x", "weight_decay = 0.0").run("wick-decompose").expectReferenceCost();
}
