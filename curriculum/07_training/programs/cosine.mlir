// Half of a cosine of ten steps is over: w goes down by the rate of step 6.
func.func @step(%w: tensor<f64> {wick.name = "w", wick.role = #wick.role<param>, wick.init = dense<0.0> : tensor<f64>},
                %lr: tensor<f64> {wick.name = "lr", wick.role = #wick.role<hyper>, wick.init = dense<0.1> : tensor<f64>},
                %count: tensor<i64> {wick.name = "optimizer.step", wick.role = #wick.role<state>, wick.init = dense<5> : tensor<i64>})
    -> (tensor<f64> {wick.name = "w", wick.donates = "w"},
        tensor<i64> {wick.name = "optimizer.step", wick.donates = "optimizer.step"})
    attributes {wick.entry, wick.schedule = {cosine = {minimum = 0.02, steps = 10}}} {
  %g = wick.constant dense<1.0> : tensor<f64>
  %new = wick.sgd_step %w, %g, %lr : (tensor<f64>, tensor<f64>, tensor<f64>) -> tensor<f64>
  %one = wick.constant dense<1> : tensor<i64>
  %next = wick.add %count, %one : (tensor<i64>, tensor<i64>) -> tensor<i64>
  return %new, %next : tensor<f64>, tensor<i64>
}
