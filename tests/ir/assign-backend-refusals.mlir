// What stays with generated code, and why.
//
// RUN: wick-opt --wick-assign-backend="policy=onednn except=softmax,elementwise" --verify-diagnostics "%s" | FileCheck "%s"

// CHECK-NOT: wick.library_call
func.func @stays(%x: tensor<3x5xf32>, %d: tensor<3x5xf64>, %s: tensor<f32>, %e: tensor<0x5xf32>, %i: tensor<1x4x2x2xf32>, %g: tensor<1x4x1x1xf32>) {
  // expected-remark@+1 {{'wick.softmax' stays with generated code: the option 'except' names softmax}}
  %0 = wick.softmax %x {dim = 1} : tensor<3x5xf32>
  // expected-remark@+1 {{'wick.relu' stays with generated code: the option 'except' names elementwise}}
  %1 = wick.relu %x : tensor<3x5xf32>
  // expected-remark@+1 {{'wick.matmul' stays with generated code: the library is given f32 only}}
  %2 = wick.matmul %d, %d {transpose_rhs = true} : (tensor<3x5xf64>, tensor<3x5xf64>) -> tensor<3x3xf64>
  // expected-remark@+1 {{'wick.tanh' stays with generated code: it has 0 dimensions}}
  %3 = wick.tanh %s : tensor<f32>
  // expected-remark@+1 {{'wick.softmax' stays with generated code: it has no elements}}
  %4 = wick.softmax %e {dim = 1} : tensor<0x5xf32>
  // expected-remark@+1 {{'wick.max_pool2d_gradient' stays with generated code: the library's needs what its forward pass notes in training}}
  %5 = wick.max_pool2d_gradient %i, %g {kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>} : (tensor<1x4x2x2xf32>, tensor<1x4x1x1xf32>) -> tensor<1x4x2x2xf32>
  return
}
