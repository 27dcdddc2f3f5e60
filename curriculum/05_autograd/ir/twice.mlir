// loss = (w x + w)^2: w is used twice, and so is b.
func.func @train_step(%x: tensor<f32> {wick.name = "x", wick.role = #wick.role<input>},
                      %w: tensor<f32> {wick.name = "w", wick.role = #wick.role<param>})
    -> (tensor<f32> {wick.name = "loss"}) attributes {wick.entry, wick.loss = 0} {
  %a = wick.mul %w, %x : (tensor<f32>, tensor<f32>) -> tensor<f32>
  %b = wick.add %a, %w : (tensor<f32>, tensor<f32>) -> tensor<f32>
  %loss = wick.mul %b, %b : (tensor<f32>, tensor<f32>) -> tensor<f32>
  return %loss : tensor<f32>
}
