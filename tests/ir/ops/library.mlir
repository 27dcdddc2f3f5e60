// Calls of a library: round trip through text and bytecode, then one refusal per constraint.
//
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics | wick-opt | FileCheck "%s"
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics | wick-opt --emit-bytecode | wick-opt | FileCheck "%s"

// CHECK-LABEL: func.func @library
func.func @library(%x: tensor<3x4xf32>, %w: tensor<4x2xf32>, %b: tensor<2xf32>, %r: tensor<3x2xf32>,
                   %s: tensor<4xf32>, %q: tensor<5x4x3xf32>, %k: tensor<5x2x4xf32>,
                   %i: tensor<2x5x4x3xf32>, %f: tensor<2x3x3x3xf32>, %g: tensor<2x3x4x2xf32>) {
  // CHECK: wick.library_call matmul %{{.+}} weight(%{{.+}}) bias(%{{.+}}) addend(%{{.+}}) into(%{{.+}}) {epilogue = [#wick.epilogue_step<addend>, #wick.epilogue_step<relu>], keeps_weight = true} : (tensor<3x4xf32>, tensor<4x2xf32>, tensor<2xf32>, tensor<3x2xf32>, tensor<3x2xf32>) -> tensor<3x2xf32>
  %0 = wick.library_call matmul %x weight(%w) bias(%b) addend(%r) into(%r) {epilogue = [#wick.epilogue_step<addend>, #wick.epilogue_step<relu>], keeps_weight = true} : (tensor<3x4xf32>, tensor<4x2xf32>, tensor<2xf32>, tensor<3x2xf32>, tensor<3x2xf32>) -> tensor<3x2xf32>
  // CHECK: wick.library_call matmul %{{.+}} weight(%{{.+}}) {transpose_input = true, transpose_weight = true} : (tensor<5x4x3xf32>, tensor<5x2x4xf32>) -> tensor<5x3x2xf32>
  %1 = wick.library_call matmul %q weight(%k) {transpose_input = true, transpose_weight = true} : (tensor<5x4x3xf32>, tensor<5x2x4xf32>) -> tensor<5x3x2xf32>
  // CHECK: wick.library_call softmax %{{.+}} {dim = 1 : i64} : (tensor<3x4xf32>) -> tensor<3x4xf32>
  %2 = wick.library_call softmax %x {dim = 1} : (tensor<3x4xf32>) -> tensor<3x4xf32>
  // CHECK: wick.library_call layer_norm %{{.+}} weight(%{{.+}}) bias(%{{.+}}) {epsilon = 1.000000e-03 : f64} : (tensor<3x4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<3x4xf32>
  %3 = wick.library_call layer_norm %x weight(%s) bias(%s) {epsilon = 1.0e-3} : (tensor<3x4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<3x4xf32>
  // CHECK: wick.library_call elementwise %{{.+}} {epilogue = [#wick.epilogue_step<tanh>]} : (tensor<3x4xf32>) -> tensor<3x4xf32>
  %4 = wick.library_call elementwise %x {epilogue = [#wick.epilogue_step<tanh>]} : (tensor<3x4xf32>) -> tensor<3x4xf32>
  // CHECK: wick.library_call conv2d %{{.+}} weight(%{{.+}}) bias(%{{.+}}) {padding = array<i64: 1, 1>, scratch_bytes = 64 : i64, strides = array<i64: 2, 1>, winograd = true} : (tensor<2x5x4x3xf32>, tensor<2x3x3x3xf32>, tensor<2xf32>) -> tensor<2x3x4x2xf32>
  %5 = wick.library_call conv2d %i weight(%f) bias(%b) {strides = array<i64: 2, 1>, padding = array<i64: 1, 1>, winograd = true, scratch_bytes = 64} : (tensor<2x5x4x3xf32>, tensor<2x3x3x3xf32>, tensor<2xf32>) -> tensor<2x3x4x2xf32>
  // CHECK: wick.library_call conv2d_input_gradient %{{.+}} weight(%{{.+}}) {padding = array<i64: 1, 1>, strides = array<i64: 2, 1>} : (tensor<2x3x4x2xf32>, tensor<2x3x3x3xf32>) -> tensor<2x5x4x3xf32>
  %6 = wick.library_call conv2d_input_gradient %g weight(%f) {strides = array<i64: 2, 1>, padding = array<i64: 1, 1>} : (tensor<2x3x4x2xf32>, tensor<2x3x3x3xf32>) -> tensor<2x5x4x3xf32>
  // CHECK: wick.library_call conv2d_weight_gradient %{{.+}} weight(%{{.+}}) {padding = array<i64: 1, 1>, strides = array<i64: 2, 1>} : (tensor<2x5x4x3xf32>, tensor<2x3x4x2xf32>) -> tensor<2x3x3x3xf32>
  %7 = wick.library_call conv2d_weight_gradient %i weight(%g) {strides = array<i64: 2, 1>, padding = array<i64: 1, 1>} : (tensor<2x5x4x3xf32>, tensor<2x3x4x2xf32>) -> tensor<2x3x3x3xf32>
  // CHECK: wick.library_call max_pool2d %{{.+}} {kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>} : (tensor<2x5x4x3xf32>) -> tensor<2x2x2x3xf32>
  %8 = wick.library_call max_pool2d %i {kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>} : (tensor<2x5x4x3xf32>) -> tensor<2x2x2x3xf32>
  // CHECK: wick.library_call avg_pool2d %{{.+}} {kernel = array<i64: 5, 4>} : (tensor<2x5x4x3xf32>) -> tensor<2x1x1x3xf32>
  %9 = wick.library_call avg_pool2d %i {kernel = array<i64: 5, 4>} : (tensor<2x5x4x3xf32>) -> tensor<2x1x1x3xf32>
  return
}

// -----

// wick.library_call I1: f32.
func.func @library_call_i1(%x: tensor<3xf64>) {
  // expected-error@+1 {{'wick.library_call' op operand #0 must be statically shaped tensor of f32}}
  wick.library_call softmax %x : (tensor<3xf64>) -> tensor<3xf64>
  return
}

// -----

// wick.library_call C1: a product needs a second factor.
func.func @library_call_c1(%x: tensor<3x4xf32>) {
  // expected-error@+1 {{'wick.library_call' op C1: a matmul or conv2d has a weight and may have a bias, a layer_norm has both, a gradient has a weight, other functions have neither}}
  wick.library_call matmul %x : (tensor<3x4xf32>) -> tensor<3x4xf32>
  return
}

// -----

// wick.library_call C1: a layer_norm needs its shift.
func.func @library_call_c1_2(%x: tensor<3x4xf32>, %s: tensor<4xf32>) {
  // expected-error@+1 {{'wick.library_call' op C1: }}
  wick.library_call layer_norm %x weight(%s) : (tensor<3x4xf32>, tensor<4xf32>) -> tensor<3x4xf32>
  return
}

// -----

// wick.library_call C1: a softmax has no weight.
func.func @library_call_c1_3(%x: tensor<3x4xf32>, %s: tensor<4xf32>) {
  // expected-error@+1 {{'wick.library_call' op C1: }}
  wick.library_call softmax %x bias(%s) : (tensor<3x4xf32>, tensor<4xf32>) -> tensor<3x4xf32>
  return
}

// -----

// wick.library_call C2: batches do not broadcast.
func.func @library_call_c2(%x: tensor<5x3x4xf32>, %w: tensor<4x2xf32>) {
  // expected-error@+1 {{'wick.library_call' op C2: input 5x3x4 and weight 4x2 need one rank, 2 or more, and the same batch dimensions}}
  wick.library_call matmul %x weight(%w) : (tensor<5x3x4xf32>, tensor<4x2xf32>) -> tensor<5x3x2xf32>
  return
}

// -----

// wick.library_call C2: the sizes of k agree.
func.func @library_call_c2_2(%x: tensor<3x4xf32>, %w: tensor<5x2xf32>) {
  // expected-error@+1 {{'wick.library_call' op C2: input 3x4 has inner size 4 but weight 5x2 has 5}}
  wick.library_call matmul %x weight(%w) : (tensor<3x4xf32>, tensor<5x2xf32>) -> tensor<3x2xf32>
  return
}

// -----

// wick.library_call C2: the dimension of a softmax exists.
func.func @library_call_c2_3(%x: tensor<3x4xf32>) {
  // expected-error@+1 {{'wick.library_call' op C2: dim 2 is not in [0, 2)}}
  wick.library_call softmax %x {dim = 2} : (tensor<3x4xf32>) -> tensor<3x4xf32>
  return
}

// -----

// wick.library_call C3: a bias has one element a column.
func.func @library_call_c3(%x: tensor<3x4xf32>, %w: tensor<4x2xf32>, %b: tensor<3xf32>) {
  // expected-error@+1 {{'wick.library_call' op C3: bias is 3 but the rows of the output have 2 elements}}
  wick.library_call matmul %x weight(%w) bias(%b) : (tensor<3x4xf32>, tensor<4x2xf32>, tensor<3xf32>) -> tensor<3x2xf32>
  return
}

// -----

// wick.library_call C3: so has the scale of a layer_norm.
func.func @library_call_c3_2(%x: tensor<3x4xf32>, %s: tensor<3xf32>, %b: tensor<4xf32>) {
  // expected-error@+1 {{'wick.library_call' op C3: weight is 3 but the rows of the output have 4 elements}}
  wick.library_call layer_norm %x weight(%s) bias(%b) : (tensor<3x4xf32>, tensor<3xf32>, tensor<4xf32>) -> tensor<3x4xf32>
  return
}

// -----

// wick.library_call C4: what is added is given.
func.func @library_call_c4(%x: tensor<3x4xf32>) {
  // expected-error@+1 {{'wick.library_call' op C4: an addend is there exactly when the epilogue has one step addend}}
  wick.library_call elementwise %x {epilogue = [#wick.epilogue_step<relu>, #wick.epilogue_step<addend>]} : (tensor<3x4xf32>) -> tensor<3x4xf32>
  return
}

// -----

// wick.library_call C4: what is given is added.
func.func @library_call_c4_2(%x: tensor<3x4xf32>) {
  // expected-error@+1 {{'wick.library_call' op C4: an addend is there exactly when the epilogue has one step addend}}
  wick.library_call elementwise %x addend(%x) {epilogue = [#wick.epilogue_step<relu>]} : (tensor<3x4xf32>, tensor<3x4xf32>) -> tensor<3x4xf32>
  return
}

// -----

// wick.library_call C4: an elementwise call computes something.
func.func @library_call_c4_3(%x: tensor<3x4xf32>) {
  // expected-error@+1 {{'wick.library_call' op C4: an elementwise call has an epilogue, and begins with a function}}
  wick.library_call elementwise %x : (tensor<3x4xf32>) -> tensor<3x4xf32>
  return
}

// -----

// wick.library_call C4: oneDNN has no epilogues of gradients.
func.func @library_call_c4_4(%g: tensor<1x2x2x2xf32>, %f: tensor<2x3x1x1xf32>) {
  // expected-error@+1 {{'wick.library_call' op C4: a gradient has no epilogue}}
  wick.library_call conv2d_input_gradient %g weight(%f) {epilogue = [#wick.epilogue_step<relu>]} : (tensor<1x2x2x2xf32>, tensor<2x3x1x1xf32>) -> tensor<1x2x2x3xf32>
  return
}

// -----

// wick.library_call C5: the output has the product's shape.
func.func @library_call_c5(%x: tensor<3x4xf32>, %w: tensor<4x2xf32>) {
  // expected-error@+1 {{'wick.library_call' op C5: output, addend and into need the type 'tensor<3x2xf32>', got 'tensor<2x3xf32>'}}
  wick.library_call matmul %x weight(%w) : (tensor<3x4xf32>, tensor<4x2xf32>) -> tensor<2x3xf32>
  return
}

// -----

// wick.library_call C5: so has the tensor that takes it.
func.func @library_call_c5_2(%x: tensor<3x4xf32>) {
  %r = wick.constant dense<0.0> : tensor<4xf32>
  // expected-error@+1 {{'wick.library_call' op C5: output, addend and into need the type 'tensor<3x4xf32>', got 'tensor<4xf32>'}}
  wick.library_call softmax %x into(%r) : (tensor<3x4xf32>, tensor<4xf32>) -> tensor<3x4xf32>
  return
}

// -----

// wick.library_call C6: images have four dimensions.
func.func @library_call_c6(%x: tensor<5x4x3xf32>) {
  // expected-error@+1 {{'wick.library_call' op C6: windows do not fit: image 5x4x3, windowed 5x4x3; each needs rank 4}}
  wick.library_call max_pool2d %x {kernel = array<i64: 1, 1>} : (tensor<5x4x3xf32>) -> tensor<5x4x3xf32>
  return
}

// -----

// wick.library_call C6: a pooling has a kernel.
func.func @library_call_c6_2(%x: tensor<1x5x4x3xf32>) {
  // expected-error@+1 {{'wick.library_call' op C6: windows do not fit: image 1x5x4x3, windowed 1x5x4x3; a window and its strides have two sizes of 1 or more, its padding is less}}
  wick.library_call avg_pool2d %x : (tensor<1x5x4x3xf32>) -> tensor<1x5x4x3xf32>
  return
}

// -----

// wick.library_call C6: channels stand last in images and second in filters.
func.func @library_call_c6_3(%x: tensor<1x3x5x4xf32>, %f: tensor<2x3x1x1xf32>) {
  // expected-error@+1 {{'wick.library_call' op C6: windows do not fit: image 1x3x5x4, windowed 1x3x5x2, filters 2x3x1x1; the channels differ}}
  wick.library_call conv2d %x weight(%f) : (tensor<1x3x5x4xf32>, tensor<2x3x1x1xf32>) -> tensor<1x3x5x2xf32>
  return
}

// -----

// wick.library_call C6: a gradient of the input has the input's shape.
func.func @library_call_c6_4(%g: tensor<1x2x2x2xf32>, %f: tensor<2x3x2x2xf32>) {
  // expected-error@+1 {{'wick.library_call' op C6: windows do not fit: image 1x6x5x3, windowed 1x2x2x2, filters 2x3x2x2 at strides 2x2, padding 0x0}}
  wick.library_call conv2d_input_gradient %g weight(%f) {strides = array<i64: 2, 2>} : (tensor<1x2x2x2xf32>, tensor<2x3x2x2xf32>) -> tensor<1x6x5x3xf32>
  return
}
