// RUN: wick-opt --wick-assign-backend=policy=onednn "%s" | FileCheck "%s"
// RUN: wick-opt --wick-assign-backend=policy=onednn --wick-assign-backend=policy=onednn "%s" | FileCheck "%s"
// RUN: wick-opt --wick-assign-backend "%s" | FileCheck "%s" --check-prefix=LLVM
// RUN: wick-opt --wick-assign-backend="policy=auto auto-flops=5000" "%s" 2>&1 | FileCheck "%s" --check-prefix=AUTO
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
