// What wick-schedule-learning-rate refuses, in words that say how to go on.
// RUN: wick-opt "%s" -split-input-file -wick-schedule-learning-rate -verify-diagnostics

// expected-error@+1 {{'func.func' op has a wick.schedule but no argument 'lr' to schedule; run wick-optimizer first}}
func.func @no_rate(%w: tensor<f32> {wick.name = "w", wick.role = #wick.role<param>})
    -> (tensor<f32> {wick.name = "y"}) attributes {wick.entry, wick.schedule = {warm_up = 3 : i64}} {
  return %w : tensor<f32>
}

// -----

// expected-error@+1 {{'func.func' op has the wick.schedule {cosine = {minimum = 0.000000e+00 : f64, steps = 0 : i64}}, which is no schedule; use {cosine = {minimum, steps}} or {step = {factor, every}}, with warm_up where wanted, and steps of 1 or more}}
func.func @no_steps(%lr: tensor<f32> {wick.name = "lr", wick.role = #wick.role<hyper>})
    -> (tensor<f32> {wick.name = "y"})
    attributes {wick.entry, wick.schedule = {cosine = {minimum = 0.0 : f64, steps = 0 : i64}}} {
  return %lr : tensor<f32>
}

// -----

// expected-error@+1 {{which is no schedule}}
func.func @both(%lr: tensor<f32> {wick.name = "lr", wick.role = #wick.role<hyper>})
    -> (tensor<f32> {wick.name = "y"})
    attributes {wick.entry, wick.schedule = {cosine = {steps = 5 : i64}, step = {every = 5 : i64}}} {
  return %lr : tensor<f32>
}
