// Five relus. Which of them change anything?
func.func @relus(%x: tensor<4xf32>, %y: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) {
  %six = wick.constant dense<6.0> : tensor<f32>
  %0 = wick.relu %x : tensor<4xf32>
  %1 = wick.minimum %0, %six : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  %2 = wick.relu %1 : tensor<4xf32>
  %3 = wick.mul %y, %y : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %4 = wick.relu %3 : tensor<4xf32>
  %5 = wick.mul %x, %y : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %6 = wick.relu %5 : tensor<4xf32>
  %7 = wick.relu %6 : tensor<4xf32>
  return %2, %4, %7 : tensor<4xf32>, tensor<4xf32>, tensor<4xf32>
}
