// sigmoid(-40), which is 4.2e-18.
func.func @far_left() -> tensor<f32> {
  %x = wick.constant dense<-40.0> : tensor<f32>
  %0 = wick.sigmoid %x : tensor<f32>
  return %0 : tensor<f32>
}
