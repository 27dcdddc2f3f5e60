func.func @loss() -> (tensor<f32> {wick.name = "loss"}) attributes {wick.entry} {
  %x = wick.constant dense<0.5> : tensor<4x10xf32>
  %labels = wick.constant dense<[3, 1, 4, 1]> : tensor<4xi32>
  %loss = wick.cross_entropy %x, %labels : (tensor<4x10xf32>, tensor<4xi32>) -> tensor<f32>
  return %loss : tensor<f32>
}
