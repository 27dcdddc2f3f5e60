// Reductions: round trip through text and bytecode, then one refusal per constraint.
//
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics | wick-opt | FileCheck "%s"
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics | wick-opt --emit-bytecode | wick-opt | FileCheck "%s"

// CHECK-LABEL: func.func @reduction
func.func @reduction(%x: tensor<4x8xf32>, %i: tensor<3xi64>, %s: tensor<f64>) {
  // CHECK: wick.reduce_sum %{{.+}} {dims = array<i64: 1>} : (tensor<4x8xf32>) -> tensor<4xf32>
  %0 = wick.reduce_sum %x {dims = array<i64: 1>} : (tensor<4x8xf32>) -> tensor<4xf32>
  // CHECK: wick.reduce_sum %{{.+}} {dims = array<i64: 0>, keep_dims = true} : (tensor<3xi64>) -> tensor<1xi64>
  %1 = wick.reduce_sum %i {dims = array<i64: 0>, keep_dims = true} : (tensor<3xi64>) -> tensor<1xi64>
  // CHECK: wick.reduce_max %{{.+}} {dims = array<i64: 0, 1>} : (tensor<4x8xf32>) -> tensor<f32>
  %2 = wick.reduce_max %x {dims = array<i64: 0, 1>} : (tensor<4x8xf32>) -> tensor<f32>
  // CHECK: wick.reduce_mean %{{.+}} {dims = array<i64: 0>, keep_dims = true} : (tensor<4x8xf32>) -> tensor<1x8xf32>
  %3 = wick.reduce_mean %x {dims = array<i64: 0>, keep_dims = true} : (tensor<4x8xf32>) -> tensor<1x8xf32>
  // CHECK: wick.reduce_sum %{{.+}} {dims = array<i64>} : (tensor<f64>) -> tensor<f64>
  %4 = wick.reduce_sum %s {dims = array<i64>} : (tensor<f64>) -> tensor<f64>
  // CHECK: wick.argmax %{{.+}} {dim = 1 : i64} : (tensor<4x8xf32>) -> tensor<4xi32>
  %5 = wick.argmax %x {dim = 1 : i64} : (tensor<4x8xf32>) -> tensor<4xi32>
  return
}

// -----

// wick.reduce_sum I1: numbers only.
func.func @reduce_sum_i1(%x: tensor<4xi1>) {
  // expected-error@+1 {{'wick.reduce_sum' op operand #0 must be statically shaped tensor of f32, f64, bf16, i32, i64 or i8}}
  wick.reduce_sum %x {dims = array<i64: 0>} : (tensor<4xi1>) -> tensor<i1>
  return
}

// -----

// wick.reduce_sum I2: dims are given.
func.func @reduce_sum_i2(%x: tensor<4xf32>) {
  // expected-error@+1 {{'wick.reduce_sum' op requires attribute 'dims'}}
  wick.reduce_sum %x : (tensor<4xf32>) -> tensor<f32>
  return
}

// -----

// wick.reduce_sum I3: keep_dims is a bool.
func.func @reduce_sum_i3(%x: tensor<4xf32>) {
  // expected-error@+1 {{'wick.reduce_sum' op attribute 'keep_dims' failed to satisfy constraint: bool attribute}}
  wick.reduce_sum %x {dims = array<i64: 0>, keep_dims = 1 : i64} : (tensor<4xf32>) -> tensor<f32>
  return
}

// -----

// wick.reduce_sum C1: dims are dimensions.
func.func @reduce_sum_c1(%x: tensor<4xf32>) {
  // expected-error@+1 {{'wick.reduce_sum' op C1: dims must be strictly increasing and in [0, 1) for 4}}
  wick.reduce_sum %x {dims = array<i64: 1>} : (tensor<4xf32>) -> tensor<f32>
  return
}

// -----

// wick.reduce_sum C1: dims increase.
func.func @reduce_sum_c1_2(%x: tensor<4x3xf32>) {
  // expected-error@+1 {{'wick.reduce_sum' op C1: dims must be strictly increasing and in [0, 2) for 4x3}}
  wick.reduce_sum %x {dims = array<i64: 1, 0>} : (tensor<4x3xf32>) -> tensor<f32>
  return
}

// -----

// wick.reduce_sum C2: reduced dimensions go.
func.func @reduce_sum_c2(%x: tensor<4x8xf32>) {
  // expected-error@+1 {{'wick.reduce_sum' op result types are 'tensor<4x1xf32>' but the operands make 'tensor<4xf32>'}}
  wick.reduce_sum %x {dims = array<i64: 1>} : (tensor<4x8xf32>) -> tensor<4x1xf32>
  return
}

// -----

// wick.reduce_max I1: numbers only.
func.func @reduce_max_i1(%x: tensor<4xi1>) {
  // expected-error@+1 {{'wick.reduce_max' op operand #0 must be statically shaped tensor of f32, f64, bf16, i32, i64 or i8}}
  wick.reduce_max %x {dims = array<i64: 0>} : (tensor<4xi1>) -> tensor<i1>
  return
}

// -----

// wick.reduce_max I2: dims are given.
func.func @reduce_max_i2(%x: tensor<4xf32>) {
  // expected-error@+1 {{'wick.reduce_max' op requires attribute 'dims'}}
  wick.reduce_max %x : (tensor<4xf32>) -> tensor<f32>
  return
}

// -----

// wick.reduce_max I3: keep_dims is a bool.
func.func @reduce_max_i3(%x: tensor<4xf32>) {
  // expected-error@+1 {{'wick.reduce_max' op attribute 'keep_dims' failed to satisfy constraint: bool attribute}}
  wick.reduce_max %x {dims = array<i64: 0>, keep_dims = 1 : i64} : (tensor<4xf32>) -> tensor<f32>
  return
}

// -----

// wick.reduce_max C1: dims are dimensions.
func.func @reduce_max_c1(%x: tensor<4xf32>) {
  // expected-error@+1 {{'wick.reduce_max' op C1: dims must be strictly increasing and in [0, 1) for 4}}
  wick.reduce_max %x {dims = array<i64: 1>} : (tensor<4xf32>) -> tensor<f32>
  return
}

// -----

// wick.reduce_max C1: dims increase.
func.func @reduce_max_c1_2(%x: tensor<4x3xf32>) {
  // expected-error@+1 {{'wick.reduce_max' op C1: dims must be strictly increasing and in [0, 2) for 4x3}}
  wick.reduce_max %x {dims = array<i64: 1, 0>} : (tensor<4x3xf32>) -> tensor<f32>
  return
}

// -----

// wick.reduce_max C2: reduced dimensions go.
func.func @reduce_max_c2(%x: tensor<4x8xf32>) {
  // expected-error@+1 {{'wick.reduce_max' op result types are 'tensor<4x1xf32>' but the operands make 'tensor<4xf32>'}}
  wick.reduce_max %x {dims = array<i64: 1>} : (tensor<4x8xf32>) -> tensor<4x1xf32>
  return
}

// -----

// wick.reduce_max C3: the maximum of nothing is no number.
func.func @reduce_max_c3(%x: tensor<4x0xf32>) {
  // expected-error@+1 {{'wick.reduce_max' op C3: dimension 1 is empty}}
  wick.reduce_max %x {dims = array<i64: 1>} : (tensor<4x0xf32>) -> tensor<4xf32>
  return
}

// -----

// wick.reduce_mean I1: floats only.
func.func @reduce_mean_i1(%x: tensor<4xi32>) {
  // expected-error@+1 {{'wick.reduce_mean' op operand #0 must be statically shaped tensor of f32, f64 or bf16}}
  wick.reduce_mean %x {dims = array<i64: 0>} : (tensor<4xi32>) -> tensor<i32>
  return
}

// -----

// wick.reduce_mean I2: dims are given.
func.func @reduce_mean_i2(%x: tensor<4xf32>) {
  // expected-error@+1 {{'wick.reduce_mean' op requires attribute 'dims'}}
  wick.reduce_mean %x : (tensor<4xf32>) -> tensor<f32>
  return
}

// -----

// wick.reduce_mean I3: keep_dims is a bool.
func.func @reduce_mean_i3(%x: tensor<4xf32>) {
  // expected-error@+1 {{'wick.reduce_mean' op attribute 'keep_dims' failed to satisfy constraint: bool attribute}}
  wick.reduce_mean %x {dims = array<i64: 0>, keep_dims = 1 : i64} : (tensor<4xf32>) -> tensor<f32>
  return
}

// -----

// wick.reduce_mean C1: dims are dimensions.
func.func @reduce_mean_c1(%x: tensor<4xf32>) {
  // expected-error@+1 {{'wick.reduce_mean' op C1: dims must be strictly increasing and in [0, 1) for 4}}
  wick.reduce_mean %x {dims = array<i64: 1>} : (tensor<4xf32>) -> tensor<f32>
  return
}

// -----

// wick.reduce_mean C1: dims increase.
func.func @reduce_mean_c1_2(%x: tensor<4x3xf32>) {
  // expected-error@+1 {{'wick.reduce_mean' op C1: dims must be strictly increasing and in [0, 2) for 4x3}}
  wick.reduce_mean %x {dims = array<i64: 1, 0>} : (tensor<4x3xf32>) -> tensor<f32>
  return
}

// -----

// wick.reduce_mean C2: reduced dimensions go.
func.func @reduce_mean_c2(%x: tensor<4x8xf32>) {
  // expected-error@+1 {{'wick.reduce_mean' op result types are 'tensor<4x1xf32>' but the operands make 'tensor<4xf32>'}}
  wick.reduce_mean %x {dims = array<i64: 1>} : (tensor<4x8xf32>) -> tensor<4x1xf32>
  return
}

// -----

// wick.reduce_mean C3: the mean of nothing is no number.
func.func @reduce_mean_c3(%x: tensor<4x0xf32>) {
  // expected-error@+1 {{'wick.reduce_mean' op C3: dimension 1 is empty}}
  wick.reduce_mean %x {dims = array<i64: 1>} : (tensor<4x0xf32>) -> tensor<4xf32>
  return
}

// -----

// wick.argmax I1: numbers only.
func.func @argmax_i1(%x: tensor<4xi1>) {
  // expected-error@+1 {{'wick.argmax' op operand #0 must be statically shaped tensor of f32, f64, bf16, i32, i64 or i8}}
  wick.argmax %x {dim = 0 : i64} : (tensor<4xi1>) -> tensor<i32>
  return
}

// -----

// wick.argmax I2: dim is given.
func.func @argmax_i2(%x: tensor<4xf32>) {
  // expected-error@+1 {{'wick.argmax' op requires attribute 'dim'}}
  wick.argmax %x : (tensor<4xf32>) -> tensor<i32>
  return
}

// -----

// wick.argmax C1: dim is a dimension.
func.func @argmax_c1(%x: tensor<4xf32>) {
  // expected-error@+1 {{'wick.argmax' op C1: dim -1 is no dimension of 4 or is empty}}
  wick.argmax %x {dim = -1 : i64} : (tensor<4xf32>) -> tensor<i32>
  return
}

// -----

// wick.argmax C1: nothing has no largest element.
func.func @argmax_c1_2(%x: tensor<4x0xf32>) {
  // expected-error@+1 {{'wick.argmax' op C1: dim 1 is no dimension of 4x0 or is empty}}
  wick.argmax %x {dim = 1 : i64} : (tensor<4x0xf32>) -> tensor<4xi32>
  return
}

// -----

// wick.argmax C2: dim goes.
func.func @argmax_c2(%x: tensor<4x3xf32>) {
  // expected-error@+1 {{'wick.argmax' op result types are 'tensor<3xi32>' but the operands make 'tensor<4xi32>'}}
  wick.argmax %x {dim = 1 : i64} : (tensor<4x3xf32>) -> tensor<3xi32>
  return
}
