func.func @gelu(%x: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>) {
  %0 = wick.gelu %x : tensor<4xf32>
  %1 = wick.gelu %x {approximate = #wick<gelu_approximation tanh>} : tensor<4xf32>
  return %0, %1 : tensor<4xf32>, tensor<4xf32>
}
