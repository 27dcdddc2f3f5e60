// Nine equal elements under four windows of 2x2 that overlap, each with the gradient 1.
func.func @f() -> tensor<1x1x3x3xf32> {
  %x = wick.constant dense<7.0> : tensor<1x1x3x3xf32>
  %g = wick.constant dense<1.0> : tensor<1x1x2x2xf32>
  %0 = wick.max_pool2d_gradient %x, %g {kernel = array<i64: 2, 2>, strides = array<i64: 1, 1>} : (tensor<1x1x3x3xf32>, tensor<1x1x2x2xf32>) -> tensor<1x1x3x3xf32>
  return %0 : tensor<1x1x3x3xf32>
}
