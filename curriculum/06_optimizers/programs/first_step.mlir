// The first step of Adam from w = 0, with a gradient of 1000.
func.func @f() -> (tensor<f64> {wick.name = "w1"}) attributes {wick.entry} {
  %zero = wick.constant dense<0.0> : tensor<f64>
  %g = wick.constant dense<1000.0> : tensor<f64>
  %t = wick.constant dense<1> : tensor<i64>
  %lr = wick.constant dense<0.1> : tensor<f64>
  %w1, %m1, %v1 = wick.adam_step %zero, %g, %zero, %zero, %t, %lr
      : (tensor<f64>, tensor<f64>, tensor<f64>, tensor<f64>, tensor<i64>, tensor<f64>)
      -> (tensor<f64>, tensor<f64>, tensor<f64>)
  return %w1 : tensor<f64>
}
