// wick-lower-conv writes convolutions and poolings as register tiles. That they compute the same is
// tested natively (tests/unit/ConvKernelTest.cpp).
//
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics --wick-lower-conv=isa=avx512 | FileCheck "%s"
// RUN: wick-opt "%s" --split-input-file --wick-lower-conv=isa=avx512 --wick-lower-conv=isa=avx512 2>/dev/null | FileCheck "%s"
// RUN: not wick-opt "%s" --split-input-file --wick-lower-conv=isa=vax 2>&1 | FileCheck "%s" --check-prefix=VAX
//
// VAX: wick-lower-conv: no ISA 'vax'

// Rows of 16 places are two tiles, each of which touches a border: no tile of columns is in a loop.
// The sums begin at the bias.
// CHECK-LABEL: func.func @convolution
// CHECK-SAME: (%[[X:.+]]: tensor<4x5x9x16xf32>, %[[W:.+]]: tensor<32x5x3x3xf32>, %[[B:.+]]: tensor<32xf32>)
// CHECK: %[[I:[0-9]+]] = wick.transpose %[[X]] {permutation = array<i64: 0, 2, 3, 1>}
// CHECK: %[[S:[0-9]+]] = wick.reshape %[[W]] : tensor<32x5x3x3xf32> -> tensor<2x16x5x9xf32>
// CHECK: %[[P:[0-9]+]] = wick.transpose %[[S]] {permutation = array<i64: 0, 2, 3, 1>}
// CHECK: %[[O:[0-9]+]] = wick.kernel ins(%[[I]], %[[P]], %[[B]]) outs(%{{.+}}) : {{.+}} -> tensor<4x9x16x32xf32>
// CHECK-NEXT: ^bb0(%[[IN:.+]]: memref<4x9x16x5xf32>, %[[TAPS:.+]]: memref<2x5x9x16xf32>, %[[START:.+]]: memref<32xf32>, %[[OUT:.+]]: memref<4x9x16x32xf32>):
// CHECK: scf.for %{{.+}} =
// CHECK: scf.for %[[BLOCK:[a-z0-9]+]] =
// CHECK: vector.transfer_read %[[START]]
// CHECK: %{{.+}}:16 = scf.for %[[C:[a-z0-9]+]] =
// CHECK-COUNT-9: vector.transfer_read %[[TAPS]][%[[BLOCK]], %[[C]]
// CHECK: %[[E:[a-z0-9_]+]] = memref.load %[[IN]]
// CHECK-NEXT: vector.broadcast %[[E]] : f32 to vector<16xf32>
// CHECK: vector.fma
// CHECK: vector.transfer_write %{{.+}}, %[[OUT]]
// CHECK: wick.transpose %[[O]] {permutation = array<i64: 0, 3, 1, 2>}
func.func @convolution(%x: tensor<4x5x9x16xf32>, %w: tensor<32x5x3x3xf32>, %b: tensor<32xf32>) -> tensor<4x32x9x16xf32> {
  %0 = wick.conv2d %x, %w, %b {padding = array<i64: 1, 1>} : (tensor<4x5x9x16xf32>, tensor<32x5x3x3xf32>, tensor<32xf32>) -> tensor<4x32x9x16xf32>
  return %0 : tensor<4x32x9x16xf32>
}

// -----

// Only the pooled image is stored.
// CHECK-LABEL: func.func @epilogue
// CHECK: tensor.empty() : tensor<1x4x4x16xf32>
// CHECK-NOT: tensor.empty
// CHECK-COUNT-3: arith.cmpf ogt
// CHECK: arith.cmpf uno
// CHECK: arith.cmpf ogt, %cst
// CHECK-NOT: wick.maximum
// CHECK-NOT: wick.max_pool2d
func.func @epilogue(%x: tensor<1x3x8x8xf32>, %w: tensor<16x3x3x3xf32>) -> tensor<1x16x4x4xf32> {
  %zero = wick.constant dense<0.0> : tensor<f32>
  %0 = wick.conv2d %x, %w {padding = array<i64: 1, 1>} : (tensor<1x3x8x8xf32>, tensor<16x3x3x3xf32>) -> tensor<1x16x8x8xf32>
  %1 = wick.maximum %0, %zero : (tensor<1x16x8x8xf32>, tensor<f32>) -> tensor<1x16x8x8xf32>
  %2 = wick.max_pool2d %1 {kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>} : (tensor<1x16x8x8xf32>) -> tensor<1x16x4x4xf32>
  return %2 : tensor<1x16x4x4xf32>
}

// -----

// The image stays when the backward pass reads it.
// CHECK-LABEL: func.func @kept
// CHECK: tensor.empty() : tensor<1x8x8x16xf32>
// CHECK: tensor.empty() : tensor<1x4x4x16xf32>
// CHECK: wick.kernel {{.+}} -> (tensor<1x8x8x16xf32>, tensor<1x4x4x16xf32>)
func.func @kept(%x: tensor<1x3x8x8xf32>, %w: tensor<16x3x3x3xf32>) -> (tensor<1x16x8x8xf32>, tensor<1x16x4x4xf32>) {
  %0 = wick.conv2d %x, %w {padding = array<i64: 1, 1>} : (tensor<1x3x8x8xf32>, tensor<16x3x3x3xf32>) -> tensor<1x16x8x8xf32>
  %1 = wick.max_pool2d %0 {kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>} : (tensor<1x16x8x8xf32>) -> tensor<1x16x4x4xf32>
  return %0, %1 : tensor<1x16x8x8xf32>, tensor<1x16x4x4xf32>
}

// -----

// The sums of a row of three taps for eight channels are in registers, while four images pass. A row
// of windows whose taps lie on the border is left out.
// CHECK-LABEL: func.func @weight_gradient
// CHECK: wick.kernel
// CHECK: scf.for %[[ROW:.+]] = %{{.+}} to %c3
// CHECK: %{{.+}}:24 = scf.for
// CHECK: %[[Y:.+]] = arith.addi %{{.+}}, %[[ROW]]
// CHECK: %[[TOP:.+]] = arith.addi %[[Y]], %c-1
// CHECK: %[[ON:.+]] = arith.cmpi ult, %[[TOP]], %c14
// CHECK: %{{.+}}:24 = scf.if %[[ON]]
// CHECK-COUNT-320: vector.fma
// CHECK: %[[BLOCKS:.+]] = wick.transpose %{{.+}} {permutation = array<i64: 0, 3, 1, 2>} : (tensor<2x16x9x16xf32>) -> tensor<2x16x16x9xf32>
// CHECK: wick.reshape %[[BLOCKS]] : tensor<2x16x16x9xf32> -> tensor<32x16x3x3xf32>
func.func @weight_gradient(%x: tensor<8x16x14x14xf32>, %g: tensor<8x32x14x14xf32>) -> tensor<32x16x3x3xf32> {
  %0 = wick.conv2d_weight_gradient %x, %g {padding = array<i64: 1, 1>} : (tensor<8x16x14x14xf32>, tensor<8x32x14x14xf32>) -> tensor<32x16x3x3xf32>
  return %0 : tensor<32x16x3x3xf32>
}

// -----

// The gradient of the bias is summed in the same kernel, unless it is read before it.
// CHECK-LABEL: func.func @bias_gradient
// CHECK: %[[K:.+]]:2 = wick.kernel {{.+}} -> (tensor<1x3x9x8xf32>, tensor<8xf32>)
// CHECK-NOT: wick.reduce_sum
// CHECK: return %{{.+}}, %[[K]]#1
func.func @bias_gradient(%x: tensor<2x3x4x5xf32>, %g: tensor<2x8x4x5xf32>) -> (tensor<8x3x3x3xf32>, tensor<8xf32>) {
  %0 = wick.reduce_sum %g {dims = array<i64: 0, 2, 3>} : (tensor<2x8x4x5xf32>) -> tensor<8xf32>
  %1 = wick.conv2d_weight_gradient %x, %g {padding = array<i64: 1, 1>} : (tensor<2x3x4x5xf32>, tensor<2x8x4x5xf32>) -> tensor<8x3x3x3xf32>
  return %1, %0 : tensor<8x3x3x3xf32>, tensor<8xf32>
}

// CHECK-LABEL: func.func @early_bias_gradient
// CHECK: wick.reduce_sum
func.func @early_bias_gradient(%x: tensor<2x3x4x5xf32>, %g: tensor<2x8x4x5xf32>) -> (tensor<8x3x3x3xf32>, tensor<8xf32>) {
  %0 = wick.reduce_sum %g {dims = array<i64: 0, 2, 3>} : (tensor<2x8x4x5xf32>) -> tensor<8xf32>
  %1 = wick.neg %0 : tensor<8xf32>
  %2 = wick.conv2d_weight_gradient %x, %g {padding = array<i64: 1, 1>} : (tensor<2x3x4x5xf32>, tensor<2x8x4x5xf32>) -> tensor<8x3x3x3xf32>
  return %2, %1 : tensor<8x3x3x3xf32>, tensor<8xf32>
}

// -----

// Where channels are few, registers hold the sums of all taps for several vectors of filters.
// CHECK-LABEL: func.func @weight_gradient_of_one_channel
// CHECK: wick.kernel
// CHECK: %{{.+}}:18 = scf.for
// CHECK-NOT: scf.if
func.func @weight_gradient_of_one_channel(%x: tensor<8x1x8x100xf32>, %g: tensor<8x32x8x100xf32>) -> tensor<32x1x3x3xf32> {
  %0 = wick.conv2d_weight_gradient %x, %g {padding = array<i64: 1, 1>} : (tensor<8x1x8x100xf32>, tensor<8x32x8x100xf32>) -> tensor<32x1x3x3xf32>
  return %0 : tensor<32x1x3x3xf32>
}

// -----

// CHECK-LABEL: func.func @pool_gradient
// CHECK-NOT: linalg.fill
// CHECK: scf.for
// CHECK-COUNT-3: arith.cmpf ogt
// CHECK-COUNT-4: vector.transfer_write
func.func @pool_gradient(%x: tensor<1x8x4x4xf32>, %g: tensor<1x8x2x2xf32>) -> tensor<1x8x4x4xf32> {
  %0 = wick.max_pool2d_gradient %x, %g {kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>} : (tensor<1x8x4x4xf32>, tensor<1x8x2x2xf32>) -> tensor<1x8x4x4xf32>
  return %0 : tensor<1x8x4x4xf32>
}

// -----

// The gradient behind a pooling: the convolution keeps the winners, bytes, in place of its image, and what the gradient
// spreads is written to a buffer where dw reads it.
// CHECK-LABEL: func.func @spread
// CHECK: %[[Y:.+]]:2 = wick.kernel {{.+}} -> (tensor<2x2x2x16xi8>, tensor<2x2x2x16xf32>)
// CHECK: arith.select {{.+}} : vector<16xi1>, vector<16xi8>
// CHECK-NOT: wick.max_pool2d_gradient
// CHECK: wick.kernel ins(%{{.+}}, %{{.+}}, %[[Y]]#0) {{.+}} -> tensor<1x3x9x16xf32>
// CHECK: memref.alloc() {alignment = 64 : i64} : memref<2x4x4x16xf32>
// CHECK-COUNT-4: arith.cmpi eq
// CHECK: vector.fma
func.func @spread(%x: tensor<2x3x4x4xf32>, %w: tensor<16x3x3x3xf32>, %g: tensor<2x16x2x2xf32>)
    -> (tensor<2x16x2x2xf32>, tensor<16x3x3x3xf32>) {
  %zero = wick.constant dense<0.0> : tensor<f32>
  %y = wick.conv2d %x, %w {padding = array<i64: 1, 1>} : (tensor<2x3x4x4xf32>, tensor<16x3x3x3xf32>) -> tensor<2x16x4x4xf32>
  %r = wick.maximum %y, %zero : (tensor<2x16x4x4xf32>, tensor<f32>) -> tensor<2x16x4x4xf32>
  %p = wick.max_pool2d %r {kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>} : (tensor<2x16x4x4xf32>) -> tensor<2x16x2x2xf32>
  // expected-remark@+1 {{the gradient of the pooling is spread where it is read}}
  %d = wick.max_pool2d_gradient %r, %g {kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>} : (tensor<2x16x4x4xf32>, tensor<2x16x2x2xf32>) -> tensor<2x16x4x4xf32>
  %q = wick.compare gt, %r, %zero : (tensor<2x16x4x4xf32>, tensor<f32>) -> tensor<2x16x4x4xi1>
  %s = wick.select %q, %d, %zero : (tensor<2x16x4x4xi1>, tensor<2x16x4x4xf32>, tensor<f32>) -> tensor<2x16x4x4xf32>
  %dw = wick.conv2d_weight_gradient %x, %s {padding = array<i64: 1, 1>} : (tensor<2x3x4x4xf32>, tensor<2x16x4x4xf32>) -> tensor<16x3x3x3xf32>
  return %p, %dw : tensor<2x16x2x2xf32>, tensor<16x3x3x3xf32>
}

// -----

// What others read is an image.
// CHECK-LABEL: func.func @spread_as_image
// CHECK: wick.kernel {{.+}} -> (tensor<2x2x2x16xi8>, tensor<2x2x2x16xf32>)
// CHECK: wick.kernel {{.+}} -> tensor<2x4x4x16xf32>
// CHECK-COUNT-4: arith.cmpi eq
// CHECK: wick.tanh
func.func @spread_as_image(%x: tensor<2x3x4x4xf32>, %w: tensor<16x3x3x3xf32>, %g: tensor<2x16x2x2xf32>)
    -> (tensor<2x16x2x2xf32>, tensor<2x16x4x4xf32>) {
  %y = wick.conv2d %x, %w {padding = array<i64: 1, 1>} : (tensor<2x3x4x4xf32>, tensor<16x3x3x3xf32>) -> tensor<2x16x4x4xf32>
  %p = wick.max_pool2d %y {kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>} : (tensor<2x16x4x4xf32>) -> tensor<2x16x2x2xf32>
  // expected-remark@+1 {{the gradient of the pooling is an image of its own: wick.tanh reads it}}
  %d = wick.max_pool2d_gradient %y, %g {kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>} : (tensor<2x16x4x4xf32>, tensor<2x16x2x2xf32>) -> tensor<2x16x4x4xf32>
  %t = wick.tanh %d : tensor<2x16x4x4xf32>
  return %p, %t : tensor<2x16x2x2xf32>, tensor<2x16x4x4xf32>
}

// -----

// What would not stay in the cache is an image.
// CHECK-LABEL: func.func @spread_of_many
// CHECK-NOT: memref.alloc
func.func @spread_of_many(%x: tensor<1x3x96x48xf32>, %w: tensor<16x3x3x3xf32>, %g: tensor<1x16x48x24xf32>)
    -> (tensor<1x16x48x24xf32>, tensor<16x3x3x3xf32>) {
  %y = wick.conv2d %x, %w {padding = array<i64: 1, 1>} : (tensor<1x3x96x48xf32>, tensor<16x3x3x3xf32>) -> tensor<1x16x96x48xf32>
  %p = wick.max_pool2d %y {kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>} : (tensor<1x16x96x48xf32>) -> tensor<1x16x48x24xf32>
  // expected-remark@+1 {{the gradient of the pooling is an image of its own: its 73728 elements would not stay in the cache}}
  %d = wick.max_pool2d_gradient %y, %g {kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>} : (tensor<1x16x96x48xf32>, tensor<1x16x48x24xf32>) -> tensor<1x16x96x48xf32>
  %dw = wick.conv2d_weight_gradient %x, %d {padding = array<i64: 1, 1>} : (tensor<1x3x96x48xf32>, tensor<1x16x96x48xf32>) -> tensor<16x3x3x3xf32>
  return %p, %dw : tensor<1x16x48x24xf32>, tensor<16x3x3x3xf32>
}

// -----

// A pooling without a convolution in front of it, and the mean.
// CHECK-LABEL: func.func @poolings
// CHECK-COUNT-8: arith.cmpf ogt
// CHECK-COUNT-5: arith.cmpf uno
// CHECK: wick.transpose
// CHECK: arith.addf
// CHECK: arith.mulf
func.func @poolings(%x: tensor<1x8x5x5xf32>) -> (tensor<1x8x2x2xf32>, tensor<1x8x2x2xf32>) {
  %0 = wick.max_pool2d %x {kernel = array<i64: 3, 3>, strides = array<i64: 2, 2>} : (tensor<1x8x5x5xf32>) -> tensor<1x8x2x2xf32>
  %1 = wick.avg_pool2d %x {kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>} : (tensor<1x8x5x5xf32>) -> tensor<1x8x2x2xf32>
  return %0, %1 : tensor<1x8x2x2xf32>, tensor<1x8x2x2xf32>
}

// -----

// CHECK-LABEL: func.func @overlapping
// CHECK: wick.max_pool2d_gradient
func.func @overlapping(%x: tensor<1x8x5x5xf32>, %g: tensor<1x8x2x2xf32>) -> tensor<1x8x5x5xf32> {
  // expected-remark@+1 {{not a pooling by vectors: its windows do not lie side by side}}
  %0 = wick.max_pool2d_gradient %x, %g {kernel = array<i64: 3, 3>, strides = array<i64: 2, 2>} : (tensor<1x8x5x5xf32>, tensor<1x8x2x2xf32>) -> tensor<1x8x5x5xf32>
  return %0 : tensor<1x8x5x5xf32>
}

// -----

// Filters 16 and 17 are in a vector of four, which is stored as far as there are filters.
// CHECK-LABEL: func.func @last_filters
// CHECK: wick.pad %{{.+}} {high = array<i64: 14, 0, 0, 0>
// CHECK: vector.transfer_write {{.+}} {in_bounds = [true]} : vector<16xf32>
// CHECK: vector.transfer_write %{{[^{]+}} : vector<4xf32>
func.func @last_filters(%x: tensor<1x3x8x8xf32>, %w: tensor<18x3x3x3xf32>) -> tensor<1x18x6x6xf32> {
  %0 = wick.conv2d %x, %w : (tensor<1x3x8x8xf32>, tensor<18x3x3x3xf32>) -> tensor<1x18x6x6xf32>
  return %0 : tensor<1x18x6x6xf32>
}

// -----

// Sums are f32.
// CHECK-LABEL: func.func @bf16
// CHECK: wick.cast %{{.+}} : tensor<1x3x8x8xbf16> -> tensor<1x3x8x8xf32>
// CHECK: vector.fma {{.+}} : vector<8xf32>
// CHECK: wick.cast %{{.+}} : tensor<1x6x6x8xf32> -> tensor<1x6x6x8xbf16>
func.func @bf16(%x: tensor<1x3x8x8xbf16>, %w: tensor<8x3x3x3xbf16>) -> tensor<1x8x6x6xbf16> {
  %0 = wick.conv2d %x, %w : (tensor<1x3x8x8xbf16>, tensor<8x3x3x3xbf16>) -> tensor<1x8x6x6xbf16>
  return %0 : tensor<1x8x6x6xbf16>
}

// -----

// Of 49 taps the code has those of one row, which lies on the image.
// CHECK-LABEL: func.func @tall_filters
// CHECK: %[[FIRST:.+]] = arith.maxsi
// CHECK: %[[END:.+]] = arith.minsi
// CHECK: scf.for %{{.+}} = %[[FIRST]] to %[[END]]
// CHECK-COUNT-7: vector.transfer_read {{.+}}, vector<8xf32>
// CHECK-NOT: vector.transfer_read
func.func @tall_filters(%x: tensor<1x3x8x7xf32>, %w: tensor<8x3x7x7xf32>) -> tensor<1x8x4x1xf32> {
  %0 = wick.conv2d %x, %w {padding = array<i64: 1, 0>} : (tensor<1x3x8x7xf32>, tensor<8x3x7x7xf32>) -> tensor<1x8x4x1xf32>
  return %0 : tensor<1x8x4x1xf32>
}

// -----

// Many channels that come from memory: rows of 28 places are tiles of 4 x 4, those of 32 are of 2 x 8.
// CHECK-LABEL: func.func @square_tiles
// CHECK: %[[I:.+]]:16 = scf.for
// CHECK-COUNT-9: vector.transfer_read
// CHECK-COUNT-25: memref.load
// CHECK-NOT: memref.load
// CHECK: scf.yield
// CHECK-LABEL: func.func @wide_tiles
// CHECK: %[[I:.+]]:16 = scf.for
// CHECK-COUNT-9: vector.transfer_read
// CHECK-COUNT-27: memref.load
// CHECK-NOT: memref.load
// CHECK: scf.yield
func.func @square_tiles(%x: tensor<16x32x28x28xf32>, %w: tensor<16x32x3x3xf32>) -> tensor<16x16x28x28xf32> {
  %0 = wick.conv2d %x, %w {padding = array<i64: 1, 1>} : (tensor<16x32x28x28xf32>, tensor<16x32x3x3xf32>) -> tensor<16x16x28x28xf32>
  return %0 : tensor<16x16x28x28xf32>
}
func.func @wide_tiles(%x: tensor<16x32x32x32xf32>, %w: tensor<16x32x3x3xf32>) -> tensor<16x16x32x32xf32> {
  %0 = wick.conv2d %x, %w {padding = array<i64: 1, 1>} : (tensor<16x32x32x32xf32>, tensor<16x32x3x3xf32>) -> tensor<16x16x32x32xf32>
  return %0 : tensor<16x16x32x32xf32>
}

// -----

// CHECK-LABEL: func.func @refusals
// CHECK-NOT: scf.for
func.func @refusals(%x: tensor<1x3x8x8xf32>, %g6: tensor<1x6x6x6xf32>, %g8: tensor<1x8x1x1xf32>, %b: tensor<1x3x8x8xbf16>, %gb: tensor<1x8x6x6xbf16>, %e: tensor<0x3x8x8xf32>, %w: tensor<8x3x3x3xf32>) {
  // expected-remark@+1 {{not a direct convolution: 6 filters are no multiple of 4}}
  %0 = wick.conv2d_weight_gradient %x, %g6 : (tensor<1x3x8x8xf32>, tensor<1x6x6x6xf32>) -> tensor<6x3x3x3xf32>
  // expected-remark@+1 {{not a direct convolution: the kernels are for f32 and f64}}
  %1 = wick.conv2d_weight_gradient %b, %gb : (tensor<1x3x8x8xbf16>, tensor<1x8x6x6xbf16>) -> tensor<8x3x3x3xbf16>
  // expected-remark@+1 {{not a direct convolution: 64 taps are more than 49}}
  %2 = wick.conv2d_weight_gradient %x, %g8 : (tensor<1x3x8x8xf32>, tensor<1x8x1x1xf32>) -> tensor<8x3x8x8xf32>
  // expected-remark@+1 {{not a direct convolution: it is empty}}
  %4 = wick.conv2d %e, %w : (tensor<0x3x8x8xf32>, tensor<8x3x3x3xf32>) -> tensor<0x8x6x6xf32>
  // expected-remark@+1 {{not a pooling by vectors: 3 channels are no multiple of 4}}
  %3 = wick.max_pool2d_gradient %x, %x {kernel = array<i64: 1, 1>, strides = array<i64: 1, 1>} : (tensor<1x3x8x8xf32>, tensor<1x3x8x8xf32>) -> tensor<1x3x8x8xf32>
  return
}
