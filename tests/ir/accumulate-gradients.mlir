// RUN: wick-opt "%s" -split-input-file -wick-accumulate-gradients | FileCheck "%s"
// RUN: wick-opt "%s" -split-input-file -wick-accumulate-gradients -wick-accumulate-gradients | FileCheck "%s"

// Effect: the gradient is the mean of what is gathered; in the last step the sum begins anew.

// CHECK-LABEL: func.func @one
// CHECK-SAME: (%[[A:[a-z0-9]*]]: tensor<4xf32> {{{.*}}}, %[[GATHERED:[a-z0-9]*]]: tensor<i64> {wick.init = dense<0> : tensor<i64>, wick.name = "optimizer.gathered", wick.role = #wick.role<state>}, %[[BEFORE:[a-z0-9]*]]: tensor<4xf32> {wick.init = dense<0.000000e+00> : tensor<4xf32>, wick.name = "a.gradient", wick.role = #wick.role<state>}) -> (tensor<4xf32> {wick.gradient_of = "a", wick.name = "d_a"}, tensor<4xf32> {wick.donates = "a.gradient", wick.name = "a.gradient"}, tensor<i64> {wick.donates = "optimizer.gathered", wick.name = "optimizer.gathered"}) attributes {wick.entry, wick.hold = {every = 4 : i64, from = 3 : i64, gradients = array<i64: 0>}} {
// CHECK-NEXT: %[[LAST:.*]] = wick.constant dense<3> : tensor<i64>
// CHECK-NEXT: %[[IS_LAST:.*]] = wick.compare eq, %[[GATHERED]], %[[LAST]]
// CHECK-NEXT: %[[SUM:.*]] = wick.add %[[BEFORE]], %[[A]]
// CHECK-NEXT: %[[QUARTER:.*]] = wick.constant dense<2.500000e-01>
// CHECK-NEXT: %[[MEAN:.*]] = wick.mul %[[SUM]], %[[QUARTER]]
// CHECK-NEXT: %[[ZERO:.*]] = wick.constant dense<0.000000e+00>
// CHECK-NEXT: %[[KEPT:.*]] = wick.select %[[IS_LAST]], %[[ZERO]], %[[SUM]]
// CHECK: %[[NEXT:.*]] = wick.select %[[IS_LAST]]
// CHECK-NEXT: return %[[MEAN]], %[[KEPT]], %[[NEXT]]
func.func @one(%a: tensor<4xf32> {wick.name = "a", wick.role = #wick.role<param>})
    -> (tensor<4xf32> {wick.name = "d_a", wick.gradient_of = "a"})
    attributes {wick.entry, wick.accumulate = 4 : i64} {
  return %a : tensor<4xf32>
}

// -----

// What is gathered of bf16 is kept in f32.

// CHECK-LABEL: func.func @narrow
// CHECK-SAME: %[[A:[a-z0-9]*]]: tensor<4xbf16> {{.*}}, %[[BEFORE:[a-z0-9]*]]: tensor<4xf32> {{[^}]*}}wick.name = "a.gradient"
// CHECK: %[[WIDE:.*]] = wick.cast %[[A]] : tensor<4xbf16> -> tensor<4xf32>
// CHECK-NEXT: wick.add %[[BEFORE]], %[[WIDE]]
// CHECK: wick.cast %{{.*}} : tensor<4xf32> -> tensor<4xbf16>
func.func @narrow(%a: tensor<4xbf16> {wick.name = "a", wick.role = #wick.role<param>})
    -> (tensor<4xbf16> {wick.name = "d_a", wick.gradient_of = "a"})
    attributes {wick.entry, wick.accumulate = 2 : i64} {
  return %a : tensor<4xbf16>
}

// -----

// No-op: each step makes its own update.

// CHECK-LABEL: func.func @alone
// CHECK-SAME: attributes {wick.entry} {
// CHECK-NEXT: return
func.func @alone(%a: tensor<4xf32> {wick.name = "a", wick.role = #wick.role<param>})
    -> (tensor<4xf32> {wick.name = "d_a", wick.gradient_of = "a"})
    attributes {wick.entry, wick.accumulate = 1 : i64} {
  return %a : tensor<4xf32>
}
