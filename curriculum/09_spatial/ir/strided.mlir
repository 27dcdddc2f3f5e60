// The gradient of a 9x9 image: windows of 3x3, two apart, a border of 1.
func.func @f(%g: tensor<1x8x5x5xf32>, %w: tensor<8x1x3x3xf32>) -> tensor<1x1x9x9xf32> {
  %0 = wick.conv2d_input_gradient %g, %w {strides = array<i64: 2, 2>, padding = array<i64: 1, 1>} : (tensor<1x8x5x5xf32>, tensor<8x1x3x3xf32>) -> tensor<1x1x9x9xf32>
  return %0 : tensor<1x1x9x9xf32>
}
