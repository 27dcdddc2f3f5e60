// RUN: wick-opt --wick-assign-backend=policy=onednn "%s" | FileCheck "%s"
// RUN: wick-opt --wick-assign-backend=policy=onednn --wick-assign-backend=policy=onednn "%s" | FileCheck "%s"
// RUN: wick-opt --wick-assign-backend "%s" | FileCheck "%s" --check-prefix=LLVM
// RUN: wick-opt --wick-assign-backend="policy=auto auto-flops=5000" "%s" 2>&1 | FileCheck "%s" --check-prefix=AUTO
// RUN: wick-opt --wick-assign-backend=policy=onednn --wick-layout "%s" 2>/dev/null | FileCheck "%s" --check-prefix=LAYOUT
// RUN: wick-opt --wick-assign-backend="policy=onednn winograd" "%s" | FileCheck "%s" --check-prefix=WINOGRAD
// RUN: not wick-opt --wick-assign-backend=policy=fastest "%s" 2>&1 | FileCheck "%s" --check-prefix=POLICY

// POLICY: error: there is no policy 'fastest'; use llvm, onednn or auto
// LLVM-NOT: wick.library_call

// A param that the entry only reads may be kept in another order; its bias, the activations and one
// sum move into the call, which stands where the last of them stood.
// CHECK-LABEL: func.func @chain
func.func @chain(%x: tensor<3x5xf32> {wick.name = "x", wick.role = #wick.role<input>},
                 %w: tensor<5x7xf32> {wick.name = "w", wick.role = #wick.role<param>},
                 %b: tensor<7xf32> {wick.name = "b", wick.role = #wick.role<param>},
                 %g: tensor<7xf32> {wick.name = "g", wick.role = #wick.role<param>})
    -> (tensor<3x7xf32> {wick.name = "y"}) attributes {wick.entry} {
  // CHECK-NEXT: wick.constant
  // CHECK-NEXT: %[[R:.+]] = wick.sqrt
  // CHECK-NEXT: %[[H:.+]] = wick.library_call matmul %arg0 weight(%arg1) bias(%arg2) addend(%[[R]]) {epilogue = [#wick.epilogue_step<gelu_tanh>, #wick.epilogue_step<addend>, #wick.epilogue_step<relu>], keeps_weight = true}
  %0 = wick.linear %x, %w, %b : (tensor<3x5xf32>, tensor<5x7xf32>, tensor<7xf32>) -> tensor<3x7xf32>
  %1 = wick.gelu %0 {approximate = #wick<gelu_approximation tanh>} : tensor<3x7xf32>
  %r = wick.constant dense<2.0> : tensor<3x7xf32>
  %s = wick.sqrt %r : tensor<3x7xf32>
  %2 = wick.add %1, %s : (tensor<3x7xf32>, tensor<3x7xf32>) -> tensor<3x7xf32>
  %3 = wick.relu %2 : tensor<3x7xf32>
  // CHECK-NEXT: %[[N:.+]] = wick.library_call layer_norm %[[H]] weight(%arg3) bias(%arg2) {epsilon = 1.000000e-03 : f64}
  %4 = wick.layer_norm %3, %g, %b {epsilon = 0.001 : f64} : (tensor<3x7xf32>, tensor<7xf32>, tensor<7xf32>) -> tensor<3x7xf32>
  // CHECK-NEXT: wick.library_call softmax %[[N]] {dim = 1 : i64}
  %5 = wick.softmax %4 {dim = 1} : tensor<3x7xf32>
  return %5 : tensor<3x7xf32>
}

// Without a role, and where the entry updates it, a weight is read where it lies. A value that others
// read is no part of an epilogue; nor is a sum of a value with itself, or of another shape.
// CHECK-LABEL: func.func @apart
// AUTO-LABEL: func.func @apart
func.func @apart(%x: tensor<3x5xf32>, %w: tensor<7x5xf32>, %c: tensor<1x7xf32>)
    -> (tensor<3x7xf32>, tensor<3x7xf32>, tensor<3x7xf32>) {
  // CHECK-NEXT: %[[P:.+]] = wick.library_call matmul %arg0 weight(%arg1) {transpose_weight = true}
  // AUTO-NEXT: wick.matmul
  %0 = wick.matmul %x, %w {transpose_rhs = true} : (tensor<3x5xf32>, tensor<7x5xf32>) -> tensor<3x7xf32>
  // CHECK-NEXT: wick.library_call elementwise %[[P]] {epilogue = [#wick.epilogue_step<sigmoid>]}
  // AUTO-NEXT: wick.sigmoid
  %1 = wick.sigmoid %0 : tensor<3x7xf32>
  // CHECK-NEXT: wick.add %[[P]], %[[P]]
  %2 = wick.add %0, %0 : (tensor<3x7xf32>, tensor<3x7xf32>) -> tensor<3x7xf32>
  // CHECK-NEXT: wick.library_call softmax
  %3 = wick.softmax %2 {dim = 0} : tensor<3x7xf32>
  // CHECK-NEXT: wick.add
  %4 = wick.add %3, %c : (tensor<3x7xf32>, tensor<1x7xf32>) -> tensor<3x7xf32>
  return %1, %2, %4 : tensor<3x7xf32>, tensor<3x7xf32>, tensor<3x7xf32>
}

// CHECK-LABEL: func.func @trained
func.func @trained(%x: tensor<3x5xf32> {wick.name = "x", wick.role = #wick.role<input>},
                   %w: tensor<5x7xf32> {wick.name = "w", wick.role = #wick.role<param>})
    -> (tensor<3x7xf32> {wick.name = "y"}, tensor<5x7xf32> {wick.donates = "w", wick.name = "w"}) attributes {wick.entry} {
  // CHECK-NEXT: wick.library_call matmul %arg0 weight(%arg1) :
  %y = wick.matmul %x, %w : (tensor<3x5xf32>, tensor<5x7xf32>) -> tensor<3x7xf32>
  %v = wick.neg %w : tensor<5x7xf32>
  return %y, %v : tensor<3x7xf32>, tensor<5x7xf32>
}

// A weight that is a constant stays what it is.
// CHECK-LABEL: func.func @frozen
func.func @frozen(%x: tensor<3x5xf32>) -> tensor<3x7xf32> {
  // CHECK: wick.library_call matmul %arg0 weight(%{{.+}}) {keeps_weight = true}
  %w = wick.constant dense<2.0> : tensor<5x7xf32>
  %y = wick.matmul %x, %w : (tensor<3x5xf32>, tensor<5x7xf32>) -> tensor<3x7xf32>
  return %y : tensor<3x7xf32>
}

// A bias that is added apart; batches; a layer on a stack of matrices.
// CHECK-LABEL: func.func @shapes
// AUTO-LABEL: func.func @shapes
func.func @shapes(%x: tensor<2x3x5xf32>, %w: tensor<5x7xf32>, %b: tensor<7xf32>, %q: tensor<2x5x3xf32>, %m: tensor<30x40xf32>, %n: tensor<40x7xf32>)
    -> (tensor<2x3x7xf32>, tensor<2x3x3xf32>, tensor<30x7xf32>) {
  // CHECK-NEXT: %[[X:.+]] = wick.reshape %arg0 : tensor<2x3x5xf32> -> tensor<6x5xf32>
  // CHECK-NEXT: %[[Y:.+]] = wick.library_call matmul %[[X]] weight(%arg1) bias(%arg2) {epilogue = [#wick.epilogue_step<tanh>]} : (tensor<6x5xf32>, tensor<5x7xf32>, tensor<7xf32>) -> tensor<6x7xf32>
  // CHECK-NEXT: wick.reshape %[[Y]] : tensor<6x7xf32> -> tensor<2x3x7xf32>
  // AUTO-NEXT: wick.linear
  %0 = wick.linear %x, %w, %b : (tensor<2x3x5xf32>, tensor<5x7xf32>, tensor<7xf32>) -> tensor<2x3x7xf32>
  %1 = wick.tanh %0 : tensor<2x3x7xf32>
  // CHECK-NEXT: wick.library_call matmul %arg0 weight(%arg3) : (tensor<2x3x5xf32>, tensor<2x5x3xf32>) -> tensor<2x3x3xf32>
  %2 = wick.matmul %x, %q : (tensor<2x3x5xf32>, tensor<2x5x3xf32>) -> tensor<2x3x3xf32>
  // 16800 flops are enough for `auto` here.
  // CHECK-NEXT: wick.library_call matmul %arg4 weight(%arg5) bias(%arg2)
  // AUTO: wick.library_call matmul %arg4 weight(%arg5) bias(%arg2)
  %3 = wick.matmul %m, %n : (tensor<30x40xf32>, tensor<40x7xf32>) -> tensor<30x7xf32>
  %4 = wick.add %3, %b : (tensor<30x7xf32>, tensor<7xf32>) -> tensor<30x7xf32>
  return %1, %2, %4 : tensor<2x3x7xf32>, tensor<2x3x3xf32>, tensor<30x7xf32>
}

// The library has its images with their channels last. Between two of its calls they stay so.
// CHECK-LABEL: func.func @images
// AUTO-LABEL: func.func @images
// LAYOUT-LABEL: func.func @images
// WINOGRAD-LABEL: func.func @images
func.func @images(%x: tensor<2x3x6x6xf32> {wick.name = "x", wick.role = #wick.role<input>},
                  %w: tensor<4x3x3x3xf32> {wick.name = "filters", wick.role = #wick.role<param>},
                  %b: tensor<4xf32> {wick.name = "bias", wick.role = #wick.role<param>},
                  %r: tensor<2x4x6x6xf32> {wick.name = "r", wick.role = #wick.role<input>})
    -> (tensor<2x4x3x3xf32> {wick.name = "y"}) attributes {wick.entry} {
  // CHECK-NEXT: %[[X:.+]] = wick.transpose %arg0 {permutation = array<i64: 0, 2, 3, 1>}
  // CHECK-NEXT: %[[R:.+]] = wick.transpose %arg3 {permutation = array<i64: 0, 2, 3, 1>}
  // CHECK-NEXT: %[[C:.+]] = wick.library_call conv2d %[[X]] weight(%arg1) bias(%arg2) addend(%[[R]]) {epilogue = [#wick.epilogue_step<addend>, #wick.epilogue_step<relu>], keeps_weight = true, padding = array<i64: 1, 1>} : (tensor<2x6x6x3xf32>, tensor<4x3x3x3xf32>, tensor<4xf32>, tensor<2x6x6x4xf32>) -> tensor<2x6x6x4xf32>
  // CHECK-NEXT: %[[F:.+]] = wick.transpose %[[C]] {permutation = array<i64: 0, 3, 1, 2>}
  // AUTO: wick.conv2d
  // WINOGRAD: winograd = true
  %0 = wick.conv2d %x, %w, %b {padding = array<i64: 1, 1>} : (tensor<2x3x6x6xf32>, tensor<4x3x3x3xf32>, tensor<4xf32>) -> tensor<2x4x6x6xf32>
  %1 = wick.add %0, %r : (tensor<2x4x6x6xf32>, tensor<2x4x6x6xf32>) -> tensor<2x4x6x6xf32>
  %2 = wick.relu %1 : tensor<2x4x6x6xf32>
  // CHECK-NEXT: %[[L:.+]] = wick.transpose %[[F]]
  // CHECK-NEXT: %[[P:.+]] = wick.library_call max_pool2d %[[L]] {epilogue = [#wick.epilogue_step<tanh>], kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>} : (tensor<2x6x6x4xf32>) -> tensor<2x3x3x4xf32>
  // CHECK-NEXT: %[[Y:.+]] = wick.transpose %[[P]]
  // LAYOUT: %[[C:.+]] = wick.library_call conv2d
  // LAYOUT-NEXT: %[[P:.+]] = wick.library_call max_pool2d %[[C]]
  // LAYOUT-NEXT: wick.transpose %[[P]]
  %3 = wick.max_pool2d %2 {kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>} : (tensor<2x4x6x6xf32>) -> tensor<2x4x3x3xf32>
  %4 = wick.tanh %3 : tensor<2x4x3x3xf32>
  return %4 : tensor<2x4x3x3xf32>
}

// CHECK-LABEL: func.func @gradients
func.func @gradients(%x: tensor<2x3x6x6xf32>, %w: tensor<4x3x3x3xf32>, %g: tensor<2x4x2x2xf32>)
    -> (tensor<2x3x6x6xf32>, tensor<4x3x3x3xf32>) {
  // CHECK-NEXT: %[[G:.+]] = wick.transpose %arg2
  // CHECK-NEXT: %[[D:.+]] = wick.library_call conv2d_input_gradient %[[G]] weight(%arg1) {strides = array<i64: 2, 2>} : (tensor<2x2x2x4xf32>, tensor<4x3x3x3xf32>) -> tensor<2x6x6x3xf32>
  // CHECK-NEXT: %[[DX:.+]] = wick.transpose %[[D]]
  %0 = wick.conv2d_input_gradient %g, %w {strides = array<i64: 2, 2>} : (tensor<2x4x2x2xf32>, tensor<4x3x3x3xf32>) -> tensor<2x3x6x6xf32>
  // Gradients take in no epilogue.
  // CHECK-NEXT: wick.library_call elementwise %[[DX]] {epilogue = [#wick.epilogue_step<relu>]}
  %1 = wick.relu %0 : tensor<2x3x6x6xf32>
  // CHECK-NEXT: %[[X:.+]] = wick.transpose %arg0
  // CHECK-NEXT: %[[H:.+]] = wick.transpose %arg2
  // CHECK-NEXT: wick.library_call conv2d_weight_gradient %[[X]] weight(%[[H]]) {strides = array<i64: 2, 2>} : (tensor<2x6x6x3xf32>, tensor<2x2x2x4xf32>) -> tensor<4x3x3x3xf32>
  %2 = wick.conv2d_weight_gradient %x, %g {strides = array<i64: 2, 2>} : (tensor<2x3x6x6xf32>, tensor<2x4x2x2xf32>) -> tensor<4x3x3x3xf32>
  return %1, %2 : tensor<2x3x6x6xf32>, tensor<4x3x3x3xf32>
}
