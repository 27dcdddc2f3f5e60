// 01.4, folding reshapes and transposes: fewer ops, the same elements in the same places.
#include "curriculum/checker/Program.h"
#include <algorithm>
#include <random>

using namespace wick::check;

static const char reshapes[] = R"(
func.func @f(%x: tensor<2x3x5xf64> {wick.name = "x", wick.role = #wick.role<input>})
    -> (tensor<5x6xf64> {wick.name = "y"}) attributes {wick.entry} {
  %0 = wick.reshape %x : tensor<2x3x5xf64> -> tensor<30xf64>
  %1 = wick.reshape %0 : tensor<30xf64> -> tensor<1x30x1xf64>
  %y = wick.reshape %1 : tensor<1x30x1xf64> -> tensor<5x6xf64>
  return %y : tensor<5x6xf64>
})";

/// The flat tensor is a result as well: it stays, and the second reshape passes it by.
static const char sharedReshape[] = R"(
func.func @f(%x: tensor<2x3xf64> {wick.name = "x", wick.role = #wick.role<input>})
    -> (tensor<6xf64> {wick.name = "flat"}, tensor<3x2xf64> {wick.name = "y"})
    attributes {wick.entry} {
  %flat = wick.reshape %x : tensor<2x3xf64> -> tensor<6xf64>
  %y = wick.reshape %flat : tensor<6xf64> -> tensor<3x2xf64>
  return %flat, %y : tensor<6xf64>, tensor<3x2xf64>
})";

/// Two transposes by $P, then by $Q.
static const char transposes[] = R"(
func.func @f(%x: tensor<$A> {wick.name = "x", wick.role = #wick.role<input>})
    -> (tensor<$C> {wick.name = "y"}) attributes {wick.entry} {
  %0 = wick.transpose %x {permutation = array<i64: $P>} : (tensor<$A>) -> tensor<$B>
  %y = wick.transpose %0 {permutation = array<i64: $Q>} : (tensor<$B>) -> tensor<$C>
  return %y : tensor<$C>
})";

static const char squareTranspose[] = R"(
func.func @f(%x: tensor<2x2xf64> {wick.name = "x", wick.role = #wick.role<input>})
    -> (tensor<2x2xf64> {wick.name = "y"}) attributes {wick.entry} {
  %y = wick.transpose %x {permutation = array<i64: 1, 0>} : (tensor<2x2xf64>) -> tensor<2x2xf64>
  return %y : tensor<2x2xf64>
})";

/// A transpose of a transpose, and both are used.
static const char sharedTranspose[] = R"(
func.func @f(%x: tensor<2x3x5xf64> {wick.name = "x", wick.role = #wick.role<input>})
    -> (tensor<3x5x2xf64> {wick.name = "a"}, tensor<5x2x3xf64> {wick.name = "b"})
    attributes {wick.entry} {
  %a = wick.transpose %x {permutation = array<i64: 1, 2, 0>} : (tensor<2x3x5xf64>) -> tensor<3x5x2xf64>
  %b = wick.transpose %a {permutation = array<i64: 1, 2, 0>} : (tensor<3x5x2xf64>) -> tensor<5x2x3xf64>
  return %a, %b : tensor<3x5x2xf64>, tensor<5x2x3xf64>
})";

LAB_CHECK("01.4", verifies, validIR, "The IR is valid after canonicalization") {
  given(reshapes).run("canonicalize");
  given(sharedReshape).run("canonicalize");
  given(sharedTranspose).run("canonicalize");
  given(squareTranspose).run("canonicalize");
}

LAB_CHECK("01.4", structure, reshapeChain, "A chain of reshapes is one reshape") {
  given(reshapes).run("canonicalize").expectIR(R"(
    CHECK: func.func @f(%[[X:.*]]: tensor<2x3x5xf64>
    CHECK-NEXT: %[[Y:.*]] = wick.reshape %[[X]] : tensor<2x3x5xf64> -> tensor<5x6xf64>
    CHECK-NEXT: return %[[Y]])");
}

LAB_CHECK("01.4", structure, usedTwice, "A value that has other uses stays, and is passed by") {
  given(sharedReshape).run("canonicalize").expectIR(R"(
    CHECK: func.func @f(%[[X:.*]]: tensor<2x3xf64>
    CHECK-DAG: %[[FLAT:.*]] = wick.reshape %[[X]] : tensor<2x3xf64> -> tensor<6xf64>
    CHECK-DAG: %[[Y:.*]] = wick.reshape %[[X]] : tensor<2x3xf64> -> tensor<3x2xf64>
    CHECK: return %[[FLAT]], %[[Y]])");
  given(sharedTranspose).run("canonicalize").expectIR(R"(
    CHECK: func.func @f(%[[X:.*]]: tensor<2x3x5xf64>
    CHECK-DAG: %[[A:.*]] = wick.transpose %[[X]] {permutation = array<i64: 1, 2, 0>}
    CHECK-DAG: %[[B:.*]] = wick.transpose %[[X]] {permutation = array<i64: 2, 0, 1>}
    CHECK: return %[[A]], %[[B]])");
}

LAB_CHECK("01.4", structure, inverse, "A transpose and its inverse are nothing") {
  given(transposes, {{"A", "2x3x5xf64"},
                     {"B", "3x5x2xf64"},
                     {"C", "2x3x5xf64"},
                     {"P", "1, 2, 0"},
                     {"Q", "2, 0, 1"}})
      .run("canonicalize")
      .expectOps("", 0);
}

LAB_CHECK("01.4", structure, square, "A transpose that keeps the type still moves the elements") {
  given(squareTranspose).run("canonicalize").expectOps("wick.transpose", 1);
}

LAB_CHECK("01.4", execution, byHand, "Twice the same turn is another turn") {
  given(sharedTranspose)
      .with("x", {0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14,
                  15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29})
      .run("canonicalize")
      .expectResult("b", {0,  5,  10, 15, 20, 25, 1,  6,  11, 16, 21, 26, 2,  7,  12,
                          17, 22, 27, 3,  8,  13, 18, 23, 28, 4,  9,  14, 19, 24, 29});
}

LAB_CHECK("01.4", execution, permutations, "Random permutations in a row") {
  std::mt19937 random(seed());
  using Sizes = std::vector<int64_t>;
  auto join = [](const Sizes &numbers, const char *separator) {
    std::string text;
    for (int64_t number : numbers)
      text += (text.empty() ? "" : separator) + std::to_string(number);
    return text;
  };
  auto permuted = [](const Sizes &sizes, const Sizes &by) {
    Sizes result;
    for (int64_t dim : by)
      result.push_back(sizes[dim]);
    return result;
  };
  for (int i = 0; i < 40; ++i) {
    Sizes p = {0, 1, 2, 3}, q = p, a = {2, 3, 1, 2};
    std::shuffle(p.begin(), p.end(), random);
    std::shuffle(q.begin(), q.end(), random);
    Sizes b = permuted(a, p), c = permuted(b, q);
    given(transposes, {{"A", join(a, "x") + "xf64"},
                       {"B", join(b, "x") + "xf64"},
                       {"C", join(c, "x") + "xf64"},
                       {"P", join(p, ", ")},
                       {"Q", join(q, ", ")}})
        .run("canonicalize")
        .expectAtMostOps("wick.transpose", 1)
        .expectSameResults();
  }
}

LAB_CHECK("01.4", execution, randomPrograms, "Random programs compute what they did") {
  forRandomPrograms(40, [](Program &program) { program.run("canonicalize").expectSameResults(); });
}

LAB_CHECK("01.4", cost, bytes, "No tensor is moved twice") {
  for (const char *ir : {reshapes, sharedReshape, sharedTranspose, squareTranspose})
    given(ir).run("canonicalize").expectReferenceCost();
}
