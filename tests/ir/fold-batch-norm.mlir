// wick-fold-batch-norm scales the filters in place of their results.
//
// RUN: wick-opt "%s" --wick-fold-batch-norm | FileCheck "%s"
// RUN: wick-opt "%s" --wick-fold-batch-norm --wick-fold-batch-norm | FileCheck "%s"

// CHECK-LABEL: func.func @folds
// CHECK-SAME: (%[[X:.+]]: tensor<2x3x8x8xf32>, %[[W:.+]]: tensor<4x3x3x3xf32>, %[[B:.+]]: tensor<4xf32>, %[[G:.+]]: tensor<4xf32>, %[[BETA:.+]]: tensor<4xf32>, %[[M:.+]]: tensor<4xf32>, %[[V:.+]]: tensor<4xf32>)
// CHECK: %[[INVERSE:.+]] = wick.rsqrt
// CHECK: %[[SCALE:.+]] = wick.mul %[[INVERSE]], %[[G]]
// CHECK: %[[CENTER:.+]] = wick.mul %[[M]], %[[SCALE]]
// CHECK: %[[SHIFT:.+]] = wick.sub %[[BETA]], %[[CENTER]]
// CHECK: %[[SCALED:.+]] = wick.mul %[[B]], %[[SCALE]]
// CHECK: %[[BIAS:.+]] = wick.add %[[SHIFT]], %[[SCALED]]
// CHECK: %[[FILTERS:.+]] = wick.mul %[[W]], %{{.+}} : (tensor<4x3x3x3xf32>, tensor<4x1x1x1xf32>) -> tensor<4x3x3x3xf32>
// CHECK: %[[Y:.+]] = wick.conv2d %[[X]], %[[FILTERS]], %[[BIAS]] {padding = array<i64: 1, 1>}
// CHECK-NOT: wick.batch_norm
// CHECK: return %[[Y]]
func.func @folds(%x: tensor<2x3x8x8xf32>, %w: tensor<4x3x3x3xf32>, %b: tensor<4xf32>, %g: tensor<4xf32>, %beta: tensor<4xf32>, %m: tensor<4xf32>, %v: tensor<4xf32>) -> tensor<2x4x8x8xf32> {
  %0 = wick.conv2d %x, %w, %b {padding = array<i64: 1, 1>} : (tensor<2x3x8x8xf32>, tensor<4x3x3x3xf32>, tensor<4xf32>) -> tensor<2x4x8x8xf32>
  %1:3 = wick.batch_norm %0, %g, %beta, %m, %v : (tensor<2x4x8x8xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> (tensor<2x4x8x8xf32>, tensor<4xf32>, tensor<4xf32>)
  return %1#0 : tensor<2x4x8x8xf32>
}

// In training it depends on the convolution's result; another reader needs that as it is.
// CHECK-LABEL: func.func @stays
// CHECK-COUNT-2: wick.batch_norm
func.func @stays(%x: tensor<2x3x8x8xf32>, %w: tensor<4x3x3x3xf32>, %c: tensor<4xf32>) -> (tensor<2x4x6x6xf32>, tensor<2x4x6x6xf32>, tensor<2x4x6x6xf32>) {
  %0 = wick.conv2d %x, %w : (tensor<2x3x8x8xf32>, tensor<4x3x3x3xf32>) -> tensor<2x4x6x6xf32>
  %1:3 = wick.batch_norm %0, %c, %c, %c, %c {training = true} : (tensor<2x4x6x6xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> (tensor<2x4x6x6xf32>, tensor<4xf32>, tensor<4xf32>)
  %2 = wick.conv2d %x, %w : (tensor<2x3x8x8xf32>, tensor<4x3x3x3xf32>) -> tensor<2x4x6x6xf32>
  %3:3 = wick.batch_norm %2, %c, %c, %c, %c : (tensor<2x4x6x6xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> (tensor<2x4x6x6xf32>, tensor<4xf32>, tensor<4xf32>)
  return %1#0, %2, %3#0 : tensor<2x4x6x6xf32>, tensor<2x4x6x6xf32>, tensor<2x4x6x6xf32>
}
