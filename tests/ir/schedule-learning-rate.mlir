// RUN: wick-opt "%s" -split-input-file -wick-schedule-learning-rate | FileCheck "%s"
// RUN: wick-opt "%s" -split-input-file -wick-schedule-learning-rate -wick-schedule-learning-rate | FileCheck "%s"

// Effect: the update reads the scheduled rate, a function of the count that the optimizer raises.

// CHECK-LABEL: func.func @step
// CHECK-SAME: %[[LR:[a-z0-9]*]]: tensor<f32> {wick.name = "lr", {{.*}}}, %[[COUNT:[a-z0-9]*]]: tensor<i64> {wick.name = "optimizer.step", wick.role = #wick.role<state>})
// CHECK-SAME: tensor<f32> {wick.name = "learning_rate"}) attributes {wick.entry} {
// CHECK-NEXT: %[[PEAK:.*]] = wick.cast %[[LR]] : tensor<f32> -> tensor<f64>
// CHECK-NEXT: %[[DONE:.*]] = wick.cast %[[COUNT]] : tensor<i64> -> tensor<f64>
// CHECK-NEXT: %[[EVERY:.*]] = wick.constant dense<3.000000e+01>
// CHECK-NEXT: %[[QUOTIENT:.*]] = wick.div %[[DONE]], %[[EVERY]]
// CHECK-NEXT: %[[WHOLE:.*]] = wick.cast %[[QUOTIENT]] : tensor<f64> -> tensor<i64>
// CHECK-NEXT: %[[DROPS:.*]] = wick.cast %[[WHOLE]] : tensor<i64> -> tensor<f64>
// CHECK-NEXT: %[[LOG:.*]] = wick.constant dense<-2.30{{[0-9]*}}>
// CHECK-NEXT: %[[EXPONENT:.*]] = wick.mul %[[DROPS]], %[[LOG]]
// CHECK-NEXT: %[[POWER:.*]] = wick.exp %[[EXPONENT]]
// CHECK-NEXT: %[[WIDE:.*]] = wick.mul %[[PEAK]], %[[POWER]]
// CHECK-NEXT: %[[RATE:.*]] = wick.cast %[[WIDE]] : tensor<f64> -> tensor<f32>
// CHECK-NEXT: wick.sgd_step %{{.*}}, %{{.*}}, %[[RATE]]
// CHECK: return %{{.*}}, %{{.*}}, %[[RATE]]
func.func @step(%w: tensor<f32> {wick.name = "w", wick.role = #wick.role<param>},
                %lr: tensor<f32> {wick.name = "lr", wick.role = #wick.role<hyper>},
                %count: tensor<i64> {wick.name = "optimizer.step", wick.role = #wick.role<state>})
    -> (tensor<f32> {wick.name = "w", wick.donates = "w"},
        tensor<i64> {wick.name = "optimizer.step", wick.donates = "optimizer.step"})
    attributes {wick.entry, wick.schedule = {step = {every = 30 : i64, factor = 0.1 : f64}}} {
  %new = wick.sgd_step %w, %w, %lr : (tensor<f32>, tensor<f32>, tensor<f32>) -> tensor<f32>
  %one = wick.constant dense<1> : tensor<i64>
  %raised = wick.add %count, %one : (tensor<i64>, tensor<i64>) -> tensor<i64>
  return %new, %raised : tensor<f32>, tensor<i64>
}

// -----

// Where nobody counts, the count is added; a cosine ends at its minimum.

// CHECK-LABEL: func.func @cosine
// CHECK-SAME: %[[COUNT:[a-z0-9]*]]: tensor<i64> {wick.init = dense<0> : tensor<i64>, wick.name = "optimizer.step", wick.role = #wick.role<state>})
// CHECK-SAME: tensor<i64> {wick.donates = "optimizer.step", wick.name = "optimizer.step"}, tensor<f32> {wick.name = "learning_rate"})
// CHECK: wick.minimum
// CHECK: %[[RATE:.*]] = wick.cast %{{.*}} : tensor<f64> -> tensor<f32>
// CHECK-NEXT: wick.sgd_step %{{.*}}, %{{.*}}, %[[RATE]]
// CHECK-NEXT: %[[ONE:.*]] = wick.constant dense<1> : tensor<i64>
// CHECK-NEXT: %[[RAISED:.*]] = wick.add %[[COUNT]], %[[ONE]]
// CHECK-NEXT: return %{{.*}}, %[[RAISED]], %[[RATE]]
func.func @cosine(%w: tensor<f32> {wick.name = "w", wick.role = #wick.role<param>},
                  %lr: tensor<f32> {wick.name = "lr", wick.role = #wick.role<hyper>})
    -> (tensor<f32> {wick.name = "w", wick.donates = "w"})
    attributes {wick.entry, wick.schedule = {cosine = {minimum = 0.0 : f64, steps = 9 : i64}, warm_up = 2 : i64}} {
  %new = wick.sgd_step %w, %w, %lr : (tensor<f32>, tensor<f32>, tensor<f32>) -> tensor<f32>
  return %new : tensor<f32>
}

// -----

// No-op: a rate without a schedule.

// CHECK-LABEL: func.func @constant
// CHECK-SAME: %[[LR:[a-z0-9]*]]: tensor<f32> {wick.name = "lr"
// CHECK-NEXT: wick.sgd_step %{{.*}}, %{{.*}}, %[[LR]]
func.func @constant(%w: tensor<f32> {wick.name = "w", wick.role = #wick.role<param>},
                    %lr: tensor<f32> {wick.name = "lr", wick.role = #wick.role<hyper>})
    -> (tensor<f32> {wick.name = "w", wick.donates = "w"}) attributes {wick.entry} {
  %new = wick.sgd_step %w, %w, %lr : (tensor<f32>, tensor<f32>, tensor<f32>) -> tensor<f32>
  return %new : tensor<f32>
}
