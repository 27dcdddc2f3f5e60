// A linear layer, trained by Adam.
func.func @train_step(%x: tensor<4x3xf32> {wick.name = "x", wick.role = #wick.role<input>},
                      %y: tensor<4x1xf32> {wick.name = "y", wick.role = #wick.role<input>},
                      %w: tensor<3x1xf32> {wick.name = "w", wick.role = #wick.role<param>},
                      %b: tensor<1xf32> {wick.name = "b", wick.role = #wick.role<param>})
    -> (tensor<f32> {wick.name = "loss"})
    attributes {wick.entry, wick.loss = 0, wick.optimizer = #wick.adam<>, wick.learning_rate = 0.01} {
  %p = wick.linear %x, %w, %b : (tensor<4x3xf32>, tensor<3x1xf32>, tensor<1xf32>) -> tensor<4x1xf32>
  %loss = wick.mse_loss %p, %y : (tensor<4x1xf32>, tensor<4x1xf32>) -> tensor<f32>
  return %loss : tensor<f32>
}
