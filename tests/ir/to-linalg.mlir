// wick-to-linalg writes each primitive as linalg and tensor ops.
//
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics --wick-to-linalg | FileCheck "%s"
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics --wick-to-linalg | FileCheck "%s" --check-prefix=NONE
//
// NONE-NOT: = wick.

// Broadcasting is an indexing map.
// CHECK-DAG: #[[ID:.+]] = affine_map<(d0, d1) -> (d0, d1)>
// CHECK-DAG: #[[COLUMN:.+]] = affine_map<(d0, d1) -> (d1)>
// CHECK-DAG: #[[FIRST:.+]] = affine_map<(d0, d1) -> (d0, 0)>
// CHECK-LABEL: func.func @broadcasts
// CHECK-SAME: (%[[X:.+]]: tensor<4x3xf32>, %[[B:.+]]: tensor<3xf32>, %[[C:.+]]: tensor<4x1xf32>)
// CHECK: linalg.generic {indexing_maps = [#[[ID]], #[[COLUMN]], #[[ID]]], iterator_types = ["parallel", "parallel"]} ins(%[[X]], %[[B]]
// CHECK: arith.addf %{{.+}}, %{{.+}} fastmath<contract> : f32
// CHECK: linalg.generic {indexing_maps = [#[[ID]], #[[FIRST]], #[[ID]]]
// CHECK: arith.divf %{{.+}}, %{{.+}} : f32
func.func @broadcasts(%x: tensor<4x3xf32>, %b: tensor<3xf32>, %c: tensor<4x1xf32>) -> tensor<4x3xf32> {
  %0 = wick.add %x, %b : (tensor<4x3xf32>, tensor<3xf32>) -> tensor<4x3xf32>
  %1 = wick.div %0, %c : (tensor<4x3xf32>, tensor<4x1xf32>) -> tensor<4x3xf32>
  return %1 : tensor<4x3xf32>
}

// -----

// A transposed rhs is transposed back before the product: the kernel reads its rows.
// CHECK-DAG: #[[T:.+]] = affine_map<(d0, d1) -> (d1, d0)>
// CHECK-DAG: #[[MK:.+]] = affine_map<(d0, d1, d2) -> (d0, d2)>
// CHECK-DAG: #[[KN:.+]] = affine_map<(d0, d1, d2) -> (d2, d1)>
// CHECK-DAG: #[[MN:.+]] = affine_map<(d0, d1, d2) -> (d0, d1)>
// CHECK-LABEL: func.func @matmul
// CHECK-SAME: (%[[X:.+]]: tensor<4x8xf32>, %[[W:.+]]: tensor<3x8xf32>)
// CHECK: %[[ROWS:.+]] = linalg.generic {indexing_maps = [#[[T]], {{.+}}} ins(%[[W]] : tensor<3x8xf32>) outs(%{{.+}} : tensor<8x3xf32>)
// CHECK: %[[INIT:.+]] = linalg.fill
// CHECK: linalg.generic {indexing_maps = [#[[MK]], #[[KN]], #[[MN]]], iterator_types = ["parallel", "parallel", "reduction"]} ins(%[[X]], %[[ROWS]] : {{.+}}) outs(%[[INIT]]
// CHECK-NEXT: ^bb0(%[[A:.+]]: f32, %[[B:.+]]: f32, %[[SUM:.+]]: f32):
// CHECK-NEXT: %[[P:.+]] = arith.mulf %[[A]], %[[B]] fastmath<contract>
// CHECK-NEXT: arith.addf %[[SUM]], %[[P]] fastmath<contract>
func.func @matmul(%x: tensor<4x8xf32>, %w: tensor<3x8xf32>) -> tensor<4x3xf32> {
  %0 = wick.matmul %x, %w {transpose_rhs = true} : (tensor<4x8xf32>, tensor<3x8xf32>) -> tensor<4x3xf32>
  return %0 : tensor<4x3xf32>
}

// -----

// A transposed lhs is read in place; a batch of one is broadcast; bf16 is summed in f32.
// CHECK-DAG: #[[BKM:.+]] = affine_map<(d0, d1, d2, d3) -> (d0, d3, d1)>
// CHECK-DAG: #[[ZKN:.+]] = affine_map<(d0, d1, d2, d3) -> (0, d3, d2)>
// CHECK-LABEL: func.func @batch
// CHECK: linalg.fill {{.+}} -> tensor<5x4x3xf32>
// CHECK: linalg.generic {indexing_maps = [#[[BKM]], #[[ZKN]],
// CHECK: arith.extf %{{.+}} : bf16 to f32
// CHECK: -> tensor<5x4x3xf32>
// CHECK: arith.truncf %{{.+}} : f32 to bf16
func.func @batch(%x: tensor<5x8x4xbf16>, %w: tensor<1x8x3xbf16>) -> tensor<5x4x3xbf16> {
  %0 = wick.matmul %x, %w {transpose_lhs = true} : (tensor<5x8x4xbf16>, tensor<1x8x3xbf16>) -> tensor<5x4x3xbf16>
  return %0 : tensor<5x4x3xbf16>
}

// -----

// Sums may be regrouped, maxima start at the least value, kept dimensions are a reshape.
// CHECK-LABEL: func.func @reductions
// CHECK: %[[LEAST:.+]] = arith.constant -128 : i8
// CHECK: iterator_types = ["parallel", "reduction"]
// CHECK: arith.addf %{{.+}}, %{{.+}} fastmath<reassoc,contract> : f32
// CHECK: tensor.expand_shape %{{.+}} {{\[\[}}0, 1]] output_shape [4, 1] : tensor<4xf32> into tensor<4x1xf32>
// CHECK: linalg.fill ins(%[[LEAST]] : i8)
// CHECK: iterator_types = ["reduction", "reduction"]
// CHECK: arith.maxsi
func.func @reductions(%x: tensor<4x3xf32>, %i: tensor<4x3xi8>) -> (tensor<4x1xf32>, tensor<i8>) {
  %0 = wick.reduce_sum %x {dims = array<i64: 1>, keep_dims = true} : (tensor<4x3xf32>) -> tensor<4x1xf32>
  %1 = wick.reduce_max %i {dims = array<i64: 0, 1>} : (tensor<4x3xi8>) -> tensor<i8>
  return %0, %1 : tensor<4x1xf32>, tensor<i8>
}

// -----

// The first element is taken whatever it is, another only if it is greater.
// CHECK-LABEL: func.func @argmax
// CHECK: %[[AT:.+]] = arith.index_cast
// CHECK: %[[FIRST:.+]] = arith.cmpi eq, %[[AT]]
// CHECK: %[[MORE:.+]] = arith.cmpf ogt
// CHECK: %[[TAKE:.+]] = arith.ori %[[FIRST]], %[[MORE]] : i1
// CHECK: arith.select %[[TAKE]], %[[AT]]
func.func @argmax(%x: tensor<4x3xf32>) -> tensor<4xi32> {
  %0 = wick.argmax %x {dim = 1 : i64} : (tensor<4x3xf32>) -> tensor<4xi32>
  return %0 : tensor<4xi32>
}

// -----

// Where the dimensions do not nest, a reshape goes by way of one dimension.
// CHECK-LABEL: func.func @shapes
// CHECK-SAME: (%[[X:.+]]: tensor<4x3xf32>, %[[Z:.+]]: tensor<2x3xf32>)
// CHECK: %[[LINE:.+]] = tensor.collapse_shape %[[X]] {{.+}} into tensor<12xf32>
// CHECK: tensor.expand_shape %[[LINE]] {{.+}} into tensor<2x6xf32>
// CHECK: tensor.extract_slice %[[X]][0, 1] [2, 2] [2, 1] : tensor<4x3xf32> to tensor<2x2xf32>
// CHECK: %[[BOTH:.+]] = tensor.empty() : tensor<6x3xf32>
// CHECK: %[[TOP:.+]] = tensor.insert_slice %[[X]] into %[[BOTH]][0, 0] [4, 3] [1, 1]
// CHECK: tensor.insert_slice %[[Z]] into %[[TOP]][4, 0] [2, 3] [1, 1]
// CHECK: %[[PADDED:.+]] = linalg.fill {{.+}} -> tensor<8x3xf32>
// CHECK: tensor.insert_slice %[[X]] into %[[PADDED]][1, 0] [4, 3] [2, 1]
// CHECK: tensor.insert_slice %[[Z]] into %[[X]][1, 0] [2, 3] [1, 1]
func.func @shapes(%x: tensor<4x3xf32>, %z: tensor<2x3xf32>)
    -> (tensor<2x6xf32>, tensor<2x2xf32>, tensor<6x3xf32>, tensor<8x3xf32>, tensor<4x3xf32>) {
  %0 = wick.reshape %x : tensor<4x3xf32> -> tensor<2x6xf32>
  %1 = wick.slice %x {starts = array<i64: 0, 1>, limits = array<i64: 4, 3>, strides = array<i64: 2, 1>} : (tensor<4x3xf32>) -> tensor<2x2xf32>
  %2 = wick.concat %x, %z {dim = 0} : (tensor<4x3xf32>, tensor<2x3xf32>) -> tensor<6x3xf32>
  %3 = wick.pad %x {low = array<i64: 1, 0>, high = array<i64: 0, 0>, interior = array<i64: 1, 0>, value = -1.0} : (tensor<4x3xf32>) -> tensor<8x3xf32>
  %4 = wick.insert_slice %z, %x {starts = array<i64: 1, 0>} : (tensor<2x3xf32>, tensor<4x3xf32>) -> tensor<4x3xf32>
  return %0, %1, %2, %3, %4 : tensor<2x6xf32>, tensor<2x2xf32>, tensor<6x3xf32>, tensor<8x3xf32>, tensor<4x3xf32>
}

// -----

// One Philox block an element: ten rounds of two products.
// CHECK-LABEL: func.func @uniform
// CHECK: linalg.generic
// CHECK-COUNT-20: arith.mului_extended
// CHECK-NOT: arith.mului_extended
// CHECK: arith.shrui
// CHECK: linalg.yield
func.func @uniform(%s: tensor<i64>, %c: tensor<i64>) -> tensor<5xf32> {
  %0 = wick.random_uniform %s, %c : (tensor<i64>, tensor<i64>) -> tensor<5xf32>
  return %0 : tensor<5xf32>
}

// -----

// What is in linalg already stays.
// CHECK-LABEL: func.func @lowered
// CHECK-NEXT: linalg.fill
// CHECK-NEXT: return
func.func @lowered(%v: f32, %x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = linalg.fill ins(%v : f32) outs(%x : tensor<4xf32>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}

// -----

func.func @composite(%x: tensor<4xf32>) -> tensor<4xf32> {
  // expected-error@+1 {{'wick.relu' op has no lowering to linalg; run wick-decompose before wick-to-linalg}}
  %y = wick.relu %x : tensor<4xf32>
  return %y : tensor<4xf32>
}
