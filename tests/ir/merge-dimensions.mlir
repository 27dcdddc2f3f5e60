// wick-merge-dimensions makes one dimension of those that lie next to each other in all operands.
//
// RUN: wick-opt "%s" --split-input-file --wick-merge-dimensions --canonicalize --cse | FileCheck "%s"
// RUN: wick-opt "%s" --split-input-file --wick-merge-dimensions --wick-merge-dimensions --canonicalize --cse | FileCheck "%s"

#id = affine_map<(f, c, h, w) -> (f, c, h, w)>
#scalar = affine_map<(f, c, h, w) -> ()>

// Rows of three elements would be masked vectors of four: all dimensions are one.
// CHECK-LABEL: func.func @update
// CHECK-SAME: (%[[W:.+]]: tensor<8x4x3x3xf32>, %[[G:.+]]: tensor<8x4x3x3xf32>, %[[RATE:.+]]: tensor<f32>)
// CHECK-DAG: %[[FLATW:.+]] = tensor.collapse_shape %[[W]] {{\[}}[0, 1, 2, 3]] : tensor<8x4x3x3xf32> into tensor<288xf32>
// CHECK-DAG: %[[FLATG:.+]] = tensor.collapse_shape %[[G]]
// CHECK-DAG: %[[E:.+]] = tensor.empty() : tensor<288xf32>
// CHECK: %[[R:.+]] = linalg.generic {{.+}} ins(%[[FLATW]], %[[FLATG]], %[[RATE]] : tensor<288xf32>, tensor<288xf32>, tensor<f32>) outs(%[[E]] : tensor<288xf32>)
// CHECK: %[[Y:.+]] = tensor.expand_shape %[[R]]
// CHECK: return %[[Y]]
func.func @update(%w: tensor<8x4x3x3xf32>, %g: tensor<8x4x3x3xf32>, %rate: tensor<f32>) -> tensor<8x4x3x3xf32> {
  %e = tensor.empty() : tensor<8x4x3x3xf32>
  %y = linalg.generic {indexing_maps = [#id, #id, #scalar, #id], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%w, %g, %rate : tensor<8x4x3x3xf32>, tensor<8x4x3x3xf32>, tensor<f32>) outs(%e : tensor<8x4x3x3xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32, %o: f32):
    %0 = arith.mulf %b, %c : f32
    %1 = arith.subf %a, %0 : f32
    linalg.yield %1 : f32
  } -> tensor<8x4x3x3xf32>
  return %y : tensor<8x4x3x3xf32>
}

// -----

#image = affine_map<(n, c, h, w) -> (n, c, h, w)>
#channel = affine_map<(n, c, h, w) -> (c)>

// A bias has its own dimension: the places of a channel are one.
// CHECK-LABEL: func.func @bias
// CHECK: linalg.generic {{.+}} ins(%{{.+}}, %{{.+}} : tensor<2x8x49xf32>, tensor<8xf32>) outs(%{{.+}} : tensor<2x8x49xf32>)
func.func @bias(%x: tensor<2x8x7x7xf32>, %b: tensor<8xf32>) -> tensor<2x8x7x7xf32> {
  %e = tensor.empty() : tensor<2x8x7x7xf32>
  %y = linalg.generic {indexing_maps = [#image, #channel, #image], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%x, %b : tensor<2x8x7x7xf32>, tensor<8xf32>) outs(%e : tensor<2x8x7x7xf32>) {
  ^bb0(%a: f32, %c: f32, %o: f32):
    %0 = arith.addf %a, %c : f32
    linalg.yield %0 : f32
  } -> tensor<2x8x7x7xf32>
  return %y : tensor<2x8x7x7xf32>
}

// -----

#last = affine_map<(n, c, h, w) -> (n, h, w, c)>
#first = affine_map<(n, c, h, w) -> (n, c, h, w)>

// A copy in another order is that of a batch of matrices, however long their rows are.
// CHECK-LABEL: func.func @transposition
// CHECK: linalg.generic {{.+}} ins(%{{.+}} : tensor<2x400x32xf32>) outs(%{{.+}} : tensor<2x32x400xf32>)
func.func @transposition(%x: tensor<2x20x20x32xf32>) -> tensor<2x32x20x20xf32> {
  %e = tensor.empty() : tensor<2x32x20x20xf32>
  %y = linalg.generic {indexing_maps = [#last, #first], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%x : tensor<2x20x20x32xf32>) outs(%e : tensor<2x32x20x20xf32>) {
  ^bb0(%a: f32, %o: f32):
    linalg.yield %a : f32
  } -> tensor<2x32x20x20xf32>
  return %y : tensor<2x32x20x20xf32>
}

// -----

#id = affine_map<(i, j) -> (i, j)>
#row = affine_map<(i, j) -> (i)>
#flip = affine_map<(i, j) -> (3 - i, j)>

// Not merged: long rows, rows that a reduction goes along, indices that are no dimensions.
// CHECK-LABEL: func.func @stays
// CHECK-NOT: tensor.collapse_shape
// CHECK: return
func.func @stays(%long: tensor<4x16xf32>, %short: tensor<4x8xf32>)
    -> (tensor<4x16xf32>, tensor<4x8xf32>, tensor<4xf32>, tensor<4x8xf32>) {
  %e0 = tensor.empty() : tensor<4x16xf32>
  %0 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]}
      ins(%long : tensor<4x16xf32>) outs(%e0 : tensor<4x16xf32>) {
  ^bb0(%a: f32, %o: f32):
    %m = arith.negf %a : f32
    linalg.yield %m : f32
  } -> tensor<4x16xf32>
  %e1 = tensor.empty() : tensor<4x8xf32>
  %1 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]}
      ins(%short : tensor<4x8xf32>) outs(%e1 : tensor<4x8xf32>) {
  ^bb0(%a: f32, %o: f32):
    %m = arith.negf %a : f32
    linalg.yield %m : f32
  } -> tensor<4x8xf32>
  %zero = arith.constant 0.0 : f32
  %e2 = tensor.empty() : tensor<4xf32>
  %f2 = linalg.fill ins(%zero : f32) outs(%e2 : tensor<4xf32>) -> tensor<4xf32>
  %2 = linalg.generic {indexing_maps = [#id, #row], iterator_types = ["parallel", "reduction"]}
      ins(%1 : tensor<4x8xf32>) outs(%f2 : tensor<4xf32>) {
  ^bb0(%a: f32, %o: f32):
    %s = arith.addf %a, %o : f32
    linalg.yield %s : f32
  } -> tensor<4xf32>
  %3 = linalg.generic {indexing_maps = [#flip, #id], iterator_types = ["parallel", "parallel"]}
      ins(%short : tensor<4x8xf32>) outs(%e1 : tensor<4x8xf32>) {
  ^bb0(%a: f32, %o: f32):
    linalg.yield %a : f32
  } -> tensor<4x8xf32>
  return %0, %1, %2, %3 : tensor<4x16xf32>, tensor<4x8xf32>, tensor<4xf32>, tensor<4x8xf32>
}
