// Elementwise ops of one operand: round trip through text and bytecode, then one refusal per constraint.
//
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics | wick-opt | FileCheck "%s"
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics | wick-opt --emit-bytecode | wick-opt | FileCheck "%s"

// CHECK-LABEL: func.func @unary
func.func @unary(%x: tensor<2x3xf32>, %i: tensor<i8>, %b: tensor<0xbf16>) {
  // CHECK: wick.neg %{{.+}} : tensor<2x3xf32>
  %0 = wick.neg %x : tensor<2x3xf32>
  // CHECK: wick.exp %{{.+}} : tensor<2x3xf32>
  %1 = wick.exp %x : tensor<2x3xf32>
  // CHECK: wick.log %{{.+}} : tensor<2x3xf32>
  %2 = wick.log %x : tensor<2x3xf32>
  // CHECK: wick.sqrt %{{.+}} : tensor<2x3xf32>
  %3 = wick.sqrt %x : tensor<2x3xf32>
  // CHECK: wick.rsqrt %{{.+}} : tensor<2x3xf32>
  %4 = wick.rsqrt %x : tensor<2x3xf32>
  // CHECK: wick.tanh %{{.+}} : tensor<2x3xf32>
  %5 = wick.tanh %x : tensor<2x3xf32>
  // CHECK: wick.erf %{{.+}} : tensor<2x3xf32>
  %6 = wick.erf %x : tensor<2x3xf32>
  // CHECK: wick.sigmoid %{{.+}} : tensor<2x3xf32>
  %7 = wick.sigmoid %x : tensor<2x3xf32>
  // CHECK: wick.relu %{{.+}} : tensor<2x3xf32>
  %8 = wick.relu %x : tensor<2x3xf32>
  // CHECK: wick.gelu %{{.+}} : tensor<2x3xf32>
  %9 = wick.gelu %x : tensor<2x3xf32>
  // CHECK: wick.gelu %{{.+}} {approximate = #wick<gelu_approximation tanh>} : tensor<2x3xf32>
  %10 = wick.gelu %x {approximate = #wick<gelu_approximation tanh>} : tensor<2x3xf32>
  // CHECK: wick.neg %{{.+}} : tensor<i8>
  %11 = wick.neg %i : tensor<i8>
  // CHECK: wick.exp %{{.+}} : tensor<0xbf16>
  %12 = wick.exp %b : tensor<0xbf16>
  // CHECK: wick.cast %{{.+}} : tensor<2x3xf32> -> tensor<2x3xi64>
  %13 = wick.cast %x : tensor<2x3xf32> -> tensor<2x3xi64>
  // CHECK: wick.cast %{{.+}} : tensor<i8> -> tensor<i1>
  %14 = wick.cast %i : tensor<i8> -> tensor<i1>
  return
}

// -----

// wick.neg I1: numbers only.
func.func @neg_i1(%x: tensor<4xi1>) {
  // expected-error@+1 {{'wick.neg' op operand #0 must be statically shaped tensor of f32, f64, bf16, i32, i64 or i8}}
  wick.neg %x : tensor<4xi1>
  return
}

// -----

// wick.neg C1: the result has the type of the input.
func.func @neg_c1(%x: tensor<4xf32>) {
  // expected-error@+1 {{'wick.neg' op requires the same type for all operands and results}}
  "wick.neg"(%x) : (tensor<4xf32>) -> tensor<4xf64>
  return
}

// -----

// wick.exp I1: floats only.
func.func @exp_i1(%x: tensor<4xi32>) {
  // expected-error@+1 {{'wick.exp' op operand #0 must be statically shaped tensor of f32, f64 or bf16}}
  wick.exp %x : tensor<4xi32>
  return
}

// -----

// wick.exp C1: the result has the type of the input.
func.func @exp_c1(%x: tensor<4xf32>) {
  // expected-error@+1 {{'wick.exp' op requires the same type for all operands and results}}
  "wick.exp"(%x) : (tensor<4xf32>) -> tensor<4xf64>
  return
}

// -----

// wick.log I1: floats only.
func.func @log_i1(%x: tensor<4xi32>) {
  // expected-error@+1 {{'wick.log' op operand #0 must be statically shaped tensor of f32, f64 or bf16}}
  wick.log %x : tensor<4xi32>
  return
}

// -----

// wick.log C1: the result has the type of the input.
func.func @log_c1(%x: tensor<4xf32>) {
  // expected-error@+1 {{'wick.log' op requires the same type for all operands and results}}
  "wick.log"(%x) : (tensor<4xf32>) -> tensor<4xf64>
  return
}

// -----

// wick.sqrt I1: floats only.
func.func @sqrt_i1(%x: tensor<4xi32>) {
  // expected-error@+1 {{'wick.sqrt' op operand #0 must be statically shaped tensor of f32, f64 or bf16}}
  wick.sqrt %x : tensor<4xi32>
  return
}

// -----

// wick.sqrt C1: the result has the type of the input.
func.func @sqrt_c1(%x: tensor<4xf32>) {
  // expected-error@+1 {{'wick.sqrt' op requires the same type for all operands and results}}
  "wick.sqrt"(%x) : (tensor<4xf32>) -> tensor<4xf64>
  return
}

// -----

// wick.rsqrt I1: floats only.
func.func @rsqrt_i1(%x: tensor<4xi32>) {
  // expected-error@+1 {{'wick.rsqrt' op operand #0 must be statically shaped tensor of f32, f64 or bf16}}
  wick.rsqrt %x : tensor<4xi32>
  return
}

// -----

// wick.rsqrt C1: the result has the type of the input.
func.func @rsqrt_c1(%x: tensor<4xf32>) {
  // expected-error@+1 {{'wick.rsqrt' op requires the same type for all operands and results}}
  "wick.rsqrt"(%x) : (tensor<4xf32>) -> tensor<4xf64>
  return
}

// -----

// wick.tanh I1: floats only.
func.func @tanh_i1(%x: tensor<4xi32>) {
  // expected-error@+1 {{'wick.tanh' op operand #0 must be statically shaped tensor of f32, f64 or bf16}}
  wick.tanh %x : tensor<4xi32>
  return
}

// -----

// wick.tanh C1: the result has the type of the input.
func.func @tanh_c1(%x: tensor<4xf32>) {
  // expected-error@+1 {{'wick.tanh' op requires the same type for all operands and results}}
  "wick.tanh"(%x) : (tensor<4xf32>) -> tensor<4xf64>
  return
}

// -----

// wick.erf I1: floats only.
func.func @erf_i1(%x: tensor<4xi32>) {
  // expected-error@+1 {{'wick.erf' op operand #0 must be statically shaped tensor of f32, f64 or bf16}}
  wick.erf %x : tensor<4xi32>
  return
}

// -----

// wick.erf C1: the result has the type of the input.
func.func @erf_c1(%x: tensor<4xf32>) {
  // expected-error@+1 {{'wick.erf' op requires the same type for all operands and results}}
  "wick.erf"(%x) : (tensor<4xf32>) -> tensor<4xf64>
  return
}

// -----

// wick.sigmoid I1: floats only.
func.func @sigmoid_i1(%x: tensor<4xi32>) {
  // expected-error@+1 {{'wick.sigmoid' op operand #0 must be statically shaped tensor of f32, f64 or bf16}}
  wick.sigmoid %x : tensor<4xi32>
  return
}

// -----

// wick.sigmoid C1: the result has the type of the input.
func.func @sigmoid_c1(%x: tensor<4xf32>) {
  // expected-error@+1 {{'wick.sigmoid' op requires the same type for all operands and results}}
  "wick.sigmoid"(%x) : (tensor<4xf32>) -> tensor<4xf64>
  return
}

// -----

// wick.relu I1: floats only.
func.func @relu_i1(%x: tensor<4xi32>) {
  // expected-error@+1 {{'wick.relu' op operand #0 must be statically shaped tensor of f32, f64 or bf16}}
  wick.relu %x : tensor<4xi32>
  return
}

// -----

// wick.relu C1: the result has the type of the input.
func.func @relu_c1(%x: tensor<4xf32>) {
  // expected-error@+1 {{'wick.relu' op requires the same type for all operands and results}}
  "wick.relu"(%x) : (tensor<4xf32>) -> tensor<4xf64>
  return
}

// -----

// wick.gelu I1: floats only.
func.func @gelu_i1(%x: tensor<4xi32>) {
  // expected-error@+1 {{'wick.gelu' op operand #0 must be statically shaped tensor of f32, f64 or bf16}}
  wick.gelu %x : tensor<4xi32>
  return
}

// -----

// wick.gelu I2: none or tanh.
func.func @gelu_i2(%x: tensor<4xf32>) {
  // expected-error@+2 {{to be one of: none, tanh}}
  // expected-error@+1 {{failed to parse Wick_GeluApproximationAttr}}
  wick.gelu %x {approximate = #wick<gelu_approximation erf>} : tensor<4xf32>
  return
}

// -----

// wick.gelu C1: the result has the type of the input.
func.func @gelu_c1(%x: tensor<4xf32>) {
  // expected-error@+1 {{'wick.gelu' op requires the same type for all operands and results}}
  "wick.gelu"(%x) : (tensor<4xf32>) -> tensor<4xf64>
  return
}

// -----

// wick.cast I1: one of the element types of the dialect.
func.func @cast_i1(%x: tensor<4xf16>) {
  // expected-error@+1 {{'wick.cast' op operand #0 must be statically shaped tensor of f32, f64, bf16, i32, i64, i8 or i1}}
  wick.cast %x : tensor<4xf16> -> tensor<4xf32>
  return
}

// -----

// wick.cast C1: the shape stays.
func.func @cast_c1(%x: tensor<4xf32>) {
  // expected-error@+1 {{'wick.cast' op C1: output shape 2x2 differs from input shape 4}}
  wick.cast %x : tensor<4xf32> -> tensor<2x2xf64>
  return
}
