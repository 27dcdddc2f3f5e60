// loss = w^3.
func.func @train_step(%w: tensor<f32> {wick.name = "w", wick.role = #wick.role<param>})
    -> (tensor<f32> {wick.name = "loss"}) attributes {wick.entry, wick.loss = 0} {
  %a = wick.mul %w, %w : (tensor<f32>, tensor<f32>) -> tensor<f32>
  %loss = wick.mul %a, %w : (tensor<f32>, tensor<f32>) -> tensor<f32>
  return %loss : tensor<f32>
}
