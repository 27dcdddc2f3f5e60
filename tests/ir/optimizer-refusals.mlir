// What wick-optimizer refuses, in words that say how to go on.
// RUN: wick-opt "%s" -split-input-file -wick-optimizer -verify-diagnostics

// expected-error@+1 {{'func.func' op has the optimizer #wick.sgd<> but no result that is a gradient; run wick-autodiff first}}
func.func @no_gradients(%w: tensor<4xf32> {wick.name = "w", wick.role = #wick.role<param>})
    -> (tensor<4xf32> {wick.name = "y"}) attributes {wick.entry, wick.optimizer = #wick.sgd<>} {
  return %w : tensor<4xf32>
}

// -----

// expected-error@+1 {{'func.func' op has the optimizer "lion", which is unknown; use #wick.sgd, #wick.adam or #wick.adamw}}
func.func @unknown(%w: tensor<4xf32> {wick.name = "w", wick.role = #wick.role<param>})
    -> (tensor<4xf32> {wick.name = "d_w", wick.gradient_of = "w"})
    attributes {wick.entry, wick.optimizer = "lion"} {
  return %w : tensor<4xf32>
}

// -----

// expected-error@+1 {{'func.func' op has an argument 'lr' that is no floating-point hyper; the optimizer needs this name for the learning rate, rename the argument}}
func.func @taken(%w: tensor<4xf32> {wick.name = "w", wick.role = #wick.role<param>},
                 %lr: tensor<f32> {wick.name = "lr", wick.role = #wick.role<input>})
    -> (tensor<4xf32> {wick.name = "d_w", wick.gradient_of = "w"})
    attributes {wick.entry, wick.optimizer = #wick.sgd<>} {
  return %w : tensor<4xf32>
}

// -----

// Two optimizers of one model count their steps in one state.

func.func @generator(%a: tensor<f32> {wick.name = "a", wick.role = #wick.role<param>})
    -> (tensor<f32> {wick.name = "d_a", wick.gradient_of = "a"})
    attributes {wick.entry, wick.optimizer = #wick.adam<>} {
  return %a : tensor<f32>
}
// expected-error@+1 {{'func.func' op trains other parameters than entry 'generator', and both count their steps in the state 'optimizer.step', which belongs to the model: Adam's bias correction would be wrong; train them in two models, or one of them by SGD}}
func.func @critic(%b: tensor<f32> {wick.name = "b", wick.role = #wick.role<param>})
    -> (tensor<f32> {wick.name = "d_b", wick.gradient_of = "b"})
    attributes {wick.entry, wick.optimizer = #wick.adamw<>} {
  return %b : tensor<f32>
}
