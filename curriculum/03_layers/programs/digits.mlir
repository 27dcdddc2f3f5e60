func.func @predict(%image: tensor<1x64xf32> {wick.name = "image", wick.role = #wick.role<input>},
                   %w1: tensor<64x32xf32> {wick.name = "hidden.weight", wick.role = #wick.role<param>},
                   %b1: tensor<32xf32> {wick.name = "hidden.bias", wick.role = #wick.role<param>},
                   %w2: tensor<32x10xf32> {wick.name = "head.weight", wick.role = #wick.role<param>},
                   %b2: tensor<10xf32> {wick.name = "head.bias", wick.role = #wick.role<param>})
    -> (tensor<1x10xf32> {wick.name = "logits"}) attributes {wick.entry} {
  %0 = wick.linear %image, %w1, %b1 : (tensor<1x64xf32>, tensor<64x32xf32>, tensor<32xf32>) -> tensor<1x32xf32>
  %1 = wick.relu %0 : tensor<1x32xf32>
  %2 = wick.linear %1, %w2, %b2 : (tensor<1x32xf32>, tensor<32x10xf32>, tensor<10xf32>) -> tensor<1x10xf32>
  return %2 : tensor<1x10xf32>
}
