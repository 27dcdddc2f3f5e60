// One parameter whose gradient is an input.
func.func @step(%w: tensor<2xf32> {wick.name = "w", wick.role = #wick.role<param>},
                %g: tensor<2xf32> {wick.name = "g", wick.role = #wick.role<input>})
    -> (tensor<2xf32> {wick.name = "d_w", wick.gradient_of = "w"})
    attributes {wick.entry, wick.optimizer = #wick.sgd<momentum = 0.9>, wick.learning_rate = 0.1} {
  return %g : tensor<2xf32>
}
