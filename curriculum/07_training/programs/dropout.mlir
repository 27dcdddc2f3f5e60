// A training step with dropout, momentum and a schedule.
func.func @train_step(%x: tensor<4x3xf32> {wick.name = "x", wick.role = #wick.role<input>},
                      %w: tensor<3x1xf32> {wick.name = "w", wick.role = #wick.role<param>},
                      %seed: tensor<i64> {wick.name = "rng.seed", wick.role = #wick.role<hyper>},
                      %counter: tensor<i64> {wick.name = "rng.counter", wick.role = #wick.role<state>})
    -> (tensor<f32> {wick.name = "loss"},
        tensor<i64> {wick.name = "rng.counter", wick.donates = "rng.counter"})
    attributes {wick.entry, wick.loss = 0, wick.optimizer = #wick.sgd<momentum = 0.9>,
                wick.learning_rate = 0.1, wick.schedule = {cosine = {steps = 100}}} {
  %d = wick.dropout %x, %seed, %counter {rate = 0.5, stream = 0}
      : (tensor<4x3xf32>, tensor<i64>, tensor<i64>) -> tensor<4x3xf32>
  %y = wick.matmul %d, %w : (tensor<4x3xf32>, tensor<3x1xf32>) -> tensor<4x1xf32>
  %loss = wick.reduce_mean %y {dims = array<i64: 0, 1>} : (tensor<4x1xf32>) -> tensor<f32>
  %one = wick.constant dense<1> : tensor<i64>
  %next = wick.add %counter, %one : (tensor<i64>, tensor<i64>) -> tensor<i64>
  return %loss, %next : tensor<f32>, tensor<i64>
}
