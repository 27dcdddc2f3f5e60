// 03.2, inverted dropout: which elements stay, and what they become.
#include "curriculum/checker/Program.h"
#include <cmath>

using namespace wick::check;

static const char one[] = R"(
func.func @f(%x: tensor<$SHAPExf64> {wick.name = "x", wick.role = #wick.role<input>},
             %s: tensor<i64> {wick.name = "seed", wick.role = #wick.role<input>},
             %c: tensor<i64> {wick.name = "counter", wick.role = #wick.role<input>})
    -> (tensor<$SHAPExf64> {wick.name = "y"}) attributes {wick.entry} {
  %y = wick.dropout %x, %s, %c {rate = $RATE, stream = $STREAM} : (tensor<$SHAPExf64>, tensor<i64>, tensor<i64>) -> tensor<$SHAPExf64>
  return %y : tensor<$SHAPExf64>
})";

static Program dropout(const char *shape, const char *rate, const char *stream = "0") {
  Program program = given(one, {{"SHAPE", shape}, {"RATE", rate}, {"STREAM", stream}});
  program.with("seed", {7}).with("counter", {3});
  return program;
}

LAB_CHECK("03.2", verifies, simplerOps, "The op is gone and the IR is valid") {
  dropout("3x4", "0.5").run("wick-decompose").expectOps("wick.dropout", 0);
}

LAB_CHECK("03.2", structure, oneDraw, "One number is drawn for each element, and none is saved") {
  dropout("3x4", "0.25", "3").run("wick-decompose").expectIR(R"(
    CHECK: func.func @f(%{{.*}}: tensor<3x4xf64> {{.*}}, %[[S:.*]]: tensor<i64> {{.*}}, %[[C:.*]]: tensor<i64>
    CHECK: wick.random_uniform %[[S]], %[[C]] {stream = 3 : i64} : {{.*}} -> tensor<3x4xf64>
    CHECK-NOT: wick.random_uniform)");
}

LAB_CHECK("03.2", execution, nothingDropped, "A rate of 0 changes nothing") {
  dropout("5", "0.0")
      .with("x", {1, -2, 3, 0, 5})
      .run("wick-decompose")
      .expectResult("y", {1, -2, 3, 0, 5});
}

LAB_CHECK("03.2", execution, sameMask,
          "The elements that the generator says are kept, and doubled") {
  dropout("16", "0.5").run("wick-decompose").expectSameResults();
}

LAB_CHECK("03.2", execution, highRate, "A rate of 0.9: kept are few, and times ten") {
  dropout("7x9", "0.9").with("x", {1}).run("wick-decompose").expectSameResults();
}

LAB_CHECK("03.2", execution, mean, "The mean over many elements stays what it was") {
  Program program = dropout("4096", "0.25");
  Tensors results = program.with("x", {1}).run("wick-decompose").interpret();
  double sum = 0;
  for (double y : results.front().reals)
    sum += y;
  // The standard deviation of the mean is sqrt(0.25 / 0.75 / 4096) = 0.009.
  if (!(std::abs(sum / 4096 - 1) < 0.05))
    throw program.red("ones have a mean of " + std::to_string(sum / 4096) + " after dropout",
                      "a mean of 1, within 0.05");
}

LAB_CHECK("03.2", execution, infinities, "A dropped infinity is 0, not NaN") {
  dropout("32", "0.5").with("x", {INFINITY}).run("wick-decompose").expectSameResults();
}

LAB_CHECK("03.2", execution, streams, "Another stream, another mask") {
  for (const char *stream : {"0", "1", "4294967295"})
    dropout("3x5", "0.4", stream).run("wick-decompose").expectSameResults();
}

LAB_CHECK("03.2", cost, asTheReference, "No more work than the reference") {
  dropout("5x7", "0.5").run("wick-decompose").expectReferenceCost();
}
