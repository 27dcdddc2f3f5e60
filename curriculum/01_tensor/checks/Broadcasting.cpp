// 01.1, broadcasting: the shape of a sum, and what is refused.
#include "curriculum/01_tensor/checks/TwoOperands.h"
#include "ir/Inference.h"
#include "ir/Slot.h"
#include <random>

using namespace wick::check;
using wick::ir::Shape;
using wick::ir::shapeText;

static Program add(const char *a, const char *b, const char *c) {
  return given(twoOperands, replacementsOf("add %a, %b", a, b, c));
}

static void refuse(const char *a, const char *b, const char *message) {
  expectRefused(twoOperands, message, replacementsOf("add %a, %b", a, b, a));
}

LAB_CHECK("01.1", verifies, sameShape, "Two tensors of one shape have a sum of that shape") {
  add("2x3xf64", "2x3xf64", "2x3xf64");
  add("f64", "f64", "f64");
  add("7xi32", "7xi32", "7xi32");
}

LAB_CHECK("01.1", verifies, missingDimensions, "Missing leading dimensions count as 1") {
  add("32x10xf64", "10xf64", "32x10xf64");
  add("10xf64", "32x10xf64", "32x10xf64");
  add("5xf64", "2x3x5xf64", "2x3x5xf64");
  add("f64", "4x3xf64", "4x3xf64");
}

LAB_CHECK("01.1", verifies, onesStretch, "A dimension of 1 stretches, on either side") {
  add("4x1xf64", "4x3xf64", "4x3xf64");
  add("4x3xf64", "1x3xf64", "4x3xf64");
  add("2x1xf64", "3xf64", "2x3xf64");
  add("7x1x5xf64", "3x1xf64", "7x3x5xf64");
  add("1xf64", "1x1xf64", "1x1xf64");
}

LAB_CHECK("01.1", verifies, refusesShapes, "Shapes that do not broadcast are refused (C2)") {
  refuse("2x3xf64", "2x4xf64", "C2");
  refuse("3xf64", "4xf64", "C2");
  refuse("2x3xf64", "2xf64", "C2");
  refuse("4x3xf64", "2x3xf64", "C2");
  refuse("6x2xf64", "3x2xf64", "C2");
}

LAB_CHECK("01.1", verifies, helpfulErrors, "The error names both shapes") {
  refuse("2x3xf64", "2x4xf64", "2x3");
  refuse("2x3xf64", "2x4xf64", "2x4");
  refuse("5xf64", "7x4xf64", "7x4");
}

LAB_CHECK("01.1", execution, byHand, "A column plus a row is a table of sums") {
  add("3x1xf64", "2xf64", "3x2xf64")
      .with("a", {10, 20, 30})
      .with("b", {1, 2})
      .expectResult("c", {11, 12, 21, 22, 31, 32});
}

LAB_CHECK("01.1", execution, randomShapes, "Random shapes broadcast as they should") {
  std::mt19937 random(seed());
  auto shape = [&] {
    Shape sizes(random() % 4);
    for (int64_t &size : sizes)
      size = random() % 3 + 1;
    return sizes;
  };
  auto text = [](const std::optional<Shape> &shape) {
    return shape ? shapeText(*shape) : "no shape";
  };
  for (int i = 0; i < 2000; ++i) {
    Shape a = shape(), b = shape();
    std::optional<Shape> mine = wick::ir::broadcastShapes(a, b);
    wick::ReferenceScope scope;
    std::optional<Shape> expected = wick::ir::broadcastShapes(a, b);
    if (mine != expected)
      throw Red{.message = shapeText(a) + " and " + shapeText(b) + " give " + text(mine),
                .expected = text(expected)};
  }
}
