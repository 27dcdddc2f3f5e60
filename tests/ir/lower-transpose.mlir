// wick-lower-transpose transposes in registers beside kernels. That elements end where they belong
// is tested natively (tests/unit/ConvKernelTest.cpp).
//
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics --wick-lower-conv=isa=avx512 --wick-lower-transpose=isa=avx512 | FileCheck "%s"
// RUN: wick-opt "%s" --split-input-file --wick-lower-conv=isa=avx512 --wick-lower-transpose=isa=avx512 --wick-lower-transpose=isa=avx512 2>/dev/null | FileCheck "%s"
// RUN: wick-opt "%s" --split-input-file --wick-lower-conv=isa=avx2 --wick-lower-transpose=isa=avx2 2>/dev/null | FileCheck "%s" --check-prefix=AVX2
// RUN: not wick-opt "%s" --split-input-file --wick-lower-transpose=isa=vax 2>&1 | FileCheck "%s" --check-prefix=VAX
//
// VAX: wick-lower-transpose: no ISA 'vax'

// The gradient of packed weights, written in the shape that the weights have: 36 columns of taps,
// two squares and four.
// CHECK-LABEL: func.func @unpack
// CHECK: %[[PACKED:.+]] = wick.kernel ins(%{{.+}}, %{{.+}}) outs(%{{.+}}) : {{.+}} -> tensor<2x4x9x16xf32>
// CHECK: %[[DW:.+]] = wick.kernel ins(%[[PACKED]]) outs(%{{.+}}) : (tensor<2x4x9x16xf32>, tensor<32x4x3x3xf32>) -> tensor<32x4x3x3xf32>
// CHECK-NEXT: ^bb0(%[[IN:.+]]: memref<2x4x9x16xf32>, %[[OUT:.+]]: memref<32x4x3x3xf32>):
// CHECK-DAG: %[[FROM:.+]] = memref.reinterpret_cast %[[IN]] to offset: [0], sizes: [2, 36, 16], strides: [576, 16, 1]
// CHECK-DAG: %[[TO:.+]] = memref.reinterpret_cast %[[OUT]] to offset: [0], sizes: [2, 16, 36], strides: [576, 36, 1]
// CHECK: scf.for %[[BLOCK:.+]] = %c0{{.*}} to %c2
// CHECK: scf.for %[[K:.+]] = %c0{{.*}} to %c32{{.*}} step %c16
// CHECK-COUNT-16: vector.transfer_read %[[FROM]]
// CHECK: vector.shuffle %{{.+}}, %{{.+}} [0, 16, 2, 18, 4, 20, 6, 22, 8, 24, 10, 26, 12, 28, 14, 30]
// CHECK-NEXT: vector.shuffle %{{.+}}, %{{.+}} [1, 17, 3, 19, 5, 21, 7, 23, 9, 25, 11, 27, 13, 29, 15, 31]
// CHECK-COUNT-62: vector.shuffle
// CHECK-COUNT-16: vector.transfer_write %{{.+}}, %[[TO]]{{.+}} {in_bounds = [true]}
// CHECK-NOT: scf.for
// CHECK-COUNT-4: vector.transfer_read %[[FROM]]
// CHECK: vector.shuffle
// CHECK-COUNT-16: vector.transfer_write %{{[0-9]+}}, %[[TO]][%[[BLOCK]], %{{.+}}, %{{.+}}] : vector<16xf32>
// CHECK: return %[[DW]]
// AVX2-LABEL: func.func @unpack
// AVX2: memref.reinterpret_cast %{{.+}} to offset: [0], sizes: [4, 8, 36], strides: [288, 36, 1]
func.func @unpack(%x: tensor<2x4x5x5xf32>, %g: tensor<2x32x5x5xf32>) -> tensor<32x4x3x3xf32> {
  %dw = wick.conv2d_weight_gradient %x, %g {strides = array<i64: 1, 1>, padding = array<i64: 1, 1>} : (tensor<2x4x5x5xf32>, tensor<2x32x5x5xf32>) -> tensor<32x4x3x3xf32>
  return %dw : tensor<32x4x3x3xf32>
}

// -----

// Of three channels, squares of four.
// CHECK-LABEL: func.func @few_channels
// CHECK: wick.kernel ins(%{{.+}}) outs(%{{.+}}) : (tensor<2x3x8x8xf32>, tensor<2x8x8x3xf32>)
// CHECK: vector.transfer_write %{{.+}} : vector<4xf32>, memref<2x64x3xf32
func.func @few_channels(%x: tensor<2x3x8x8xf32>) -> tensor<2x3x4x4xf32> {
  %y = wick.max_pool2d %x {kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>} : (tensor<2x3x8x8xf32>) -> tensor<2x3x4x4xf32>
  return %y : tensor<2x3x4x4xf32>
}

// -----

// CHECK-LABEL: func.func @no_kernel
// CHECK: wick.transpose
func.func @no_kernel(%x: tensor<16x32xf32>) -> tensor<32x16xf32> {
  // expected-remark @below {{not transposed in registers: no kernel is next to it}}
  %y = wick.transpose %x {permutation = array<i64: 1, 0>} : (tensor<16x32xf32>) -> tensor<32x16xf32>
  return %y : tensor<32x16xf32>
}

// -----

// CHECK-LABEL: func.func @other_type
// CHECK-COUNT-2: wick.transpose
func.func @other_type(%x: tensor<2x8x8x8xbf16>) -> tensor<2x8x4x4xbf16> {
  // expected-remark @below {{not transposed in registers: the last dimension stays, or the elements are no f32 or f64}}
  %y = wick.max_pool2d %x {kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>} : (tensor<2x8x8x8xbf16>) -> tensor<2x8x4x4xbf16>
  return %y : tensor<2x8x4x4xbf16>
}
