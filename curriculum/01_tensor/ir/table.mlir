// A column plus a row.
func.func @table(%a: tensor<7x1xf32>, %b: tensor<1x5xf32>, %c: tensor<f32>) -> tensor<7x5xf32> {
  %0 = wick.add %a, %b : (tensor<7x1xf32>, tensor<1x5xf32>) -> tensor<7x5xf32>
  %1 = wick.mul %0, %c : (tensor<7x5xf32>, tensor<f32>) -> tensor<7x5xf32>
  return %1 : tensor<7x5xf32>
}
