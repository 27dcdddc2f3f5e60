// RUN: wick-opt "%s" -split-input-file -wick-clip-gradients | FileCheck "%s"
// RUN: wick-opt "%s" -split-input-file -wick-clip-gradients -wick-clip-gradients | FileCheck "%s"

// Effect: one norm over all gradients, one factor for all; results that are no gradients stay.

// CHECK-LABEL: func.func @two
// CHECK-SAME: (%[[A:[a-z0-9]*]]: tensor<4xf32> {{{.*}}}, %[[B:[a-z0-9]*]]: tensor<f32> {{{.*}}}) -> (tensor<f32> {wick.name = "loss"}, tensor<4xf32> {wick.gradient_of = "a", wick.name = "d_a"}, tensor<f32> {wick.gradient_of = "b", wick.name = "d_b"}, tensor<f32> {wick.name = "gradient_norm"}) attributes {wick.entry} {
// CHECK-NEXT: %[[AA:.*]] = wick.mul %[[A]], %[[A]]
// CHECK-NEXT: %[[SA:.*]] = wick.reduce_sum %[[AA]] {dims = array<i64: 0>}
// CHECK-NEXT: %[[BB:.*]] = wick.mul %[[B]], %[[B]]
// CHECK-NEXT: %[[SB:.*]] = wick.reduce_sum %[[BB]] {dims = array<i64>}
// CHECK-NEXT: %[[SUM:.*]] = wick.add %[[SA]], %[[SB]]
// CHECK-NEXT: %[[NORM:.*]] = wick.sqrt %[[SUM]]
// CHECK-NEXT: %[[LARGEST:.*]] = wick.constant dense<5.000000e-01>
// CHECK-NEXT: %[[ABOVE:.*]] = wick.compare gt, %[[NORM]], %[[LARGEST]]
// CHECK-NEXT: %[[EPSILON:.*]] = wick.constant dense<9.99999997E-7>
// CHECK-NEXT: %[[MORE:.*]] = wick.add %[[NORM]], %[[EPSILON]]
// CHECK-NEXT: %[[QUOTIENT:.*]] = wick.div %[[LARGEST]], %[[MORE]]
// CHECK-NEXT: %[[ONE:.*]] = wick.constant dense<1.000000e+00>
// CHECK-NEXT: %[[SCALE:.*]] = wick.select %[[ABOVE]], %[[QUOTIENT]], %[[ONE]]
// CHECK-NEXT: %[[CA:.*]] = wick.mul %[[A]], %[[SCALE]]
// CHECK-NEXT: %[[CB:.*]] = wick.mul %[[B]], %[[SCALE]]
// CHECK-NEXT: return %[[B]], %[[CA]], %[[CB]], %[[NORM]]
func.func @two(%a: tensor<4xf32> {wick.name = "a", wick.role = #wick.role<param>},
               %b: tensor<f32> {wick.name = "b", wick.role = #wick.role<param>})
    -> (tensor<f32> {wick.name = "loss"},
        tensor<4xf32> {wick.name = "d_a", wick.gradient_of = "a"},
        tensor<f32> {wick.name = "d_b", wick.gradient_of = "b"})
    attributes {wick.entry, wick.clip_norm = 0.5 : f64} {
  return %b, %a, %b : tensor<f32>, tensor<4xf32>, tensor<f32>
}

// -----

// The norm of bf16 is computed in f32.

// CHECK-LABEL: func.func @narrow
// CHECK-SAME: (%[[A:.*]]: tensor<4xbf16> {{{.*}}}) -> ({{.*}}, tensor<f32> {wick.name = "gradient_norm"})
// CHECK-NEXT: %[[WIDE:.*]] = wick.cast %[[A]] : tensor<4xbf16> -> tensor<4xf32>
// CHECK-NEXT: wick.mul %[[WIDE]], %[[WIDE]]
// CHECK: %[[SCALE:.*]] = wick.cast %{{.*}} : tensor<f32> -> tensor<bf16>
// CHECK-NEXT: wick.mul %[[A]], %[[SCALE]]
func.func @narrow(%a: tensor<4xbf16> {wick.name = "a", wick.role = #wick.role<param>})
    -> (tensor<4xbf16> {wick.name = "d_a", wick.gradient_of = "a"})
    attributes {wick.entry, wick.clip_norm = 0.5 : f64} {
  return %a : tensor<4xbf16>
}

// -----

// No-op: gradients that nobody wants clipped.

// CHECK-LABEL: func.func @unclipped
// CHECK-NEXT: return
func.func @unclipped(%a: tensor<4xf32> {wick.name = "a", wick.role = #wick.role<param>})
    -> (tensor<4xf32> {wick.name = "d_a", wick.gradient_of = "a"}) attributes {wick.entry} {
  return %a : tensor<4xf32>
}
