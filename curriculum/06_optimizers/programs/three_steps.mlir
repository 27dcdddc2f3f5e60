// Three steps of SGD with momentum from w = 0, with the gradient 1 in each.
func.func @f() -> (tensor<f64> {wick.name = "w3"}) attributes {wick.entry} {
  %w = wick.constant dense<0.0> : tensor<f64>
  %v = wick.constant dense<0.0> : tensor<f64>
  %g = wick.constant dense<1.0> : tensor<f64>
  %lr = wick.constant dense<0.1> : tensor<f64>
  %w1, %v1 = wick.momentum_step %w, %g, %v, %lr {momentum = 0.9}
      : (tensor<f64>, tensor<f64>, tensor<f64>, tensor<f64>) -> (tensor<f64>, tensor<f64>)
  %w2, %v2 = wick.momentum_step %w1, %g, %v1, %lr {momentum = 0.9}
      : (tensor<f64>, tensor<f64>, tensor<f64>, tensor<f64>) -> (tensor<f64>, tensor<f64>)
  %w3, %v3 = wick.momentum_step %w2, %g, %v2, %lr {momentum = 0.9}
      : (tensor<f64>, tensor<f64>, tensor<f64>, tensor<f64>) -> (tensor<f64>, tensor<f64>)
  return %w3 : tensor<f64>
}
