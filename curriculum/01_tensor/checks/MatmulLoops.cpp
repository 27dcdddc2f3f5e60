// 01.3, a matrix product as loops: how its operands are read, and what it computes.
#include "curriculum/01_tensor/checks/TwoOperands.h"

using namespace wick::check;

static Program multiply(const char *a, const char *b, const char *c, const char *flags = "") {
  return given(twoOperands, replacementsOf(matmul(flags), a, b, c));
}

LAB_CHECK("01.3", verifies, validIR, "The IR is valid, and no wick op is left") {
  multiply("4x8xf32", "8x3xf32", "4x3xf32").run("wick-to-linalg").expectOps("wick.matmul", 0);
  multiply("5x4x8xbf16", "8x3xbf16", "5x4x3xbf16").run("wick-to-linalg").expectOps("wick.cast", 0);
}

LAB_CHECK("01.3", structure, loops, "Three loops: m and n in parallel, k is summed over") {
  multiply("4x8xf32", "8x3xf32", "4x3xf32").run("wick-to-linalg").expectIR(R"(
    CHECK-DAG: #[[MK:.+]] = affine_map<(d0, d1, d2) -> (d0, d2)>
    CHECK-DAG: #[[KN:.+]] = affine_map<(d0, d1, d2) -> (d2, d1)>
    CHECK-DAG: #[[MN:.+]] = affine_map<(d0, d1, d2) -> (d0, d1)>
    CHECK: linalg.generic {indexing_maps = [#[[MK]], #[[KN]], #[[MN]]], iterator_types = ["parallel", "parallel", "reduction"]})");
}

LAB_CHECK("01.3", structure, body, "The sum starts at 0 and adds a product in each iteration") {
  multiply("4x8xf32", "8x3xf32", "4x3xf32").run("wick-to-linalg").expectIR(R"(
    CHECK: %[[ZERO:.+]] = arith.constant 0.0
    CHECK: %[[ZEROS:.+]] = linalg.fill ins(%[[ZERO]] : f32)
    CHECK: linalg.generic {{.*}} outs(%[[ZEROS]]
    CHECK: ^bb0(%[[A:.+]]: f32, %[[B:.+]]: f32, %[[SUM:.+]]: f32):
    CHECK-NEXT: arith.mulf
    CHECK-NEXT: %[[NEXT:.+]] = arith.addf {{.*}}%[[SUM]]
    CHECK-NEXT: linalg.yield %[[NEXT]])");
}

LAB_CHECK("01.3", structure, transposedLhs, "A transposed lhs is read in place") {
  multiply("8x4xf32", "8x3xf32", "4x3xf32", "transpose_lhs = true")
      .run("wick-to-linalg")
      .expectOps("linalg.generic", 1)
      .expectIR("CHECK: affine_map<(d0, d1, d2) -> (d2, d0)>");
}

LAB_CHECK("01.3", structure, batches, "A batch is a loop; what has no batch is read again") {
  multiply("5x4x8xf32", "1x8x3xf32", "5x4x3xf32").run("wick-to-linalg").expectIR(R"(
    CHECK-DAG: #[[A:.+]] = affine_map<(d0, d1, d2, d3) -> (d0, d1, d3)>
    CHECK-DAG: #[[B:.+]] = affine_map<(d0, d1, d2, d3) -> (0, d3, d2)>
    CHECK-DAG: #[[C:.+]] = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
    CHECK: linalg.generic {indexing_maps = [#[[A]], #[[B]], #[[C]]], iterator_types = ["parallel", "parallel", "parallel", "reduction"]})");
}

LAB_CHECK("01.3", structure, accumulator, "Products of bf16 are summed in f32") {
  multiply("4x8xbf16", "8x3xbf16", "4x3xbf16").run("wick-to-linalg").expectIR(R"(
    CHECK: linalg.fill {{.*}} -> tensor<4x3xf32>
    CHECK: ^bb0(%[[A:.+]]: bf16, %[[B:.+]]: bf16, %[[SUM:.+]]: f32):
    CHECK-COUNT-2: arith.extf %{{.*}} : bf16 to f32
    CHECK: arith.mulf %{{.*}} : f32
    CHECK: arith.addf {{.*}}%[[SUM]]{{.*}} : f32
    CHECK: arith.truncf %{{.*}} : f32 to bf16)");
}

LAB_CHECK("01.3", execution, matrices, "Compiled, it multiplies matrices of awkward sizes") {
  multiply("5x7xf32", "7x3xf32", "5x3xf32").expectNativeResults();
  multiply("1x1xf32", "1x1xf32", "1x1xf32").expectNativeResults();
}

LAB_CHECK("01.3", execution, variants, "Compiled, it multiplies transposed operands and batches") {
  multiply("2x7x5xf32", "3x7xf32", "2x5x3xf32", "transpose_lhs = true, transpose_rhs = true")
      .expectNativeResults();
}

LAB_CHECK("01.3", cost, noDetour, "One fill and one loop nest are enough") {
  multiply("4x8xf32", "8x3xf32", "4x3xf32")
      .run("wick-to-linalg")
      .expectAtMostOps("linalg.fill", 1)
      .expectAtMostOps("linalg.generic", 1)
      .expectAtMostOps("tensor.empty", 1);
}
