// Two gradients, (2, -3) and 6, as parameters of themselves.
func.func @step(%a: tensor<2xf64> {wick.name = "a", wick.role = #wick.role<param>, wick.init = dense<[2.0, -3.0]> : tensor<2xf64>},
                %b: tensor<f64> {wick.name = "b", wick.role = #wick.role<param>, wick.init = dense<6.0> : tensor<f64>})
    -> (tensor<2xf64> {wick.name = "d_a", wick.gradient_of = "a"},
        tensor<f64> {wick.name = "d_b", wick.gradient_of = "b"})
    attributes {wick.entry, wick.clip_norm = 3.5} {
  return %a, %b : tensor<2xf64>, tensor<f64>
}
