// Three rows of two numbers, times a matrix, plus a bias.
func.func @layer(%x: tensor<3x2xf32>, %w: tensor<2x4xf32>, %b: tensor<4xf32>) -> tensor<3x4xf32> {
  %0 = wick.matmul %x, %w : (tensor<3x2xf32>, tensor<2x4xf32>) -> tensor<3x4xf32>
  %1 = wick.add %0, %b : (tensor<3x4xf32>, tensor<4xf32>) -> tensor<3x4xf32>
  return %1 : tensor<3x4xf32>
}
