// How many taps of 64 windows of 3x3 lie on an image of 8x8: ones under ones, added up.
func.func @f() -> tensor<f32> {
  %x = wick.constant dense<1.0> : tensor<1x1x8x8xf32>
  %w = wick.constant dense<1.0> : tensor<1x1x3x3xf32>
  %0 = wick.conv2d %x, %w {padding = array<i64: 1, 1>} : (tensor<1x1x8x8xf32>, tensor<1x1x3x3xf32>) -> tensor<1x1x8x8xf32>
  %1 = wick.reduce_sum %0 {dims = array<i64: 0, 1, 2, 3>} : (tensor<1x1x8x8xf32>) -> tensor<f32>
  return %1 : tensor<f32>
}
