// wick.layer_norm: round trip through text and bytecode, then one refusal per constraint.
//
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics | wick-opt | FileCheck "%s"
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics | wick-opt --emit-bytecode | wick-opt | FileCheck "%s"

// CHECK-LABEL: func.func @layer_norm
func.func @layer_norm(%x: tensor<2x3x4xf32>, %g: tensor<4xf32>, %b: tensor<4xf32>) {
  // CHECK: wick.layer_norm %{{.+}}, %{{.+}}, %{{.+}} : (tensor<2x3x4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<2x3x4xf32>
  %0 = wick.layer_norm %x, %g, %b : (tensor<2x3x4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<2x3x4xf32>
  // CHECK: wick.layer_norm %{{.+}}, %{{.+}}, %{{.+}} {epsilon = 1.000000e-03 : f64} : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %1 = wick.layer_norm %g, %g, %b {epsilon = 1.0e-3 : f64} : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return
}

// -----

// wick.layer_norm I1: floats only.
func.func @layer_norm_i1(%x: tensor<2x3xi32>, %g: tensor<3xf32>, %b: tensor<3xf32>) {
  // expected-error@+1 {{'wick.layer_norm' op operand #0 must be statically shaped tensor of f32, f64 or bf16}}
  wick.layer_norm %x, %g, %b : (tensor<2x3xi32>, tensor<3xf32>, tensor<3xf32>) -> tensor<2x3xi32>
  return
}

// -----

// wick.layer_norm I2: floats only.
func.func @layer_norm_i2(%x: tensor<2x3xf32>, %g: tensor<3xi32>, %b: tensor<3xf32>) {
  // expected-error@+1 {{'wick.layer_norm' op operand #1 must be statically shaped tensor of f32, f64 or bf16}}
  wick.layer_norm %x, %g, %b : (tensor<2x3xf32>, tensor<3xi32>, tensor<3xf32>) -> tensor<2x3xf32>
  return
}

// -----

// wick.layer_norm I3: floats only.
func.func @layer_norm_i3(%x: tensor<2x3xf32>, %g: tensor<3xf32>, %b: tensor<3xi32>) {
  // expected-error@+1 {{'wick.layer_norm' op operand #2 must be statically shaped tensor of f32, f64 or bf16}}
  wick.layer_norm %x, %g, %b : (tensor<2x3xf32>, tensor<3xf32>, tensor<3xi32>) -> tensor<2x3xf32>
  return
}

// -----

// wick.layer_norm I4: epsilon is f64.
func.func @layer_norm_i4(%x: tensor<2x3xf32>, %g: tensor<3xf32>, %b: tensor<3xf32>) {
  // expected-error@+1 {{'wick.layer_norm' op attribute 'epsilon' failed to satisfy constraint: 64-bit float attribute}}
  wick.layer_norm %x, %g, %b {epsilon = 1 : i64} : (tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<2x3xf32>
  return
}

// -----

// wick.layer_norm C1: the input has rows.
func.func @layer_norm_c1(%x: tensor<f32>, %g: tensor<1xf32>, %b: tensor<1xf32>) {
  // expected-error@+1 {{'wick.layer_norm' op C1: input needs rank 1 or more, gamma and beta 1; got scalar, 1, 1}}
  wick.layer_norm %x, %g, %b : (tensor<f32>, tensor<1xf32>, tensor<1xf32>) -> tensor<f32>
  return
}

// -----

// wick.layer_norm C1: gamma is a vector.
func.func @layer_norm_c1_2(%x: tensor<2x3xf32>, %g: tensor<2x3xf32>, %b: tensor<3xf32>) {
  // expected-error@+1 {{'wick.layer_norm' op C1: input needs rank 1 or more, gamma and beta 1; got 2x3, 2x3, 3}}
  wick.layer_norm %x, %g, %b : (tensor<2x3xf32>, tensor<2x3xf32>, tensor<3xf32>) -> tensor<2x3xf32>
  return
}

// -----

// wick.layer_norm C1: beta is a vector.
func.func @layer_norm_c1_3(%x: tensor<2x3xf32>, %g: tensor<3xf32>, %b: tensor<f32>) {
  // expected-error@+1 {{'wick.layer_norm' op C1: input needs rank 1 or more, gamma and beta 1; got 2x3, 3, scalar}}
  wick.layer_norm %x, %g, %b : (tensor<2x3xf32>, tensor<3xf32>, tensor<f32>) -> tensor<2x3xf32>
  return
}

// -----

// wick.layer_norm C2: gamma has the element type of the input.
func.func @layer_norm_c2(%x: tensor<2x3xf32>, %g: tensor<3xf64>, %b: tensor<3xf32>) {
  // expected-error@+1 {{'wick.layer_norm' op C2: operands have different element types; cast one of them}}
  wick.layer_norm %x, %g, %b : (tensor<2x3xf32>, tensor<3xf64>, tensor<3xf32>) -> tensor<2x3xf32>
  return
}

// -----

// wick.layer_norm C2: beta has the element type of the input.
func.func @layer_norm_c2_2(%x: tensor<2x3xf32>, %g: tensor<3xf32>, %b: tensor<3xbf16>) {
  // expected-error@+1 {{'wick.layer_norm' op C2: operands have different element types; cast one of them}}
  wick.layer_norm %x, %g, %b : (tensor<2x3xf32>, tensor<3xf32>, tensor<3xbf16>) -> tensor<2x3xf32>
  return
}

// -----

// wick.layer_norm C3: an element of gamma per column.
func.func @layer_norm_c3(%x: tensor<2x3xf32>, %g: tensor<2xf32>, %b: tensor<3xf32>) {
  // expected-error@+1 {{'wick.layer_norm' op C3: input 2x3 ends in 3 but gamma has 2 elements and beta 3}}
  wick.layer_norm %x, %g, %b : (tensor<2x3xf32>, tensor<2xf32>, tensor<3xf32>) -> tensor<2x3xf32>
  return
}

// -----

// wick.layer_norm C3: an element of beta per column.
func.func @layer_norm_c3_2(%x: tensor<2x3xf32>, %g: tensor<3xf32>, %b: tensor<1xf32>) {
  // expected-error@+1 {{'wick.layer_norm' op C3: input 2x3 ends in 3 but gamma has 3 elements and beta 1}}
  wick.layer_norm %x, %g, %b : (tensor<2x3xf32>, tensor<3xf32>, tensor<1xf32>) -> tensor<2x3xf32>
  return
}

// -----

// wick.layer_norm C4: not 0.
func.func @layer_norm_c4(%x: tensor<2x3xf32>, %g: tensor<3xf32>, %b: tensor<3xf32>) {
  // expected-error@+1 {{'wick.layer_norm' op C4: epsilon must be finite and above 0, got 0.000000}}
  wick.layer_norm %x, %g, %b {epsilon = 0.0 : f64} : (tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<2x3xf32>
  return
}

// -----

// wick.layer_norm C4: not negative.
func.func @layer_norm_c4_2(%x: tensor<2x3xf32>, %g: tensor<3xf32>, %b: tensor<3xf32>) {
  // expected-error@+1 {{'wick.layer_norm' op C4: epsilon must be finite and above 0, got -1.000000}}
  wick.layer_norm %x, %g, %b {epsilon = -1.0 : f64} : (tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<2x3xf32>
  return
}

// -----

// wick.layer_norm C4: finite.
func.func @layer_norm_c4_3(%x: tensor<2x3xf32>, %g: tensor<3xf32>, %b: tensor<3xf32>) {
  // expected-error@+1 {{'wick.layer_norm' op C4: epsilon must be finite and above 0, got inf}}
  wick.layer_norm %x, %g, %b {epsilon = 0x7FF0000000000000 : f64} : (tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<2x3xf32>
  return
}

// -----

// wick.layer_norm C5: the result has the type of the input.
func.func @layer_norm_c5(%x: tensor<2x3xf32>, %g: tensor<3xf32>, %b: tensor<3xf32>) {
  // expected-error@+1 {{'wick.layer_norm' op result types are 'tensor<3x2xf32>' but the operands make 'tensor<2x3xf32>'}}
  wick.layer_norm %x, %g, %b : (tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<3x2xf32>
  return
}
