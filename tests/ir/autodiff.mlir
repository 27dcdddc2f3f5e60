// RUN: wick-opt "%s" -split-input-file -wick-autodiff -canonicalize -cse -verify-diagnostics | FileCheck "%s"
// RUN: wick-opt "%s" -split-input-file -wick-autodiff -wick-autodiff -canonicalize -cse -verify-diagnostics | FileCheck "%s"
// RUN: wick-opt "%s" -split-input-file -wick-autodiff -wick-decompose -cse -verify-diagnostics | FileCheck "%s" -check-prefix=SHARED

// Effect: the gradients become results behind the loss. The matrix products absorb transposes, the
// bias is a sum over rows, and no gradient of the input is built.

// CHECK-LABEL: func.func @linear
// CHECK-SAME: (%[[X:.*]]: tensor<4x3xf32> {{.*}}, %[[W:.*]]: tensor<3x2xf32> {{.*}}, %[[B:.*]]: tensor<2xf32> {{.*}}, %[[T:.*]]: tensor<4x2xf32>
// CHECK-SAME: -> (tensor<f32> {wick.name = "loss"}, tensor<3x2xf32> {wick.gradient_of = "w", wick.name = "d_w"}, tensor<2xf32> {wick.gradient_of = "b", wick.name = "d_b"})
// CHECK: %[[Y:.*]] = wick.linear %[[X]], %[[W]], %[[B]]
// CHECK: %[[LOSS:.*]] = wick.mse_loss %[[Y]], %[[T]]
// CHECK: %[[D:.*]] = wick.sub %[[Y]], %[[T]]
// CHECK: %[[G:.*]] = wick.mul %[[D]],
// CHECK: %[[DW:.*]] = wick.matmul %[[X]], %[[G]] {transpose_lhs = true}
// CHECK: %[[DB:.*]] = wick.reduce_sum %[[G]] {dims = array<i64: 0>}
// CHECK-NOT: wick.matmul
// CHECK: return %[[LOSS]], %[[DW]], %[[DB]]
func.func @linear(%x: tensor<4x3xf32> {wick.name = "x", wick.role = #wick.role<input>},
                  %w: tensor<3x2xf32> {wick.name = "w", wick.role = #wick.role<param>},
                  %b: tensor<2xf32> {wick.name = "b", wick.role = #wick.role<param>},
                  %t: tensor<4x2xf32> {wick.name = "t", wick.role = #wick.role<input>})
    -> (tensor<f32> {wick.name = "loss"}) attributes {wick.entry, wick.loss = 0 : i64} {
  %y = wick.linear %x, %w, %b : (tensor<4x3xf32>, tensor<3x2xf32>, tensor<2xf32>) -> tensor<4x2xf32>
  %loss = wick.mse_loss %y, %t : (tensor<4x2xf32>, tensor<4x2xf32>) -> tensor<f32>
  return %loss : tensor<f32>
}

// -----

// Accumulation: w is used twice, its gradients are added.

// CHECK-LABEL: func.func @square(
// CHECK-SAME: %[[W:.*]]: tensor<f32>
// CHECK: %[[LOSS:.*]] = wick.mul %[[W]], %[[W]]
// CHECK-NEXT: %[[D:.*]] = wick.add %[[W]], %[[W]]
// CHECK-NEXT: return %[[LOSS]], %[[D]]
func.func @square(%w: tensor<f32> {wick.name = "w", wick.role = #wick.role<param>})
    -> (tensor<f32> {wick.name = "loss"}) attributes {wick.entry, wick.loss = 0 : i64} {
  %loss = wick.mul %w, %w : (tensor<f32>, tensor<f32>) -> tensor<f32>
  return %loss : tensor<f32>
}

// -----

// No-op: without a loss there is nothing to differentiate.

// CHECK-LABEL: func.func @predict
// CHECK: %[[Y:.*]] = wick.exp
// CHECK-NEXT: return %[[Y]] : tensor<4xf32>
func.func @predict(%w: tensor<4xf32> {wick.name = "w", wick.role = #wick.role<param>})
    -> (tensor<4xf32> {wick.name = "y"}) attributes {wick.entry} {
  %y = wick.exp %w : tensor<4xf32>
  return %y : tensor<4xf32>
}

// -----

// The backward pass draws the dropout mask again and so reads the counter: its update moves behind.

// CHECK-LABEL: func.func @counter
// CHECK: wick.dropout
// CHECK: wick.dropout
// CHECK: %[[NEXT:.*]] = wick.add %{{.*}}, %{{.*}} : (tensor<i64>, tensor<i64>)
// CHECK-NEXT: return %{{.*}}, %[[NEXT]], %{{.*}}
func.func @counter(%w: tensor<4xf32> {wick.name = "w", wick.role = #wick.role<param>},
                   %seed: tensor<i64> {wick.name = "rng.seed", wick.role = #wick.role<hyper>},
                   %counter: tensor<i64> {wick.name = "rng.counter", wick.role = #wick.role<state>})
    -> (tensor<f32> {wick.name = "loss"},
        tensor<i64> {wick.name = "rng.counter", wick.donates = "rng.counter"})
    attributes {wick.entry, wick.loss = 0 : i64} {
  %y = wick.dropout %w, %seed, %counter {rate = 0.5} : (tensor<4xf32>, tensor<i64>, tensor<i64>) -> tensor<4xf32>
  %one = wick.constant dense<1> : tensor<i64>
  %next = wick.add %counter, %one : (tensor<i64>, tensor<i64>) -> tensor<i64>
  %loss = wick.reduce_sum %y {dims = array<i64: 0>} : (tensor<4xf32>) -> tensor<f32>
  return %loss, %next : tensor<f32>, tensor<i64>
}

// -----

// A parameter that the loss does not depend on, or only behind a stop_gradient, has gradient zero.

// CHECK-LABEL: func.func @unused
// CHECK: %[[ZERO:.*]] = wick.constant dense<0.000000e+00> : tensor<2x3xf32>
// CHECK: return %{{.*}}, %[[ZERO]], %[[ZERO]]
func.func @unused(
    // expected-warning@+1 {{the loss of 'unused' does not depend on 'a'; its gradient is zero}}
    %a: tensor<2x3xf32> {wick.name = "a", wick.role = #wick.role<param>},
    // expected-warning@+1 {{the loss of 'unused' does not depend on 'b'; its gradient is zero}}
    %b: tensor<2x3xf32> {wick.name = "b", wick.role = #wick.role<param>})
    -> (tensor<f32> {wick.name = "loss"}) attributes {wick.entry, wick.loss = 0 : i64} {
  %unused = wick.exp %a : tensor<2x3xf32>
  %stopped = wick.stop_gradient %b : tensor<2x3xf32>
  %loss = wick.reduce_sum %stopped {dims = array<i64: 0, 1>} : (tensor<2x3xf32>) -> tensor<f32>
  return %loss : tensor<f32>
}

// -----

// An op without a rule behind a stop_gradient is no obstacle.

// CHECK-LABEL: func.func @stopped_before_an_op_without_rule
func.func @stopped_before_an_op_without_rule(
    %w: tensor<f32> {wick.name = "w", wick.role = #wick.role<param>})
    -> (tensor<f32> {wick.name = "loss"}) attributes {wick.entry, wick.loss = 0 : i64} {
  %stopped = wick.stop_gradient %w : tensor<f32>
  %new = wick.sgd_step %stopped, %stopped, %stopped : (tensor<f32>, tensor<f32>, tensor<f32>) -> tensor<f32>
  %loss = wick.mul %w, %new : (tensor<f32>, tensor<f32>) -> tensor<f32>
  return %loss : tensor<f32>
}

// -----

// The backward pass of a normalization needs mean and deviation of each row: those of the forward
// pass, once it is decomposed.

// SHARED-LABEL: func.func @layer_norm
// SHARED-COUNT-1: wick.rsqrt
// SHARED-NOT: wick.rsqrt
func.func @layer_norm(%x: tensor<3x4xf32> {wick.name = "x", wick.role = #wick.role<param>},
                      %g: tensor<4xf32> {wick.name = "g", wick.role = #wick.role<param>},
                      %b: tensor<4xf32> {wick.name = "b", wick.role = #wick.role<param>},
                      %t: tensor<3x4xf32> {wick.name = "t", wick.role = #wick.role<input>})
    -> (tensor<f32> {wick.name = "loss"}) attributes {wick.entry, wick.loss = 0 : i64} {
  %y = wick.layer_norm %x, %g, %b : (tensor<3x4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<3x4xf32>
  %loss = wick.mse_loss %y, %t : (tensor<3x4xf32>, tensor<3x4xf32>) -> tensor<f32>
  return %loss : tensor<f32>
}
