// Contractions: round trip through text and bytecode, then one refusal per constraint.
//
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics | wick-opt | FileCheck "%s"
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics | wick-opt --emit-bytecode | wick-opt | FileCheck "%s"

// CHECK-LABEL: func.func @contraction
func.func @contraction(%a: tensor<32x64xf32>, %b: tensor<64x10xf32>, %c: tensor<32x10xf32>, %d: tensor<5x1x2x3xi8>, %e: tensor<7x4x3xi8>) {
  // CHECK: wick.matmul %{{.+}}, %{{.+}} : (tensor<32x64xf32>, tensor<64x10xf32>) -> tensor<32x10xf32>
  %0 = wick.matmul %a, %b : (tensor<32x64xf32>, tensor<64x10xf32>) -> tensor<32x10xf32>
  // CHECK: wick.matmul %{{.+}}, %{{.+}} {transpose_lhs = true} : (tensor<32x64xf32>, tensor<32x10xf32>) -> tensor<64x10xf32>
  %1 = wick.matmul %a, %c {transpose_lhs = true} : (tensor<32x64xf32>, tensor<32x10xf32>) -> tensor<64x10xf32>
  // CHECK: wick.matmul %{{.+}}, %{{.+}} {transpose_rhs = true} : (tensor<5x1x2x3xi8>, tensor<7x4x3xi8>) -> tensor<5x7x2x4xi8>
  %2 = wick.matmul %d, %e {transpose_rhs = true} : (tensor<5x1x2x3xi8>, tensor<7x4x3xi8>) -> tensor<5x7x2x4xi8>
  return
}

// -----

// wick.matmul I1: numbers only.
func.func @matmul_i1(%a: tensor<2x3xi1>, %b: tensor<3x4xi32>) {
  // expected-error@+1 {{'wick.matmul' op operand #0 must be statically shaped tensor of f32, f64, bf16, i32, i64 or i8}}
  wick.matmul %a, %b : (tensor<2x3xi1>, tensor<3x4xi32>) -> tensor<2x4xi32>
  return
}

// -----

// wick.matmul I2: numbers only.
func.func @matmul_i2(%a: tensor<2x3xi32>, %b: tensor<3x4xi1>) {
  // expected-error@+1 {{'wick.matmul' op operand #1 must be statically shaped tensor of f32, f64, bf16, i32, i64 or i8}}
  wick.matmul %a, %b : (tensor<2x3xi32>, tensor<3x4xi1>) -> tensor<2x4xi32>
  return
}

// -----

// wick.matmul I3: transpose_lhs is a bool.
func.func @matmul_i3(%a: tensor<2x3xf32>, %b: tensor<3x4xf32>) {
  // expected-error@+1 {{'wick.matmul' op attribute 'transpose_lhs' failed to satisfy constraint: bool attribute}}
  wick.matmul %a, %b {transpose_lhs = 1 : i64} : (tensor<2x3xf32>, tensor<3x4xf32>) -> tensor<2x4xf32>
  return
}

// -----

// wick.matmul I4: transpose_rhs is a bool.
func.func @matmul_i4(%a: tensor<2x3xf32>, %b: tensor<3x4xf32>) {
  // expected-error@+1 {{'wick.matmul' op attribute 'transpose_rhs' failed to satisfy constraint: bool attribute}}
  wick.matmul %a, %b {transpose_rhs = 1 : i64} : (tensor<2x3xf32>, tensor<3x4xf32>) -> tensor<2x4xf32>
  return
}

// -----

// wick.matmul C1: matrices only.
func.func @matmul_c1(%a: tensor<3xf32>, %b: tensor<3x4xf32>) {
  // expected-error@+1 {{'wick.matmul' op C1: operands need rank 2 or more, got 3 and 3x4}}
  wick.matmul %a, %b : (tensor<3xf32>, tensor<3x4xf32>) -> tensor<4xf32>
  return
}

// -----

// wick.matmul C2: one element type.
func.func @matmul_c2(%a: tensor<2x3xf32>, %b: tensor<3x4xf64>) {
  // expected-error@+1 {{'wick.matmul' op C2: operands have different element types; cast one of them}}
  wick.matmul %a, %b : (tensor<2x3xf32>, tensor<3x4xf64>) -> tensor<2x4xf32>
  return
}

// -----

// wick.matmul C3: the inner sizes agree.
func.func @matmul_c3(%a: tensor<2x3xf32>, %b: tensor<4x5xf32>) {
  // expected-error@+1 {{'wick.matmul' op C3: lhs 2x3 has inner size 3 but rhs 4x5 has 4}}
  wick.matmul %a, %b : (tensor<2x3xf32>, tensor<4x5xf32>) -> tensor<2x5xf32>
  return
}

// -----

// wick.matmul C3: the flags move the inner sizes.
func.func @matmul_c3_2(%a: tensor<2x3xf32>, %b: tensor<3x5xf32>) {
  // expected-error@+1 {{'wick.matmul' op C3: lhs 2x3 (transposed) has inner size 2 but rhs 3x5 has 3}}
  wick.matmul %a, %b {transpose_lhs = true} : (tensor<2x3xf32>, tensor<3x5xf32>) -> tensor<3x5xf32>
  return
}

// -----

// wick.matmul C4: the batches broadcast.
func.func @matmul_c4(%a: tensor<6x2x3xf32>, %b: tensor<5x3x4xf32>) {
  // expected-error@+1 {{'wick.matmul' op C4: batch dimensions of 6x2x3 and 5x3x4 do not broadcast}}
  wick.matmul %a, %b : (tensor<6x2x3xf32>, tensor<5x3x4xf32>) -> tensor<6x2x4xf32>
  return
}

// -----

// wick.matmul C5: the result is [batch.., m, n].
func.func @matmul_c5(%a: tensor<2x3xf32>, %b: tensor<3x4xf32>) {
  // expected-error@+1 {{'wick.matmul' op result types are 'tensor<4x2xf32>' but the operands make 'tensor<2x4xf32>'}}
  wick.matmul %a, %b : (tensor<2x3xf32>, tensor<3x4xf32>) -> tensor<4x2xf32>
  return
}
