// What wick-accumulate-gradients refuses, in words that say how to go on.
// RUN: wick-opt "%s" -split-input-file -wick-accumulate-gradients -verify-diagnostics

// expected-error@+1 {{'func.func' op has a wick.accumulate but no result that is a gradient; run wick-autodiff first}}
func.func @no_gradients(%a: tensor<f32> {wick.name = "a", wick.role = #wick.role<param>})
    -> (tensor<f32> {wick.name = "y"}) attributes {wick.entry, wick.accumulate = 2 : i64} {
  return %a : tensor<f32>
}

// -----

// expected-error@+1 {{'func.func' op has a wick.accumulate that is no number of steps; use 2 : i64 or more}}
func.func @none(%a: tensor<f32> {wick.name = "a", wick.role = #wick.role<param>})
    -> (tensor<f32> {wick.name = "d_a", wick.gradient_of = "a"})
    attributes {wick.entry, wick.accumulate = 0 : i64} {
  return %a : tensor<f32>
}
