// 09.2, convolution, its weight gradient and max pooling as loops: what is read where.
#include "curriculum/09_spatial/checks/Windows.h"

using namespace wick::check;

static const char convolution[] = R"(
func.func @f(%x: tensor<$X$T> {wick.name = "x", wick.role = #wick.role<input>},
             %w: tensor<$W$T> {wick.name = "w", wick.role = #wick.role<param>},
             %b: tensor<$B$T> {wick.name = "b", wick.role = #wick.role<param>})
    -> (tensor<$Y$T> {wick.name = "y"}) attributes {wick.entry} {
  %y = wick.conv2d %x, %w, %b {strides = $STRIDES, padding = $PADDING}
      : (tensor<$X$T>, tensor<$W$T>, tensor<$B$T>) -> tensor<$Y$T>
  return %y : tensor<$Y$T>
})";

static const char weightGradient[] = R"(
func.func @f(%x: tensor<$X$T> {wick.name = "x", wick.role = #wick.role<input>},
             %g: tensor<$Y$T> {wick.name = "g", wick.role = #wick.role<input>})
    -> (tensor<$W$T> {wick.name = "w"}) attributes {wick.entry} {
  %w = wick.conv2d_weight_gradient %x, %g {strides = $STRIDES, padding = $PADDING}
      : (tensor<$X$T>, tensor<$Y$T>) -> tensor<$W$T>
  return %w : tensor<$W$T>
})";

static const char pooling[] = R"(
func.func @f(%x: tensor<$X$T> {wick.name = "x", wick.role = #wick.role<input>})
    -> (tensor<$Y$T> {wick.name = "y"}) attributes {wick.entry} {
  %y = wick.max_pool2d %x {kernel = $KERNEL, strides = $STRIDES, padding = $PADDING}
      : (tensor<$X$T>) -> tensor<$Y$T>
  return %y : tensor<$Y$T>
})";

static Program make(const char *ir, const Setting &s, int images, int channels, int filters,
                    const char *element = "f32") {
  auto replacements = replacementsOf(s, images, channels, filters);
  replacements["T"] = element;
  return given(ir, replacements);
}

/// Different along each dimension, so that nothing can be taken for something else.
static const Setting odd = {{7, 9}, {2, 3}, {2, 3}};

LAB_CHECK("09.2", verifies, validIR, "The IR is valid, and no wick op is left") {
  make(convolution, odd, 2, 3, 5).run("wick-to-linalg").expectOps("wick.conv2d", 0);
  make(weightGradient, odd, 2, 3, 5)
      .run("wick-to-linalg")
      .expectOps("wick.conv2d_weight_gradient", 0);
  make(pooling, odd, 2, 3, 3).run("wick-to-linalg").expectOps("wick.max_pool2d", 0);
}

LAB_CHECK("09.2", structure, convolutionLoops, "Seven loops, four of them parallel") {
  // n, f, y, x, c, i, j
  make(convolution, odd, 2, 3, 5).run("wick-to-linalg").expectIR(R"(
    CHECK-DAG: #[[X:.+]] = affine_map<(d0, d1, d2, d3, d4, d5, d6) -> (d0, d4, d2 * 2 + d5, d3 * 3 + d6)>
    CHECK-DAG: #[[W:.+]] = affine_map<(d0, d1, d2, d3, d4, d5, d6) -> (d1, d4, d5, d6)>
    CHECK-DAG: #[[Y:.+]] = affine_map<(d0, d1, d2, d3, d4, d5, d6) -> (d0, d1, d2, d3)>
    CHECK: linalg.generic {indexing_maps = [#[[X]], #[[W]], #[[Y]]], iterator_types = ["parallel", "parallel", "parallel", "parallel", "reduction", "reduction", "reduction"]})");
}

LAB_CHECK("09.2", structure, gradientLoops, "The weight gradient sums over images and windows") {
  // f, c, i, j, n, y, x
  make(weightGradient, odd, 2, 3, 5).run("wick-to-linalg").expectIR(R"(
    CHECK-DAG: #[[X:.+]] = affine_map<(d0, d1, d2, d3, d4, d5, d6) -> (d4, d1, d5 * 2 + d2, d6 * 3 + d3)>
    CHECK-DAG: #[[G:.+]] = affine_map<(d0, d1, d2, d3, d4, d5, d6) -> (d4, d0, d5, d6)>
    CHECK-DAG: #[[W:.+]] = affine_map<(d0, d1, d2, d3, d4, d5, d6) -> (d0, d1, d2, d3)>
    CHECK: linalg.generic {indexing_maps = [#[[X]], #[[G]], #[[W]]], iterator_types = ["parallel", "parallel", "parallel", "parallel", "reduction", "reduction", "reduction"]})");
}

LAB_CHECK("09.2", structure, lowest, "A maximum starts below every number") {
  make(pooling, odd, 1, 1, 1, "f64").run("wick-to-linalg").expectIR(R"(
    CHECK: %[[LOWEST:.+]] = arith.constant 0xFFF0000000000000 : f64
    CHECK: linalg.fill ins(%[[LOWEST]] : f64)
    CHECK: arith.maximumf)");
}

// As many channels as filters: what is mixed up has the right type.
LAB_CHECK("09.2", execution, convolutions, "Plain loops compute convolutions of all shapes") {
  for (const Setting &setting : compiledSettings)
    make(convolution, setting, 2, 2, 2).expectNativeResults("naive");
}

LAB_CHECK("09.2", execution, weightGradients, "Plain loops compute the gradients of filters") {
  for (const Setting &setting : compiledSettings)
    make(weightGradient, setting, 2, 2, 2).expectNativeResults("naive");
}

LAB_CHECK("09.2", execution, border, "Of negative numbers and a border the largest is negative") {
  make(pooling, {{1, 2}, {1, 2}, {1, 2}, {0, 1}}, 1, 1, 1)
      .with("x", {-3, -2})
      .expectNativeResults("naive");
}

LAB_CHECK("09.2", cost, oneNest, "Each is one nest of loops") {
  make(convolution, odd, 2, 3, 5).run("wick-to-linalg").expectAtMostOps("linalg.generic", 2);
  make(weightGradient, odd, 2, 3, 5).run("wick-to-linalg").expectAtMostOps("linalg.generic", 1);
}
