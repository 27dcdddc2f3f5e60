func.func @loss(%logits: tensor<32x10xf32>, %labels: tensor<32xi32>) -> tensor<f32> {
  %loss = wick.cross_entropy %logits, %labels : (tensor<32x10xf32>, tensor<32xi32>) -> tensor<f32>
  return %loss : tensor<f32>
}
