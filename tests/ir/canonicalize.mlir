// Folders and canonicalization patterns of the wick dialect: each with its effect and where it stops.
//
// RUN: wick-opt "%s" --canonicalize | FileCheck "%s"
// RUN: wick-opt "%s" --canonicalize --canonicalize | FileCheck "%s"

//===----------------------------------------------------------------------===//
// Identities
//===----------------------------------------------------------------------===//

// CHECK-LABEL: func.func @neutral_elements
// CHECK-SAME: (%[[X:.+]]: tensor<4xf32>)
// CHECK-NEXT: return %[[X]], %[[X]], %[[X]], %[[X]] :
func.func @neutral_elements(%x: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) {
  %zero = wick.constant dense<0.0> : tensor<f32>
  %one = wick.constant dense<1.0> : tensor<4xf32>
  %0 = wick.add %zero, %x : (tensor<f32>, tensor<4xf32>) -> tensor<4xf32>
  %1 = wick.sub %x, %zero : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %2 = wick.mul %one, %x : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %3 = wick.div %x, %one : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %0, %1, %2, %3 : tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>
}

// A neutral element that broadcasts the other operand is still needed.
// CHECK-LABEL: func.func @neutral_element_that_broadcasts
// CHECK: wick.add
func.func @neutral_element_that_broadcasts(%x: tensor<4xf32>) -> tensor<2x4xf32> {
  %zero = wick.constant dense<0.0> : tensor<2x1xf32>
  %0 = wick.add %x, %zero : (tensor<4xf32>, tensor<2x1xf32>) -> tensor<2x4xf32>
  return %0 : tensor<2x4xf32>
}

// 0 - x and 1 / x are no identities.
// CHECK-LABEL: func.func @neutral_on_the_wrong_side
// CHECK: wick.sub
// CHECK: wick.div
func.func @neutral_on_the_wrong_side(%x: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>) {
  %zero = wick.constant dense<0.0> : tensor<f32>
  %one = wick.constant dense<1.0> : tensor<f32>
  %0 = wick.sub %zero, %x : (tensor<f32>, tensor<4xf32>) -> tensor<4xf32>
  %1 = wick.div %one, %x : (tensor<f32>, tensor<4xf32>) -> tensor<4xf32>
  return %0, %1 : tensor<4xf32>, tensor<4xf32>
}

// CHECK-LABEL: func.func @extrema_of_one_value
// CHECK-SAME: (%[[X:.+]]: tensor<4xi32>, %[[Y:.+]]: tensor<4xi32>)
// CHECK-NEXT: %[[M:.+]] = wick.maximum %[[X]], %[[Y]]
// CHECK-NEXT: return %[[X]], %[[X]], %[[M]] :
func.func @extrema_of_one_value(%x: tensor<4xi32>, %y: tensor<4xi32>) -> (tensor<4xi32>, tensor<4xi32>, tensor<4xi32>) {
  %0 = wick.maximum %x, %x : (tensor<4xi32>, tensor<4xi32>) -> tensor<4xi32>
  %1 = wick.minimum %x, %x : (tensor<4xi32>, tensor<4xi32>) -> tensor<4xi32>
  %2 = wick.maximum %x, %y : (tensor<4xi32>, tensor<4xi32>) -> tensor<4xi32>
  return %0, %1, %2 : tensor<4xi32>, tensor<4xi32>, tensor<4xi32>
}

// CHECK-LABEL: func.func @select
// CHECK-SAME: (%[[P:.+]]: tensor<4xi1>, %[[A:.+]]: tensor<4xf32>, %[[B:.+]]: tensor<4xf32>)
// CHECK-NEXT: %[[S:.+]] = wick.select %[[P]], %[[A]], %[[B]]
// CHECK-NEXT: return %[[A]], %[[A]], %[[B]], %[[S]] :
func.func @select(%p: tensor<4xi1>, %a: tensor<4xf32>, %b: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) {
  %true = wick.constant dense<true> : tensor<i1>
  %false = wick.constant dense<false> : tensor<4xi1>
  %0 = wick.select %p, %a, %a : (tensor<4xi1>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %1 = wick.select %true, %a, %b : (tensor<i1>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %2 = wick.select %false, %a, %b : (tensor<4xi1>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %3 = wick.select %p, %a, %b : (tensor<4xi1>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %0, %1, %2, %3 : tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>
}

// CHECK-LABEL: func.func @twice
// CHECK-SAME: (%[[X:.+]]: tensor<4xf32>)
// CHECK-NEXT: %[[RELU:.+]] = wick.relu %[[X]]
// CHECK-NEXT: %[[STOP:.+]] = wick.stop_gradient %[[X]]
// CHECK-NEXT: %[[NEG:.+]] = wick.neg %[[X]]
// CHECK-NEXT: return %[[RELU]], %[[STOP]], %[[X]], %[[NEG]] :
func.func @twice(%x: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) {
  %0 = wick.relu %x : tensor<4xf32>
  %1 = wick.relu %0 : tensor<4xf32>
  %2 = wick.stop_gradient %x : tensor<4xf32>
  %3 = wick.stop_gradient %2 : tensor<4xf32>
  %4 = wick.neg %x : tensor<4xf32>
  %5 = wick.neg %4 : tensor<4xf32>
  %6 = wick.neg %5 : tensor<4xf32>
  return %1, %3, %5, %6 : tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>
}

// A relu vanishes behind what is never negative, in value and in gradient.
// CHECK-LABEL: func.func @relu_of_what_is_not_negative
// CHECK-SAME: (%[[X:.+]]: tensor<4xf32>, %[[Y:.+]]: tensor<4xf32>)
// CHECK-NEXT: %[[SIX:.+]] = wick.constant dense<6.0
// CHECK-NEXT: %[[A:.+]] = wick.sigmoid %[[X]]
// CHECK-NEXT: %[[S:.+]] = wick.mul %[[Y]], %[[Y]]
// CHECK-NEXT: %[[B:.+]] = wick.add %[[A]], %[[S]]
// CHECK-NEXT: %[[C:.+]] = wick.minimum %[[B]], %[[SIX]]
// CHECK-NEXT: return %[[C]] :
func.func @relu_of_what_is_not_negative(%x: tensor<4xf32>, %y: tensor<4xf32>) -> tensor<4xf32> {
  %six = wick.constant dense<6.0> : tensor<f32>
  %0 = wick.sigmoid %x : tensor<4xf32>
  %1 = wick.mul %y, %y : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %2 = wick.add %0, %1 : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %3 = wick.minimum %2, %six : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %4 = wick.relu %3 : tensor<4xf32>
  return %4 : tensor<4xf32>
}

// It stays where one operand may be negative, and behind maximum(x, 0), whose gradient at 0 is 1.
// CHECK-LABEL: func.func @relu_of_what_may_be_negative
// CHECK-COUNT-4: wick.relu
func.func @relu_of_what_may_be_negative(%x: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) {
  %zero = wick.constant dense<0.0> : tensor<f32>
  %signs = wick.constant dense<[0.0, 1.0, -1.0, 2.0]> : tensor<4xf32>
  %e = wick.exp %x : tensor<4xf32>
  %0 = wick.add %e, %x : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %1 = wick.maximum %x, %zero : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %2 = wick.mul %e, %signs : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %3 = wick.tanh %e : tensor<4xf32>
  %4 = wick.relu %0 : tensor<4xf32>
  %5 = wick.relu %1 : tensor<4xf32>
  %6 = wick.relu %2 : tensor<4xf32>
  %7 = wick.relu %3 : tensor<4xf32>
  return %4, %5, %6, %7 : tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>
}

// A cast to a narrower type rounds: it does not vanish when the way back is taken.
// CHECK-LABEL: func.func @casts
// CHECK-SAME: (%[[X:.+]]: tensor<4xf32>)
// CHECK-NEXT: %[[N:.+]] = wick.cast %[[X]] : tensor<4xf32> -> tensor<4xbf16>
// CHECK-NEXT: %[[W:.+]] = wick.cast %[[N]] : tensor<4xbf16> -> tensor<4xf32>
// CHECK-NEXT: return %[[X]], %[[W]] :
func.func @casts(%x: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>) {
  %0 = wick.cast %x : tensor<4xf32> -> tensor<4xf32>
  %1 = wick.cast %x : tensor<4xf32> -> tensor<4xbf16>
  %2 = wick.cast %1 : tensor<4xbf16> -> tensor<4xf32>
  return %0, %2 : tensor<4xf32>, tensor<4xf32>
}

// CHECK-LABEL: func.func @dropout_of_nothing
// CHECK-SAME: (%[[X:.+]]: tensor<4xf32>,
// CHECK-NEXT: %[[D:.+]] = wick.dropout
// CHECK-NEXT: return %[[X]], %[[D]] :
func.func @dropout_of_nothing(%x: tensor<4xf32>, %s: tensor<i64>) -> (tensor<4xf32>, tensor<4xf32>) {
  %0 = wick.dropout %x, %s, %s {rate = 0.0 : f64} : (tensor<4xf32>, tensor<i64>, tensor<i64>) -> tensor<4xf32>
  %1 = wick.dropout %x, %s, %s {rate = 0.5 : f64} : (tensor<4xf32>, tensor<i64>, tensor<i64>) -> tensor<4xf32>
  return %0, %1 : tensor<4xf32>, tensor<4xf32>
}

// CHECK-LABEL: func.func @reductions_over_nothing
// CHECK-SAME: (%[[X:.+]]: tensor<1xf32>)
// CHECK-NEXT: %[[S:.+]] = wick.reduce_sum %[[X]]
// CHECK-NEXT: return %[[X]], %[[X]], %[[X]], %[[S]] :
func.func @reductions_over_nothing(%x: tensor<1xf32>) -> (tensor<1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<f32>) {
  %0 = wick.reduce_sum %x {dims = array<i64>} : (tensor<1xf32>) -> tensor<1xf32>
  %1 = wick.reduce_max %x {dims = array<i64>} : (tensor<1xf32>) -> tensor<1xf32>
  %2 = wick.reduce_mean %x {dims = array<i64>} : (tensor<1xf32>) -> tensor<1xf32>
  %3 = wick.reduce_sum %x {dims = array<i64: 0>} : (tensor<1xf32>) -> tensor<f32>
  return %0, %1, %2, %3 : tensor<1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<f32>
}

//===----------------------------------------------------------------------===//
// Movement of elements
//===----------------------------------------------------------------------===//

// CHECK-LABEL: func.func @movement_to_the_same_place
// CHECK-SAME: (%[[X:.+]]: tensor<2x3xf32>)
// CHECK-NEXT: return %[[X]], %[[X]], %[[X]], %[[X]], %[[X]], %[[X]] :
func.func @movement_to_the_same_place(%x: tensor<2x3xf32>) -> (tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>) {
  %0 = wick.reshape %x : tensor<2x3xf32> -> tensor<2x3xf32>
  %1 = wick.transpose %x {permutation = array<i64: 0, 1>} : (tensor<2x3xf32>) -> tensor<2x3xf32>
  %2 = wick.broadcast_in_dim %x {dims = array<i64: 0, 1>} : tensor<2x3xf32> -> tensor<2x3xf32>
  %3 = wick.slice %x {starts = array<i64: 0, 0>, limits = array<i64: 2, 3>, strides = array<i64: 1, 1>} : (tensor<2x3xf32>) -> tensor<2x3xf32>
  %4 = wick.concat %x {dim = 1 : i64} : (tensor<2x3xf32>) -> tensor<2x3xf32>
  %5 = wick.pad %x {low = array<i64: 0, 0>, high = array<i64: 0, 0>, interior = array<i64: 0, 0>} : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return %0, %1, %2, %3, %4, %5 : tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>
}

// A square transpose keeps the type and moves the elements.
// CHECK-LABEL: func.func @square_transpose
// CHECK: wick.transpose
func.func @square_transpose(%x: tensor<3x3xf32>) -> tensor<3x3xf32> {
  %0 = wick.transpose %x {permutation = array<i64: 1, 0>} : (tensor<3x3xf32>) -> tensor<3x3xf32>
  return %0 : tensor<3x3xf32>
}

// CHECK-LABEL: func.func @chains
// CHECK-SAME: (%[[X:.+]]: tensor<2x3x5xf32>)
// CHECK-NEXT: %[[R:.+]] = wick.reshape %[[X]] : tensor<2x3x5xf32> -> tensor<5x6xf32>
// CHECK-NEXT: %[[T:.+]] = wick.transpose %[[X]] {permutation = array<i64: 2, 0, 1>}
// CHECK-NEXT: return %[[R]], %[[T]], %[[X]] :
func.func @chains(%x: tensor<2x3x5xf32>) -> (tensor<5x6xf32>, tensor<5x2x3xf32>, tensor<2x3x5xf32>) {
  %0 = wick.reshape %x : tensor<2x3x5xf32> -> tensor<30xf32>
  %1 = wick.reshape %0 : tensor<30xf32> -> tensor<5x6xf32>
  %2 = wick.transpose %x {permutation = array<i64: 1, 2, 0>} : (tensor<2x3x5xf32>) -> tensor<3x5x2xf32>
  %3 = wick.transpose %2 {permutation = array<i64: 1, 2, 0>} : (tensor<3x5x2xf32>) -> tensor<5x2x3xf32>
  %4 = wick.transpose %3 {permutation = array<i64: 1, 2, 0>} : (tensor<5x2x3xf32>) -> tensor<2x3x5xf32>
  return %1, %3, %4 : tensor<5x6xf32>, tensor<5x2x3xf32>, tensor<2x3x5xf32>
}

// CHECK-LABEL: func.func @matmul_of_transposes
// CHECK-SAME: (%[[A:.+]]: tensor<3x2xf32>, %[[B:.+]]: tensor<5x4x3xf32>)
// CHECK-NEXT: wick.matmul %[[A]], %[[B]] {transpose_lhs = true, transpose_rhs = true} : (tensor<3x2xf32>, tensor<5x4x3xf32>)
func.func @matmul_of_transposes(%a: tensor<3x2xf32>, %b: tensor<5x4x3xf32>) -> tensor<5x2x4xf32> {
  %0 = wick.transpose %a {permutation = array<i64: 1, 0>} : (tensor<3x2xf32>) -> tensor<2x3xf32>
  %1 = wick.transpose %b {permutation = array<i64: 0, 2, 1>} : (tensor<5x4x3xf32>) -> tensor<5x3x4xf32>
  %2 = wick.matmul %0, %1 : (tensor<2x3xf32>, tensor<5x3x4xf32>) -> tensor<5x2x4xf32>
  return %2 : tensor<5x2x4xf32>
}

// A transpose of a batch dimension stays.
// CHECK-LABEL: func.func @matmul_of_a_batch_transpose
// CHECK: wick.transpose
// CHECK-NEXT: wick.matmul %{{.+}}, %{{.+}} : (tensor<5x2x3xf32>
func.func @matmul_of_a_batch_transpose(%a: tensor<2x5x3xf32>, %b: tensor<3x4xf32>) -> tensor<5x2x4xf32> {
  %0 = wick.transpose %a {permutation = array<i64: 1, 0, 2>} : (tensor<2x5x3xf32>) -> tensor<5x2x3xf32>
  %1 = wick.matmul %0, %b : (tensor<5x2x3xf32>, tensor<3x4xf32>) -> tensor<5x2x4xf32>
  return %1 : tensor<5x2x4xf32>
}

// CHECK-LABEL: func.func @log_of_softmax
// CHECK-SAME: (%[[X:.+]]: tensor<2x3xf32>)
// CHECK-NEXT: %[[L:.+]] = wick.log_softmax %[[X]] {dim = 0 : i64}
// CHECK-NEXT: %[[E:.+]] = wick.log %[[X]]
// CHECK-NEXT: return %[[L]], %[[E]] :
func.func @log_of_softmax(%x: tensor<2x3xf32>) -> (tensor<2x3xf32>, tensor<2x3xf32>) {
  %0 = wick.softmax %x {dim = 0 : i64} : tensor<2x3xf32>
  %1 = wick.log %0 : tensor<2x3xf32>
  %2 = wick.log %x : tensor<2x3xf32>
  return %1, %2 : tensor<2x3xf32>, tensor<2x3xf32>
}

//===----------------------------------------------------------------------===//
// Constants
//===----------------------------------------------------------------------===//

// The value is that of the reference evaluation, rounded to the element type.
// CHECK-LABEL: func.func @constants
// CHECK-DAG: wick.constant dense<[9.960930e-02, 1.972660e-01]> : tensor<2xbf16>
// CHECK-DAG: wick.constant dense<[{{\[}}11, 12], [21, 22]]> : tensor<2x2xi32>
// CHECK-DAG: wick.constant dense<[false, true]> : tensor<2xi1>
// CHECK-DAG: wick.constant dense<-128> : tensor<i8>
// CHECK-NEXT: return
func.func @constants() -> (tensor<2xbf16>, tensor<2x2xi32>, tensor<2xi1>, tensor<i8>) {
  %a = wick.constant dense<[0.1, 0.2]> : tensor<2xbf16>
  %0 = wick.tanh %a : tensor<2xbf16>
  %b = wick.constant dense<[[10], [20]]> : tensor<2x1xi32>
  %c = wick.constant dense<[1, 2]> : tensor<2xi32>
  %1 = wick.add %b, %c : (tensor<2x1xi32>, tensor<2xi32>) -> tensor<2x2xi32>
  %d = wick.constant dense<1> : tensor<i32>
  %2 = wick.compare gt, %c, %d : (tensor<2xi32>, tensor<i32>) -> tensor<2xi1>
  %e = wick.constant dense<64> : tensor<i8>
  %3 = wick.add %e, %e : (tensor<i8>, tensor<i8>) -> tensor<i8>
  return %0, %1, %2, %3 : tensor<2xbf16>, tensor<2x2xi32>, tensor<2xi1>, tensor<i8>
}

// A broadcast or a reshape of a splat stays a splat of any size.
// CHECK-LABEL: func.func @splats
// CHECK-DAG: wick.constant dense<2.000000e+00> : tensor<100x100xf32>
// CHECK-DAG: wick.constant dense<2.000000e+00> : tensor<50x200xf32>
// CHECK-NEXT: return
func.func @splats() -> (tensor<100x100xf32>, tensor<50x200xf32>) {
  %a = wick.constant dense<2.0> : tensor<100xf32>
  %0 = wick.broadcast_in_dim %a {dims = array<i64: 1>} : tensor<100xf32> -> tensor<100x100xf32>
  %1 = wick.reshape %0 : tensor<100x100xf32> -> tensor<50x200xf32>
  return %0, %1 : tensor<100x100xf32>, tensor<50x200xf32>
}

// Above 256 elements, of operand or result, only wick-fold-constants folds.
// CHECK-LABEL: func.func @large_constants
// CHECK: wick.exp
// CHECK: wick.reduce_sum
func.func @large_constants() -> (tensor<257xf32>, tensor<f32>) {
  %a = wick.constant dense<1.0> : tensor<257xf32>
  %0 = wick.exp %a : tensor<257xf32>
  %1 = wick.reduce_sum %a {dims = array<i64: 0>} : (tensor<257xf32>) -> tensor<f32>
  return %0, %1 : tensor<257xf32>, tensor<f32>
}

// CHECK-LABEL: func.func @not_constants
// CHECK: wick.iota
// CHECK: wick.random_uniform
// CHECK: wick.random_normal
func.func @not_constants() -> (tensor<4xi32>, tensor<4xf32>, tensor<4xf32>) {
  %s = wick.constant dense<7> : tensor<i64>
  %0 = wick.iota {dim = 0 : i64} : tensor<4xi32>
  %1 = wick.random_uniform %s, %s : (tensor<i64>, tensor<i64>) -> tensor<4xf32>
  %2 = wick.random_normal %s, %s : (tensor<i64>, tensor<i64>) -> tensor<4xf32>
  return %0, %1, %2 : tensor<4xi32>, tensor<4xf32>, tensor<4xf32>
}

//===----------------------------------------------------------------------===//
// Images
//===----------------------------------------------------------------------===//

// A border of zeros that is equal on both sides is padding.
// CHECK-LABEL: func.func @conv2d_of_pad
// CHECK-SAME: (%[[X:.+]]: tensor<1x2x5x7xf32>, %[[W:.+]]: tensor<4x2x3x3xf32>)
// CHECK-NEXT: %[[Y:.+]] = wick.conv2d %[[X]], %[[W]] {padding = array<i64: 1, 2>, strides = array<i64: 2, 1>}
// CHECK-NEXT: return %[[Y]]
func.func @conv2d_of_pad(%x: tensor<1x2x5x7xf32>, %w: tensor<4x2x3x3xf32>) -> tensor<1x4x3x9xf32> {
  %0 = wick.pad %x {low = array<i64: 0, 0, 1, 1>, high = array<i64: 0, 0, 1, 1>, interior = array<i64: 0, 0, 0, 0>} : (tensor<1x2x5x7xf32>) -> tensor<1x2x7x9xf32>
  %1 = wick.conv2d %0, %w {strides = array<i64: 2, 1>, padding = array<i64: 0, 1>} : (tensor<1x2x7x9xf32>, tensor<4x2x3x3xf32>) -> tensor<1x4x3x9xf32>
  return %1 : tensor<1x4x3x9xf32>
}

// A border on one side, of other numbers, or as wide as the window is not.
// CHECK-LABEL: func.func @conv2d_of_other_pads
// CHECK-COUNT-3: wick.pad
func.func @conv2d_of_other_pads(%x: tensor<1x2x5x7xf32>, %w: tensor<4x2x3x3xf32>) -> (tensor<1x4x4x5xf32>, tensor<1x4x5x5xf32>, tensor<1x4x9x5xf32>) {
  %0 = wick.pad %x {low = array<i64: 0, 0, 0, 0>, high = array<i64: 0, 0, 1, 0>, interior = array<i64: 0, 0, 0, 0>} : (tensor<1x2x5x7xf32>) -> tensor<1x2x6x7xf32>
  %1 = wick.conv2d %0, %w : (tensor<1x2x6x7xf32>, tensor<4x2x3x3xf32>) -> tensor<1x4x4x5xf32>
  %2 = wick.pad %x {low = array<i64: 0, 0, 1, 0>, high = array<i64: 0, 0, 1, 0>, interior = array<i64: 0, 0, 0, 0>, value = 1.0} : (tensor<1x2x5x7xf32>) -> tensor<1x2x7x7xf32>
  %3 = wick.conv2d %2, %w : (tensor<1x2x7x7xf32>, tensor<4x2x3x3xf32>) -> tensor<1x4x5x5xf32>
  %4 = wick.pad %x {low = array<i64: 0, 0, 3, 0>, high = array<i64: 0, 0, 3, 0>, interior = array<i64: 0, 0, 0, 0>} : (tensor<1x2x5x7xf32>) -> tensor<1x2x11x7xf32>
  %5 = wick.conv2d %4, %w : (tensor<1x2x11x7xf32>, tensor<4x2x3x3xf32>) -> tensor<1x4x9x5xf32>
  return %1, %3, %5 : tensor<1x4x4x5xf32>, tensor<1x4x5x5xf32>, tensor<1x4x9x5xf32>
}

// CHECK-LABEL: func.func @reverse_of_nothing
// CHECK-SAME: (%[[X:.+]]: tensor<4xf32>)
// CHECK-NEXT: return %[[X]]
func.func @reverse_of_nothing(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = wick.reverse %x {dims = array<i64>} : tensor<4xf32>
  return %0 : tensor<4xf32>
}
