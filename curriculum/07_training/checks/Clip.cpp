// 07.2, clipping: one norm, one factor, and what is told of them.
#include "curriculum/checker/Program.h"
#include <cmath>

using namespace wick::check;

/// Two gradients that are inputs, of the shapes $A and $B.
static const char gradients[] = R"(
func.func @step(%a: tensor<$Af64> {wick.name = "a", wick.role = #wick.role<param>},
                %b: tensor<$Bf64> {wick.name = "b", wick.role = #wick.role<param>},
                %ga: tensor<$Af64> {wick.name = "ga", wick.role = #wick.role<input>},
                %gb: tensor<$Bf64> {wick.name = "gb", wick.role = #wick.role<input>})
    -> (tensor<$Af64> {wick.name = "d_a", wick.gradient_of = "a"},
        tensor<$Bf64> {wick.name = "d_b", wick.gradient_of = "b"})
    attributes {wick.entry, wick.clip_norm = $NORM} {
  return %ga, %gb : tensor<$Af64>, tensor<$Bf64>
})";

/// bf16 and f32 together: the norm is f32.
static const char mixed[] = R"(
func.func @step(%a: tensor<3xbf16> {wick.name = "a", wick.role = #wick.role<param>},
                %b: tensor<2xf32> {wick.name = "b", wick.role = #wick.role<param>})
    -> (tensor<3xbf16> {wick.name = "d_a", wick.gradient_of = "a"},
        tensor<2xf32> {wick.name = "d_b", wick.gradient_of = "b"})
    attributes {wick.entry, wick.clip_norm = 0.5} {
  return %a, %b : tensor<3xbf16>, tensor<2xf32>
})";

static Program clipped(const char *a, const char *b, const char *norm) {
  return given(gradients, {{"A", a}, {"B", b}, {"NORM", norm}});
}

/// (2, -3) and 6, of norm 7.
static Program seven(const char *norm) {
  return std::move(
      clipped("2x", "", norm).with("ga", {2, -3}).with("gb", {6}).run("wick-clip-gradients"));
}

/// What is left of a number when the norm 7 is clipped to 3.5.
static double halved(double number) { return number * 3.5 / (7 + 1e-6); }

LAB_CHECK("07.2", verifies, validIR, "The IR is valid, of every mix of types") {
  clipped("3x", "2x5x", "1.0").run("wick-clip-gradients");
  given(mixed).run("wick-clip-gradients");
}

LAB_CHECK("07.2", structure, oneFactor, "One root, one quotient, one choice") {
  clipped("3x", "2x5x", "1.0")
      .run("wick-clip-gradients")
      .expectOps("wick.sqrt", 1)
      .expectOps("wick.div", 1)
      .expectOps("wick.select", 1);
}

LAB_CHECK("07.2", structure, types, "bf16 is squared and added up in f32, and multiplied in bf16") {
  given(mixed).run("wick-clip-gradients").expectIR(R"(
    CHECK: func.func @step(%[[A:.*]]: tensor<3xbf16>
    CHECK: %[[WIDE:.*]] = wick.cast %[[A]] : tensor<3xbf16> -> tensor<3xf32>
    CHECK: wick.mul %[[WIDE]], %[[WIDE]]
    CHECK: wick.mul %[[A]], %{{.*}} : (tensor<3xbf16>, tensor<bf16>) -> tensor<3xbf16>)");
}

LAB_CHECK("07.2", execution, norm, "(2, -3) and 6 have the norm 7, clipped or not") {
  seven("3.5").expectResult("gradient_norm", {7});
  seven("100.0").expectResult("gradient_norm", {7});
}

LAB_CHECK("07.2", execution, above, "A norm of 7 at most 3.5: every gradient is halved") {
  seven("3.5").expectResult("d_a", {halved(2), halved(-3)}).expectResult("d_b", {halved(6)});
}

LAB_CHECK("07.2", execution, below, "A norm of 7 at most 7.5: nothing changes, not by a bit") {
  Program program = seven("7.5");
  for (const auto &[result, expected] : {std::pair(0, 2.0), std::pair(1, 6.0)})
    if (double actual = program.interpret()[result].reals[0]; actual != expected)
      throw program.red("a gradient below the largest norm has changed by " +
                        std::to_string(actual - expected));
}

LAB_CHECK("07.2", execution, zero, "Gradients of 0 stay 0, and nothing is NaN") {
  clipped("2x", "", "1.0")
      .with("ga", {0})
      .with("gb", {0})
      .run("wick-clip-gradients")
      .expectResult("gradient_norm", {0})
      .expectResult("d_a", {0, 0});
}

LAB_CHECK("07.2", execution, direction, "The direction stays: all elements shrink by one factor") {
  Program program = std::move(clipped("2x", "", "0.001").with("ga", {1e-3, 1e3}).with("gb", {-1}));
  program.run("wick-clip-gradients");
  const double factor = 0.001 / (std::sqrt(1e-6 + 1e6 + 1) + 1e-6);
  program.expectResult("d_a", {1e-3 * factor, 1e3 * factor}).expectResult("d_b", {-factor});
}

LAB_CHECK("07.2", execution, awkwardShapes, "Scalars, one element, primes, matrices") {
  for (const auto &[a, b] : {std::pair("", ""), std::pair("1x", "7x"), std::pair("3x5x", "1x1x")})
    for (const char *largest : {"0.01", "1000.0"})
      clipped(a, b, largest).run("wick-clip-gradients").expectReferenceResults();
}

LAB_CHECK("07.2", cost, asTheReference, "No more work than the reference") {
  clipped("5x7x", "3x", "1.0").run("wick-clip-gradients,cse").expectReferenceCost();
}
