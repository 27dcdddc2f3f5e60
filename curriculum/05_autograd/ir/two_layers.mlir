// Two layers with their biases, on a batch of 32 images of 64 pixels.
func.func @train_step(%x: tensor<32x64xf32> {wick.name = "x", wick.role = #wick.role<input>},
                      %t: tensor<32x10xf32> {wick.name = "t", wick.role = #wick.role<input>},
                      %w1: tensor<64x48xf32> {wick.name = "w1", wick.role = #wick.role<param>},
                      %b1: tensor<48xf32> {wick.name = "b1", wick.role = #wick.role<param>},
                      %w2: tensor<48x10xf32> {wick.name = "w2", wick.role = #wick.role<param>},
                      %b2: tensor<10xf32> {wick.name = "b2", wick.role = #wick.role<param>})
    -> (tensor<f32> {wick.name = "loss"}) attributes {wick.entry, wick.loss = 0} {
  %xw1 = wick.matmul %x, %w1 : (tensor<32x64xf32>, tensor<64x48xf32>) -> tensor<32x48xf32>
  %z1 = wick.add %xw1, %b1 : (tensor<32x48xf32>, tensor<48xf32>) -> tensor<32x48xf32>
  %h = wick.tanh %z1 : tensor<32x48xf32>
  %hw2 = wick.matmul %h, %w2 : (tensor<32x48xf32>, tensor<48x10xf32>) -> tensor<32x10xf32>
  %y = wick.add %hw2, %b2 : (tensor<32x10xf32>, tensor<10xf32>) -> tensor<32x10xf32>
  %loss = wick.mse_loss %y, %t : (tensor<32x10xf32>, tensor<32x10xf32>) -> tensor<f32>
  return %loss : tensor<f32>
}
