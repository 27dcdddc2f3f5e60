// RUN: wick-opt "%s" -split-input-file -wick-hold-updates -verify-diagnostics | FileCheck "%s"
// RUN: wick-opt "%s" -split-input-file -wick-hold-updates -wick-hold-updates -verify-diagnostics | FileCheck "%s"

// Effect: what came from gradients and what was added later waits; the model's own update does not.

// CHECK-LABEL: func.func @held
// CHECK-SAME: (%[[W:[a-z0-9]*]]: {{[^}]*}}, wick.role = #wick.role<param>}, %[[C:[a-z0-9]*]]: {{[^}]*}}, wick.role = #wick.role<state>}, %[[GATHERED:[a-z0-9]*]]: {{[^}]*}}, wick.role = #wick.role<state>}, %[[V:[a-z0-9]*]]: {{[^}]*}}, wick.role = #wick.role<state>})
// CHECK-SAME: attributes {wick.entry} {
// CHECK-NEXT: %[[LAST:.*]] = wick.constant dense<1> : tensor<i64>
// CHECK-NEXT: %[[IS_LAST:.*]] = wick.compare eq, %[[GATHERED]], %[[LAST]]
// CHECK-NEXT: %[[NEW_C:.*]] = wick.neg %[[C]]
// CHECK-NEXT: %[[NEW_W:.*]] = wick.neg %[[W]]
// CHECK-NEXT: %[[NEW_V:.*]] = wick.exp %[[V]]
// CHECK-NEXT: %[[HELD_W:.*]] = wick.select %[[IS_LAST]], %[[NEW_W]], %[[W]]
// CHECK-NEXT: %[[HELD_V:.*]] = wick.select %[[IS_LAST]], %[[NEW_V]], %[[V]]
// CHECK-NEXT: return %[[NEW_C]], %[[HELD_W]], %[[HELD_V]], %[[NEW_V]]
func.func @held(%w: tensor<f32> {wick.name = "w", wick.role = #wick.role<param>},
                %c: tensor<f32> {wick.name = "c", wick.role = #wick.role<state>},
                %gathered: tensor<i64> {wick.name = "optimizer.gathered", wick.role = #wick.role<state>},
                %v: tensor<f32> {wick.name = "v", wick.role = #wick.role<state>})
    -> (tensor<f32> {wick.name = "c", wick.donates = "c"},
        tensor<f32> {wick.name = "w", wick.donates = "w"},
        tensor<f32> {wick.name = "v", wick.donates = "v"},
        tensor<f32> {wick.name = "learning_rate"})
    attributes {wick.entry, wick.hold = {every = 2 : i64, from = 2 : i64, gradients = array<i64: 1>}} {
  %c1 = wick.neg %c : tensor<f32>
  %w1 = wick.neg %w : tensor<f32>
  %v1 = wick.exp %v : tensor<f32>
  return %c1, %w1, %v1, %v1 : tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>
}

// -----

// No-op.

// CHECK-LABEL: func.func @free
// CHECK-NEXT: return
func.func @free(%w: tensor<f32> {wick.name = "w", wick.role = #wick.role<param>})
    -> (tensor<f32> {wick.name = "w", wick.donates = "w"}) attributes {wick.entry} {
  return %w : tensor<f32>
}

// -----

// expected-error@+1 {{'func.func' op has a wick.hold that wick-accumulate-gradients did not write; use wick.accumulate}}
func.func @foreign(%w: tensor<f32> {wick.name = "w", wick.role = #wick.role<param>})
    -> (tensor<f32> {wick.name = "w", wick.donates = "w"}) attributes {wick.entry, wick.hold = 2 : i64} {
  return %w : tensor<f32>
}

// -----

// expected-error@+1 {{'func.func' op has updates to hold that are not there yet; run wick-optimizer first}}
func.func @early(%gathered: tensor<i64> {wick.name = "optimizer.gathered", wick.role = #wick.role<state>})
    -> (tensor<i64> {wick.name = "optimizer.gathered", wick.donates = "optimizer.gathered"})
    attributes {wick.entry, wick.optimizer = #wick.sgd<>,
                wick.hold = {every = 2 : i64, from = 1 : i64, gradients = array<i64>}} {
  return %gathered : tensor<i64>
}
