// What wick-clip-gradients refuses, in words that say how to go on.
// RUN: wick-opt "%s" -split-input-file -wick-clip-gradients -verify-diagnostics

// expected-error@+1 {{'func.func' op has a wick.clip_norm but no result that is a gradient; run wick-autodiff first}}
func.func @no_gradients(%a: tensor<f32> {wick.name = "a", wick.role = #wick.role<param>})
    -> (tensor<f32> {wick.name = "y"}) attributes {wick.entry, wick.clip_norm = 1.0 : f64} {
  return %a : tensor<f32>
}

// -----

// expected-error@+1 {{'func.func' op has a wick.clip_norm that is no positive number; use 1.0 : f64}}
func.func @negative(%a: tensor<f32> {wick.name = "a", wick.role = #wick.role<param>})
    -> (tensor<f32> {wick.name = "d_a", wick.gradient_of = "a"})
    attributes {wick.entry, wick.clip_norm = -1.0 : f64} {
  return %a : tensor<f32>
}

// -----

// expected-error@+1 {{'func.func' op has a result 'gradient_norm', which is the name of the norm before clipping; rename it}}
func.func @taken(%a: tensor<f32> {wick.name = "a", wick.role = #wick.role<param>})
    -> (tensor<f32> {wick.name = "d_a", wick.gradient_of = "a"}, tensor<f32> {wick.name = "gradient_norm"})
    attributes {wick.entry, wick.clip_norm = 1.0 : f64} {
  return %a, %a : tensor<f32>, tensor<f32>
}
