// wick-layout moves transposes of images to the edges and reports what they move.
//
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics --wick-layout | FileCheck "%s"
// RUN: wick-opt "%s" --split-input-file --wick-layout --wick-layout 2>/dev/null | FileCheck "%s"

// Between two kernels everything has the channels last: nothing is moved.
// CHECK-LABEL: func.func @between_kernels
// CHECK-SAME: (%[[X:.+]]: tensor<2x4x6x8xf32>, %[[S:.+]]: tensor<8x1x1xf32>)
// CHECK: %[[V:.+]] = wick.reshape %[[S]] : tensor<8x1x1xf32> -> tensor<1x1x1x8xf32>
// CHECK: %[[M:.+]] = wick.mul %[[X]], %[[V]] : (tensor<2x4x6x8xf32>, tensor<1x1x1x8xf32>) -> tensor<2x4x6x8xf32>
// CHECK: %[[T:.+]] = wick.tanh %[[M]] : tensor<2x4x6x8xf32>
// CHECK: %[[C:.+]] = wick.compare gt, %[[T]], %{{.+}} : (tensor<2x4x6x8xf32>, tensor<f32>) -> tensor<2x4x6x8xi1>
// CHECK: %[[Y:.+]] = wick.select %[[C]], %[[X]], %{{.+}}
// CHECK-NOT: wick.transpose
// CHECK: return %[[Y]]
func.func @between_kernels(%x: tensor<2x4x6x8xf32>, %s: tensor<8x1x1xf32>) -> tensor<2x4x6x8xf32> {
  %zero = wick.constant dense<0.0> : tensor<f32>
  %0 = wick.transpose %x {permutation = array<i64: 0, 3, 1, 2>} : (tensor<2x4x6x8xf32>) -> tensor<2x8x4x6xf32>
  %1 = wick.mul %0, %s : (tensor<2x8x4x6xf32>, tensor<8x1x1xf32>) -> tensor<2x8x4x6xf32>
  %2 = wick.tanh %1 : tensor<2x8x4x6xf32>
  %3 = wick.compare gt, %2, %zero : (tensor<2x8x4x6xf32>, tensor<f32>) -> tensor<2x8x4x6xi1>
  %4 = wick.select %3, %0, %zero : (tensor<2x8x4x6xi1>, tensor<2x8x4x6xf32>, tensor<f32>) -> tensor<2x8x4x6xf32>
  %5 = wick.transpose %4 {permutation = array<i64: 0, 2, 3, 1>} : (tensor<2x8x4x6xf32>) -> tensor<2x4x6x8xf32>
  return %5 : tensor<2x4x6x8xf32>
}

// -----

// A sum over all but the channels.
// CHECK-LABEL: func.func @sum
// CHECK-SAME: (%[[X:.+]]: tensor<2x4x6x8xf32>)
// CHECK-NEXT: %[[Y:.+]] = wick.reduce_sum %[[X]] {dims = array<i64: 0, 1, 2>} : (tensor<2x4x6x8xf32>) -> tensor<8xf32>
// CHECK-NEXT: return %[[Y]]
func.func @sum(%x: tensor<2x4x6x8xf32>) -> tensor<8xf32> {
  %0 = wick.transpose %x {permutation = array<i64: 0, 3, 1, 2>} : (tensor<2x4x6x8xf32>) -> tensor<2x8x4x6xf32>
  %1 = wick.reduce_sum %0 {dims = array<i64: 0, 2, 3>} : (tensor<2x8x4x6xf32>) -> tensor<8xf32>
  return %1 : tensor<8xf32>
}

// -----

// Rows of constant weights follow the image's elements. (What remains is on the constant.)
// CHECK-LABEL: func.func @flattened
// CHECK-SAME: (%[[X:.+]]: tensor<2x1x2x3xf32>)
// CHECK-DAG: %[[ROWS:.+]] = wick.reshape %[[X]] : tensor<2x1x2x3xf32> -> tensor<2x6xf32>
// CHECK-DAG: %[[SPLIT:.+]] = wick.constant {{.+}} : tensor<3x1x2x2xf32>
// CHECK-DAG: %[[MOVED:.+]] = wick.transpose %[[SPLIT]] {permutation = array<i64: 1, 2, 0, 3>} : (tensor<3x1x2x2xf32>) -> tensor<1x2x3x2xf32>
// CHECK: %[[W:.+]] = wick.reshape %[[MOVED]] : tensor<1x2x3x2xf32> -> tensor<6x2xf32>
// CHECK: wick.matmul %[[ROWS]], %[[W]]
func.func @flattened(%x: tensor<2x1x2x3xf32>) -> tensor<2x2xf32> {
  %w = wick.constant dense<[[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [7.0, 8.0], [9.0, 10.0], [11.0, 12.0]]> : tensor<6x2xf32>
  %0 = wick.transpose %x {permutation = array<i64: 0, 3, 1, 2>} : (tensor<2x1x2x3xf32>) -> tensor<2x3x1x2xf32>
  %1 = wick.reshape %0 : tensor<2x3x1x2xf32> -> tensor<2x6xf32>
  // expected-remark@+1 {{moves 48 bytes: 3x1x2x2 changes its layout}}
  %2 = wick.matmul %1, %w : (tensor<2x6xf32>, tensor<6x2xf32>) -> tensor<2x2xf32>
  return %2 : tensor<2x2xf32>
}

// -----

// An operand that would have to be transposed, and dimensions that change their order, stop it.
// CHECK-LABEL: func.func @stays
// CHECK: %[[T:.+]] = wick.transpose
// CHECK: wick.add %[[T]]
// CHECK: wick.reduce_sum %[[T]]
func.func @stays(%x: tensor<2x4x6x8xf32>, %y: tensor<2x8x4x6xf32>) -> (tensor<2x8x4x6xf32>, tensor<2x8x4xf32>) {
  // expected-remark@+1 {{moves 1536 bytes: 2x4x6x8 changes its layout}}
  %0 = wick.transpose %x {permutation = array<i64: 0, 3, 1, 2>} : (tensor<2x4x6x8xf32>) -> tensor<2x8x4x6xf32>
  %1 = wick.add %0, %y : (tensor<2x8x4x6xf32>, tensor<2x8x4x6xf32>) -> tensor<2x8x4x6xf32>
  %2 = wick.reduce_sum %0 {dims = array<i64: 3>} : (tensor<2x8x4x6xf32>) -> tensor<2x8x4xf32>
  return %1, %2 : tensor<2x8x4x6xf32>, tensor<2x8x4xf32>
}

// -----

// A library's elementwise function does not care either; one that adds another tensor would.
// CHECK-LABEL: func.func @library
// CHECK: %[[E:.+]] = wick.library_call elementwise %arg0 {epilogue = [#wick.epilogue_step<tanh>]} : (tensor<2x4x6x8xf32>)
// CHECK: %[[T:.+]] = wick.transpose %[[E]]
// CHECK: wick.library_call elementwise %[[T]] addend(%arg1)
func.func @library(%x: tensor<2x4x6x8xf32>, %y: tensor<2x8x4x6xf32>) -> tensor<2x8x4x6xf32> {
  %0 = wick.transpose %x {permutation = array<i64: 0, 3, 1, 2>} : (tensor<2x4x6x8xf32>) -> tensor<2x8x4x6xf32>
  // expected-remark@+1 {{moves 1536 bytes: 2x4x6x8 changes its layout}}
  %1 = wick.library_call elementwise %0 {epilogue = [#wick.epilogue_step<tanh>]} : (tensor<2x8x4x6xf32>) -> tensor<2x8x4x6xf32>
  %2 = wick.library_call elementwise %1 addend(%y) {epilogue = [#wick.epilogue_step<relu>, #wick.epilogue_step<addend>]} : (tensor<2x8x4x6xf32>, tensor<2x8x4x6xf32>) -> tensor<2x8x4x6xf32>
  return %2 : tensor<2x8x4x6xf32>
}
