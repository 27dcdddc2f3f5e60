// RUN: wick-opt "%s" -split-input-file -wick-optimizer | FileCheck "%s"
// RUN: wick-opt "%s" -split-input-file -wick-optimizer -wick-optimizer -wick-autodiff | FileCheck "%s"

// Effect: the gradient is replaced by the updated parameter. The learning rate is a new hyper, the
// attributes that the pass consumes are gone.

// CHECK-LABEL: func.func @sgd
// CHECK-SAME: (%[[W:.*]]: tensor<4xf32> {wick.name = "w", wick.role = #wick.role<param>}, %[[G:.*]]: tensor<4xf32> {{{.*}}}, %[[LR:.*]]: tensor<f32> {wick.init = dense<1.000000e-01> : tensor<f32>, wick.name = "lr", wick.role = #wick.role<hyper>})
// CHECK-SAME: -> (tensor<4xf32> {wick.donates = "w", wick.name = "w"}) attributes {wick.entry} {
// CHECK-NEXT: %[[W1:.*]] = wick.sgd_step %[[W]], %[[G]], %[[LR]] {weight_decay = 1.000000e-02 : f64}
// CHECK-NEXT: return %[[W1]]
func.func @sgd(%w: tensor<4xf32> {wick.name = "w", wick.role = #wick.role<param>},
               %g: tensor<4xf32> {wick.name = "g", wick.role = #wick.role<input>})
    -> (tensor<4xf32> {wick.name = "d_w", wick.gradient_of = "w"})
    attributes {wick.entry, wick.optimizer = #wick.sgd<weight_decay = 0.01>, wick.learning_rate = 0.1 : f64} {
  return %g : tensor<4xf32>
}

// -----

// The velocity is a state that begins at zero and is updated in place. Other results stay.

// CHECK-LABEL: func.func @momentum
// CHECK-SAME: %[[V:[a-z0-9]*]]: tensor<4xf32> {wick.init = dense<0.000000e+00> : tensor<4xf32>, wick.name = "w.velocity", wick.role = #wick.role<state>})
// CHECK-SAME: -> (tensor<4xf32> {wick.donates = "w", wick.name = "w"}, tensor<f32> {wick.name = "loss"}, tensor<4xf32> {wick.donates = "w.velocity", wick.name = "w.velocity"})
// CHECK-NEXT: %[[W1:.*]], %[[V1:.*]] = wick.momentum_step %{{.*}}, %{{.*}}, %[[V]], %{{.*}} {momentum = 9.000000e-01 : f64}
// CHECK-NEXT: return %[[W1]], %{{.*}}, %[[V1]]
func.func @momentum(%w: tensor<4xf32> {wick.name = "w", wick.role = #wick.role<param>},
                    %g: tensor<4xf32> {wick.name = "g", wick.role = #wick.role<input>},
                    %loss: tensor<f32> {wick.name = "l", wick.role = #wick.role<input>})
    -> (tensor<4xf32> {wick.name = "d_w", wick.gradient_of = "w"}, tensor<f32> {wick.name = "loss"})
    attributes {wick.entry, wick.loss = 1 : i64, wick.optimizer = #wick.sgd<momentum = 0.9>} {
  return %g, %loss : tensor<4xf32>, tensor<f32>
}

// -----

// Adam: one count of steps for all parameters, raised before the updates that read it.

// CHECK-LABEL: func.func @adam
// CHECK-SAME: %[[LR:[a-z0-9]*]]: tensor<f32> {wick.name = "lr", wick.role = #wick.role<hyper>}, %[[T:[a-z0-9]*]]: tensor<i64> {wick.init = dense<0> : tensor<i64>, wick.name = "optimizer.step", wick.role = #wick.role<state>}
// CHECK: %[[ONE:.*]] = wick.constant dense<1> : tensor<i64>
// CHECK-NEXT: %[[T1:.*]] = wick.add %[[T]], %[[ONE]]
// CHECK-NEXT: wick.adam_step %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}, %[[T1]], %[[LR]] {beta2 = 5.000000e-01 : f64}
// CHECK-NEXT: wick.adam_step %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}, %[[T1]], %[[LR]] {beta2 = 5.000000e-01 : f64}
// CHECK-NOT: wick.add
func.func @adam(%a: tensor<4xf32> {wick.name = "a", wick.role = #wick.role<param>},
                %b: tensor<f32> {wick.name = "b", wick.role = #wick.role<param>})
    -> (tensor<4xf32> {wick.name = "d_a", wick.gradient_of = "a"},
        tensor<f32> {wick.name = "d_b", wick.gradient_of = "b"})
    attributes {wick.entry, wick.optimizer = #wick.adam<beta2 = 0.5>} {
  return %a, %b : tensor<4xf32>, tensor<f32>
}

// -----

// AdamW, with the function's own learning rate; a parameter of another type reads it cast.

// CHECK-LABEL: func.func @adamw
// CHECK-SAME: %[[LR:[a-z0-9]*]]: tensor<f32> {wick.name = "lr", wick.role = #wick.role<hyper>},
// CHECK-NOT: wick.name = "lr"
// CHECK: %[[CAST:.*]] = wick.cast %[[LR]] : tensor<f32> -> tensor<f64>
// CHECK: wick.adamw_step {{.*}}, %[[CAST]] {weight_decay = 1.000000e-02 : f64}
func.func @adamw(%a: tensor<4xf64> {wick.name = "a", wick.role = #wick.role<param>},
                 %lr: tensor<f32> {wick.name = "lr", wick.role = #wick.role<hyper>})
    -> (tensor<4xf64> {wick.name = "d_a", wick.gradient_of = "a"})
    attributes {wick.entry, wick.optimizer = #wick.adamw<weight_decay = 0.01>} {
  return %a : tensor<4xf64>
}

// -----

// The gradient of <a, b> is b for a and a for b: both are read before the first is updated.

// CHECK-LABEL: func.func @crossed
// CHECK-SAME: (%[[A:.*]]: tensor<4xf32> {wick.name = "a", {{.*}}}, %[[B:.*]]: tensor<4xf32> {wick.name = "b"
// CHECK-NEXT: %[[DA:.*]] = wick.stop_gradient %[[B]]
// CHECK-NEXT: %[[DB:.*]] = wick.stop_gradient %[[A]]
// CHECK-NEXT: wick.sgd_step %[[A]], %[[DA]]
// CHECK-NEXT: wick.sgd_step %[[B]], %[[DB]]
func.func @crossed(%a: tensor<4xf32> {wick.name = "a", wick.role = #wick.role<param>},
                   %b: tensor<4xf32> {wick.name = "b", wick.role = #wick.role<param>})
    -> (tensor<4xf32> {wick.name = "d_a", wick.gradient_of = "a"},
        tensor<4xf32> {wick.name = "d_b", wick.gradient_of = "b"})
    attributes {wick.entry, wick.optimizer = #wick.sgd<>} {
  return %b, %a : tensor<4xf32>, tensor<4xf32>
}

// -----

// No-op: gradients without an optimizer stay gradients.

// CHECK-LABEL: func.func @gradients
// CHECK-SAME: -> (tensor<4xf32> {wick.gradient_of = "w", wick.name = "d_w"})
// CHECK-NEXT: return
func.func @gradients(%w: tensor<4xf32> {wick.name = "w", wick.role = #wick.role<param>})
    -> (tensor<4xf32> {wick.name = "d_w", wick.gradient_of = "w"}) attributes {wick.entry} {
  return %w : tensor<4xf32>
}
