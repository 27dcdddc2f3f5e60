// A filter over an image of 3x4, and the largest of each 2x2 of what it finds.
func.func @layer(%x: tensor<1x1x3x4xf32>, %w: tensor<1x1x2x2xf32>) -> tensor<1x1x1x1xf32> {
  %0 = wick.conv2d %x, %w : (tensor<1x1x3x4xf32>, tensor<1x1x2x2xf32>) -> tensor<1x1x2x3xf32>
  %1 = wick.max_pool2d %0 {kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>} : (tensor<1x1x2x3xf32>) -> tensor<1x1x1x1xf32>
  return %1 : tensor<1x1x1x1xf32>
}
