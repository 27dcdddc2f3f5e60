// wick-bind-destinations gives each result its buffer: the donated argument, or a new one.
//
// RUN: wick-opt "%s" --wick-bind-destinations | FileCheck "%s"
// RUN: wick-opt "%s" --wick-bind-destinations --wick-bind-destinations | FileCheck "%s"

#id = affine_map<(i) -> (i)>
#scalar = affine_map<(i) -> ()>
#reverse = affine_map<(i) -> (7 - i)>

// The update reads its argument through the destination, which no longer is an input; the loss has an argument of
// its own. Only what is written may be written.
// CHECK-LABEL: func.func @step(
// CHECK-SAME: %[[W:[a-z0-9]+]]: tensor<8xf32> {bufferization.writable = true},
// CHECK-SAME: %[[G:[a-z0-9]+]]: tensor<8xf32> {bufferization.writable = false},
// CHECK-SAME: %[[LR:[a-z0-9]+]]: tensor<f32> {bufferization.writable = false},
// CHECK-SAME: %[[OUT:[a-z0-9]+]]: tensor<8xf32> {bufferization.writable = true})
// CHECK-SAME: -> (tensor<8xf32>, tensor<8xf32>) attributes {wick.destinations = array<i64: 0, 3>}
// CHECK: %[[NEW:.+]] = linalg.generic {{.+}} ins(%[[G]], %[[LR]] : tensor<8xf32>, tensor<f32>) outs(%[[W]] : tensor<8xf32>)
// CHECK-NEXT: ^bb0(%[[GI:.+]]: f32, %[[LRI:.+]]: f32, %[[WI:.+]]: f32):
// CHECK-NEXT: %[[STEP:.+]] = arith.mulf %[[GI]], %[[LRI]]
// CHECK-NEXT: arith.subf %[[WI]], %[[STEP]]
// CHECK: %[[COPY:.+]] = linalg.generic {{.+}} outs(%[[OUT]] : tensor<8xf32>)
// CHECK: return %[[NEW]], %[[COPY]]
func.func @step(%w: tensor<8xf32> {wick.name = "w", wick.role = #wick.role<param>},
                %g: tensor<8xf32> {wick.name = "g", wick.role = #wick.role<input>},
                %lr: tensor<f32> {wick.name = "lr", wick.role = #wick.role<hyper>})
    -> (tensor<8xf32> {wick.name = "w", wick.donates = "w"}, tensor<8xf32> {wick.name = "minus_g"}) attributes {wick.entry} {
  %e = tensor.empty() : tensor<8xf32>
  %new = linalg.generic {indexing_maps = [#id, #id, #scalar, #id], iterator_types = ["parallel"]}
      ins(%w, %g, %lr : tensor<8xf32>, tensor<8xf32>, tensor<f32>) outs(%e : tensor<8xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32, %o: f32):
    %0 = arith.mulf %b, %c : f32
    %1 = arith.subf %a, %0 : f32
    linalg.yield %1 : f32
  } -> tensor<8xf32>
  %minus = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%g : tensor<8xf32>) outs(%e : tensor<8xf32>) {
  ^bb0(%a: f32, %o: f32):
    %0 = arith.negf %a : f32
    linalg.yield %0 : f32
  } -> tensor<8xf32>
  return %new, %minus : tensor<8xf32>, tensor<8xf32>
}

// Element i needs the old element 7 - i, which may be overwritten by then: the argument stays an input, and
// bufferization will see the conflict.
// CHECK-LABEL: func.func @reverse(
// CHECK-SAME: %[[W:[a-z0-9]+]]: tensor<8xf32>
// CHECK: linalg.generic {{.+}} ins(%[[W]] : tensor<8xf32>) outs(%[[W]] : tensor<8xf32>)
func.func @reverse(%w: tensor<8xf32> {wick.name = "w", wick.role = #wick.role<param>})
    -> (tensor<8xf32> {wick.name = "w", wick.donates = "w"}) attributes {wick.entry} {
  %e = tensor.empty() : tensor<8xf32>
  %new = linalg.generic {indexing_maps = [#reverse, #id], iterator_types = ["parallel"]}
      ins(%w : tensor<8xf32>) outs(%e : tensor<8xf32>) {
  ^bb0(%a: f32, %o: f32):
    linalg.yield %a : f32
  } -> tensor<8xf32>
  return %new : tensor<8xf32>
}

// Inits are followed back to the uninitialized tensor: the fill starts the sum in place.
// CHECK-LABEL: func.func @sum(
// CHECK-SAME: %[[X:[a-z0-9]+]]: tensor<8xf32> {{.+}}, %[[OUT:[a-z0-9]+]]: tensor<f32>
// CHECK: %[[FILL:.+]] = linalg.fill ins(%{{.+}} : f32) outs(%[[OUT]] : tensor<f32>)
// CHECK: linalg.generic {{.+}} ins(%[[X]] : tensor<8xf32>) outs(%[[FILL]] : tensor<f32>)
func.func @sum(%x: tensor<8xf32> {wick.name = "x", wick.role = #wick.role<input>})
    -> (tensor<f32> {wick.name = "y"}) attributes {wick.entry} {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<f32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<f32>) -> tensor<f32>
  %y = linalg.generic {indexing_maps = [#id, #scalar], iterator_types = ["reduction"]}
      ins(%x : tensor<8xf32>) outs(%f : tensor<f32>) {
  ^bb0(%a: f32, %o: f32):
    %0 = arith.addf %o, %a : f32
    linalg.yield %0 : f32
  } -> tensor<f32>
  return %y : tensor<f32>
}

// A result that no op computes still has an argument: bufferization copies.
// CHECK-LABEL: func.func @identity(
// CHECK-SAME: %[[X:[a-z0-9]+]]: tensor<8xf32> {bufferization.writable = false}, %{{.+}}: tensor<8xf32> {bufferization.writable = true})
// CHECK-SAME: wick.destinations = array<i64: 1>
// CHECK-NEXT: return %[[X]]
func.func @identity(%x: tensor<8xf32> {wick.name = "x", wick.role = #wick.role<input>})
    -> (tensor<8xf32> {wick.name = "y"}) attributes {wick.entry} {
  return %x : tensor<8xf32>
}

// CHECK-LABEL: func.func @no_entry(%{{[a-z0-9]+}}: tensor<8xf32>) -> tensor<8xf32> {
func.func @no_entry(%x: tensor<8xf32>) -> tensor<8xf32> {
  return %x : tensor<8xf32>
}

// What is computed in another shape goes to the argument in that shape, and reads it there.
// CHECK-LABEL: func.func @reshaped(
// CHECK-SAME: %[[M:[a-z0-9]+]]: tensor<2x4xf32>
// CHECK: %[[FLAT:.+]] = tensor.collapse_shape %[[M]] {{\[}}[0, 1]]
// CHECK: %[[NEW:.+]] = linalg.generic {{.+}} outs(%[[FLAT]] : tensor<8xf32>)
// CHECK: tensor.expand_shape %[[NEW]]
func.func @reshaped(%m: tensor<2x4xf32> {wick.name = "m", wick.role = #wick.role<param>})
    -> (tensor<2x4xf32> {wick.name = "m", wick.donates = "m"}) attributes {wick.entry} {
  %e = tensor.empty() : tensor<8xf32>
  %flat = tensor.collapse_shape %m [[0, 1]] : tensor<2x4xf32> into tensor<8xf32>
  %new = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%flat : tensor<8xf32>) outs(%e : tensor<8xf32>) {
  ^bb0(%a: f32, %o: f32):
    %0 = arith.negf %a : f32
    linalg.yield %0 : f32
  } -> tensor<8xf32>
  %y = tensor.expand_shape %new [[0, 1]] output_shape [2, 4] : tensor<8xf32> into tensor<2x4xf32>
  return %y : tensor<2x4xf32>
}
