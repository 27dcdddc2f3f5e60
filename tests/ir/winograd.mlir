// wick-winograd transforms tiles of convolutions. Its results are tested natively
// (tests/unit/WinogradTest.cpp).
//
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics --wick-winograd=isa=avx512 | FileCheck "%s"
// RUN: wick-opt "%s" --split-input-file --wick-winograd=isa=avx512 --wick-winograd=isa=avx512 2>/dev/null | FileCheck "%s"
// RUN: not wick-opt "%s" --split-input-file --wick-winograd=isa=vax 2>&1 | FileCheck "%s" --check-prefix=VAX
// RUN: not wick-opt "%s" --split-input-file --wick-winograd=outputs=3 2>&1 | FileCheck "%s" --check-prefix=TILES
//
// VAX: wick-winograd: no ISA 'vax'
// TILES: wick-winograd: tiles are of 2 x 2 or 4 x 4 results, not of 3

// Two tiles in a row, each of 36 products; sums of two tiles and two blocks of filters in registers.
// CHECK-LABEL: func.func @tiles
// CHECK: wick.matmul {{.+}} : (tensor<1024x9xf32>, tensor<9x36xf32>) -> tensor<1024x36xf32>
// CHECK: wick.transpose {{.+}} {permutation = array<i64: 3, 0, 2, 1>} : (tensor<2x16x32x36xf32>) -> tensor<36x2x32x16xf32>
// CHECK: wick.kernel
// CHECK: memref.alloc() : memref<36x2x32xf32>
// CHECK: memref.alloc() : memref<36x2x32xf32>
// CHECK-NOT: memref.prefetch
// CHECK: %{{.+}}:4 = scf.for
// CHECK-NOT: wick.maximum
func.func @tiles(%x: tensor<1x32x8x8xf32>, %w: tensor<32x32x3x3xf32>, %b: tensor<32xf32>) -> tensor<1x32x8x8xf32> {
  %zero = wick.constant dense<0.0> : tensor<f32>
  %0 = wick.conv2d %x, %w, %b {padding = array<i64: 1, 1>} : (tensor<1x32x8x8xf32>, tensor<32x32x3x3xf32>, tensor<32xf32>) -> tensor<1x32x8x8xf32>
  %1 = wick.maximum %0, %zero : (tensor<1x32x8x8xf32>, tensor<f32>) -> tensor<1x32x8x8xf32>
  return %1 : tensor<1x32x8x8xf32>
}

// -----

// Of images from behind the second cache, each of the 36 products asks for two of the 64 lines of the next row of tiles,
// 4 x 8 places of 32 channels, and of the results.
// CHECK-LABEL: func.func @batch
// CHECK: scf.for %[[PRODUCT:[a-z0-9]+]] = %{{.+}} to %c36
// CHECK: %[[LINE:.+]] = arith.muli %[[PRODUCT]], %c32{{.*}} : index
// CHECK: memref.prefetch %{{[^[]+}}[%{{[^]]+}}, %[[LINE]]], read
// CHECK: memref.prefetch {{.+}} read
// CHECK-NOT: memref.prefetch {{.+}} read
// CHECK-COUNT-2: memref.prefetch {{.+}} write
// CHECK: vector.fma
func.func @batch(%x: tensor<256x32x8x8xf32>, %w: tensor<32x32x3x3xf32>) -> tensor<256x32x8x8xf32> {
  %0 = wick.conv2d %x, %w {padding = array<i64: 1, 1>} : (tensor<256x32x8x8xf32>, tensor<32x32x3x3xf32>) -> tensor<256x32x8x8xf32>
  return %0 : tensor<256x32x8x8xf32>
}

// -----

// CHECK-LABEL: func.func @refusals
// CHECK-NOT: wick.kernel
func.func @refusals(%x: tensor<1x32x8x8xf32>, %w: tensor<32x32x3x3xf32>, %few: tensor<16x32x3x3xf32>, %odd: tensor<40x32x3x3xf32>, %five: tensor<32x32x5x5xf32>, %xd: tensor<1x32x8x8xf64>, %wd: tensor<32x32x3x3xf64>) {
  // expected-remark@+1 {{not by Winograd: it has less than 32 channels or filters}}
  %0 = wick.conv2d %x, %few : (tensor<1x32x8x8xf32>, tensor<16x32x3x3xf32>) -> tensor<1x16x6x6xf32>
  // expected-remark@+1 {{not by Winograd: its channels or filters are no multiple of 16}}
  %1 = wick.conv2d %x, %odd : (tensor<1x32x8x8xf32>, tensor<40x32x3x3xf32>) -> tensor<1x40x6x6xf32>
  // expected-remark@+1 {{not by Winograd: its windows are not 3 x 3 with stride 1}}
  %2 = wick.conv2d %x, %five : (tensor<1x32x8x8xf32>, tensor<32x32x5x5xf32>) -> tensor<1x32x4x4xf32>
  // expected-remark@+1 {{not by Winograd: its windows are not 3 x 3 with stride 1}}
  %3 = wick.conv2d %x, %w {strides = array<i64: 2, 2>} : (tensor<1x32x8x8xf32>, tensor<32x32x3x3xf32>) -> tensor<1x32x3x3xf32>
  // expected-remark@+1 {{not by Winograd: it is not f32}}
  %4 = wick.conv2d %xd, %wd : (tensor<1x32x8x8xf64>, tensor<32x32x3x3xf64>) -> tensor<1x32x6x6xf64>
  return
}
