// 06.1, SGD with and without momentum: what is remembered, and what the step is taken with.
#include "curriculum/checker/Program.h"

using namespace wick::check;

static const char plain[] = R"(
func.func @f(%w: tensor<$SHAPEf64> {wick.name = "w", wick.role = #wick.role<input>},
             %g: tensor<$SHAPEf64> {wick.name = "g", wick.role = #wick.role<input>},
             %lr: tensor<f64> {wick.name = "lr", wick.role = #wick.role<hyper>})
    -> (tensor<$SHAPEf64> {wick.name = "new_w"}) attributes {wick.entry} {
  %new = wick.sgd_step %w, %g, %lr {weight_decay = $DECAY}
      : (tensor<$SHAPEf64>, tensor<$SHAPEf64>, tensor<f64>) -> tensor<$SHAPEf64>
  return %new : tensor<$SHAPEf64>
})";

static const char momentum[] = R"(
func.func @f(%w: tensor<$SHAPEf64> {wick.name = "w", wick.role = #wick.role<input>},
             %g: tensor<$SHAPEf64> {wick.name = "g", wick.role = #wick.role<input>},
             %v: tensor<$SHAPEf64> {wick.name = "v", wick.role = #wick.role<input>},
             %lr: tensor<f64> {wick.name = "lr", wick.role = #wick.role<hyper>})
    -> (tensor<$SHAPEf64> {wick.name = "new_w"}, tensor<$SHAPEf64> {wick.name = "new_v"})
    attributes {wick.entry} {
  %new_w, %new_v = wick.momentum_step %w, %g, %v, %lr {momentum = 0.9, weight_decay = $DECAY}
      : (tensor<$SHAPEf64>, tensor<$SHAPEf64>, tensor<$SHAPEf64>, tensor<f64>)
      -> (tensor<$SHAPEf64>, tensor<$SHAPEf64>)
  return %new_w, %new_v : tensor<$SHAPEf64>, tensor<$SHAPEf64>
})";

static Program step(const char *ir, const char *shape, const char *decay = "0.0") {
  return given(ir, {{"SHAPE", shape}, {"DECAY", decay}});
}

LAB_CHECK("06.1", verifies, simplerOps, "Both updates become simpler ops, and the IR is valid") {
  step(plain, "3x").run("wick-decompose").expectOps("wick.sgd_step", 0);
  step(momentum, "3x").run("wick-decompose").expectOps("wick.momentum_step", 0);
}

LAB_CHECK("06.1", execution, against, "A step goes against the gradient: 1 - 0.1 * 0.5 = 0.95") {
  step(plain, "")
      .with("w", {1})
      .with("g", {0.5})
      .with("lr", {0.1})
      .run("wick-decompose")
      .expectResult("new_w", {0.95});
}

LAB_CHECK("06.1", execution, byHand,
          "The velocity 2 and the gradient 0.5 make 2.3, and a step of 0.23") {
  step(momentum, "")
      .with("w", {1})
      .with("g", {0.5})
      .with("v", {2})
      .with("lr", {0.1})
      .run("wick-decompose")
      .expectResult("new_v", {2.3})
      .expectResult("new_w", {0.77});
}

LAB_CHECK("06.1", execution, fromRest, "Without a velocity yet, the step is that of SGD") {
  step(momentum, "2x")
      .with("w", {1, -1})
      .with("g", {0.5, 2})
      .with("v", {0})
      .with("lr", {0.1})
      .run("wick-decompose")
      .expectResult("new_w", {0.95, -1.2})
      .expectResult("new_v", {0.5, 2});
}

LAB_CHECK("06.1", execution, noRate, "The learning rate scales the step, not what is remembered") {
  step(momentum, "")
      .with("w", {3})
      .with("g", {0.5})
      .with("v", {2})
      .with("lr", {0})
      .run("wick-decompose")
      .expectResult("new_w", {3})
      .expectResult("new_v", {2.3});
}

LAB_CHECK("06.1", execution, decay, "Weight decay is a part of the gradient, and of the velocity") {
  step(plain, "5x", "0.5").run("wick-decompose").expectSameResults();
  step(momentum, "5x", "0.5").run("wick-decompose").expectSameResults();
}

LAB_CHECK("06.1", execution, awkwardShapes, "A scalar, one element, a matrix") {
  for (const char *shape : {"", "1x", "3x5x"}) {
    step(plain, shape).run("wick-decompose").expectSameResults();
    step(momentum, shape, "0.25").run("wick-decompose").expectSameResults();
  }
}

LAB_CHECK("06.1", cost, asTheReference, "No more work than the reference") {
  for (const char *decay : {"0.0", "0.5"}) {
    step(plain, "5x7x", decay).run("wick-decompose").expectReferenceCost();
    step(momentum, "5x7x", decay).run("wick-decompose").expectReferenceCost();
  }
}
