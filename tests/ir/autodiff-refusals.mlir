// What wick-autodiff refuses, in words that say how to go on.
// RUN: wick-opt "%s" -split-input-file -wick-autodiff -verify-diagnostics

func.func @no_rule(%w: tensor<f32> {wick.name = "w", wick.role = #wick.role<param>})
    -> (tensor<f32> {wick.name = "loss"}) attributes {wick.entry, wick.loss = 0 : i64} {
  // expected-error@+1 {{'wick.sgd_step' op has no gradient rule, but the loss depends on it; attach a rule in passes/graph/vjp/<Family>.cpp, or put a wick.stop_gradient on its operands}}
  %loss = wick.sgd_step %w, %w, %w : (tensor<f32>, tensor<f32>, tensor<f32>) -> tensor<f32>
  return %loss : tensor<f32>
}

// -----

// expected-error@+1 {{'func.func' op has control flow; wick-autodiff needs a function of one block}}
func.func @control_flow(%w: tensor<f32> {wick.name = "w", wick.role = #wick.role<param>})
    -> (tensor<f32> {wick.name = "loss"}) attributes {wick.entry, wick.loss = 0 : i64} {
  cf.br ^end
^end:
  return %w : tensor<f32>
}
