// Elementwise ops with broadcasting: round trip through text and bytecode, then one refusal per constraint.
//
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics | wick-opt | FileCheck "%s"
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics | wick-opt --emit-bytecode | wick-opt | FileCheck "%s"

// CHECK-LABEL: func.func @binary
func.func @binary(%x: tensor<32x10xf32>, %bias: tensor<10xf32>, %zero: tensor<f32>) {
  // CHECK: wick.add %{{.+}}, %{{.+}} : (tensor<32x10xf32>, tensor<10xf32>) -> tensor<32x10xf32>
  %0 = wick.add %x, %bias : (tensor<32x10xf32>, tensor<10xf32>) -> tensor<32x10xf32>
  // CHECK: wick.sub %{{.+}}, %{{.+}} : (tensor<32x10xf32>, tensor<10xf32>) -> tensor<32x10xf32>
  %1 = wick.sub %x, %bias : (tensor<32x10xf32>, tensor<10xf32>) -> tensor<32x10xf32>
  // CHECK: wick.mul %{{.+}}, %{{.+}} : (tensor<32x10xf32>, tensor<10xf32>) -> tensor<32x10xf32>
  %2 = wick.mul %x, %bias : (tensor<32x10xf32>, tensor<10xf32>) -> tensor<32x10xf32>
  // CHECK: wick.div %{{.+}}, %{{.+}} : (tensor<32x10xf32>, tensor<10xf32>) -> tensor<32x10xf32>
  %3 = wick.div %x, %bias : (tensor<32x10xf32>, tensor<10xf32>) -> tensor<32x10xf32>
  // CHECK: wick.maximum %{{.+}}, %{{.+}} : (tensor<32x10xf32>, tensor<10xf32>) -> tensor<32x10xf32>
  %4 = wick.maximum %x, %bias : (tensor<32x10xf32>, tensor<10xf32>) -> tensor<32x10xf32>
  // CHECK: wick.minimum %{{.+}}, %{{.+}} : (tensor<32x10xf32>, tensor<10xf32>) -> tensor<32x10xf32>
  %5 = wick.minimum %x, %bias : (tensor<32x10xf32>, tensor<10xf32>) -> tensor<32x10xf32>
  // CHECK: wick.compare gt, %{{.+}}, %{{.+}} : (tensor<32x10xf32>, tensor<f32>) -> tensor<32x10xi1>
  %6 = wick.compare gt, %x, %zero : (tensor<32x10xf32>, tensor<f32>) -> tensor<32x10xi1>
  // CHECK: wick.select %{{.+}}, %{{.+}}, %{{.+}} : (tensor<32x10xi1>, tensor<32x10xf32>, tensor<10xf32>) -> tensor<32x10xf32>
  %7 = wick.select %6, %x, %bias : (tensor<32x10xi1>, tensor<32x10xf32>, tensor<10xf32>) -> tensor<32x10xf32>
  return
}

// CHECK-LABEL: func.func @integers
func.func @integers(%a: tensor<2x1xi32>, %b: tensor<1x3xi32>, %c: tensor<i8>, %d: tensor<0x3xi64>, %e: tensor<1x3xi64>) {
  // CHECK: wick.add %{{.+}}, %{{.+}} : (tensor<2x1xi32>, tensor<1x3xi32>) -> tensor<2x3xi32>
  %0 = wick.add %a, %b : (tensor<2x1xi32>, tensor<1x3xi32>) -> tensor<2x3xi32>
  // CHECK: wick.mul %{{.+}}, %{{.+}} : (tensor<i8>, tensor<i8>) -> tensor<i8>
  %1 = wick.mul %c, %c : (tensor<i8>, tensor<i8>) -> tensor<i8>
  // CHECK: wick.sub %{{.+}}, %{{.+}} : (tensor<0x3xi64>, tensor<1x3xi64>) -> tensor<0x3xi64>
  %2 = wick.sub %d, %e : (tensor<0x3xi64>, tensor<1x3xi64>) -> tensor<0x3xi64>
  // CHECK: wick.compare eq, %{{.+}}, %{{.+}} : (tensor<2x1xi32>, tensor<1x3xi32>) -> tensor<2x3xi1>
  %p0 = wick.compare eq, %a, %b : (tensor<2x1xi32>, tensor<1x3xi32>) -> tensor<2x3xi1>
  // CHECK: wick.compare ne, %{{.+}}, %{{.+}} : (tensor<2x1xi32>, tensor<1x3xi32>) -> tensor<2x3xi1>
  %p1 = wick.compare ne, %a, %b : (tensor<2x1xi32>, tensor<1x3xi32>) -> tensor<2x3xi1>
  // CHECK: wick.compare lt, %{{.+}}, %{{.+}} : (tensor<2x1xi32>, tensor<1x3xi32>) -> tensor<2x3xi1>
  %p2 = wick.compare lt, %a, %b : (tensor<2x1xi32>, tensor<1x3xi32>) -> tensor<2x3xi1>
  // CHECK: wick.compare le, %{{.+}}, %{{.+}} : (tensor<2x1xi32>, tensor<1x3xi32>) -> tensor<2x3xi1>
  %p3 = wick.compare le, %a, %b : (tensor<2x1xi32>, tensor<1x3xi32>) -> tensor<2x3xi1>
  // CHECK: wick.compare gt, %{{.+}}, %{{.+}} : (tensor<2x1xi32>, tensor<1x3xi32>) -> tensor<2x3xi1>
  %p4 = wick.compare gt, %a, %b : (tensor<2x1xi32>, tensor<1x3xi32>) -> tensor<2x3xi1>
  // CHECK: wick.compare ge, %{{.+}}, %{{.+}} : (tensor<2x1xi32>, tensor<1x3xi32>) -> tensor<2x3xi1>
  %p5 = wick.compare ge, %a, %b : (tensor<2x1xi32>, tensor<1x3xi32>) -> tensor<2x3xi1>
  return
}

// -----

// wick.add I1: numbers only.
func.func @add_i1(%a: tensor<4xi1>, %b: tensor<4xi1>) {
  // expected-error@+1 {{'wick.add' op operand #0 must be statically shaped tensor of f32, f64, bf16, i32, i64 or i8}}
  wick.add %a, %b : (tensor<4xi1>, tensor<4xi1>) -> tensor<4xi1>
  return
}

// -----

// wick.add I1: static shapes only.
func.func @add_i1_2(%a: tensor<?xf32>, %b: tensor<4xf32>) {
  // expected-error@+1 {{'wick.add' op operand #0 must be statically shaped tensor of f32, f64, bf16, i32, i64 or i8}}
  wick.add %a, %b : (tensor<?xf32>, tensor<4xf32>) -> tensor<4xf32>
  return
}

// -----

// wick.add I2: numbers only.
func.func @add_i2(%a: tensor<4xf32>, %b: tensor<4xi1>) {
  // expected-error@+1 {{'wick.add' op operand #1 must be statically shaped tensor of f32, f64, bf16, i32, i64 or i8}}
  wick.add %a, %b : (tensor<4xf32>, tensor<4xi1>) -> tensor<4xf32>
  return
}

// -----

// wick.add C1: one element type.
func.func @add_c1(%a: tensor<4xf32>, %b: tensor<4xf64>) {
  // expected-error@+1 {{'wick.add' op C1: operands have element types f32 and f64; cast one of them}}
  wick.add %a, %b : (tensor<4xf32>, tensor<4xf64>) -> tensor<4xf32>
  return
}

// -----

// wick.add C2: the shapes broadcast.
func.func @add_c2(%a: tensor<32x10xf32>, %b: tensor<32xf32>) {
  // expected-error@+1 {{'wick.add' op C2: shapes 32x10 and 32 do not broadcast; aligned at the last dimension, sizes must be equal or 1}}
  wick.add %a, %b : (tensor<32x10xf32>, tensor<32xf32>) -> tensor<32x10xf32>
  return
}

// -----

// wick.add C3: the result has the broadcast shape.
func.func @add_c3(%a: tensor<4x1xf32>, %b: tensor<3xf32>) {
  // expected-error@+1 {{'wick.add' op result types are 'tensor<4x1xf32>' but the operands make 'tensor<4x3xf32>'}}
  wick.add %a, %b : (tensor<4x1xf32>, tensor<3xf32>) -> tensor<4x1xf32>
  return
}

// -----

// wick.sub I1: numbers only.
func.func @sub_i1(%a: tensor<4xi1>, %b: tensor<4xi1>) {
  // expected-error@+1 {{'wick.sub' op operand #0 must be statically shaped tensor of f32, f64, bf16, i32, i64 or i8}}
  wick.sub %a, %b : (tensor<4xi1>, tensor<4xi1>) -> tensor<4xi1>
  return
}

// -----

// wick.sub I2: numbers only.
func.func @sub_i2(%a: tensor<4xf32>, %b: tensor<4xi1>) {
  // expected-error@+1 {{'wick.sub' op operand #1 must be statically shaped tensor of f32, f64, bf16, i32, i64 or i8}}
  wick.sub %a, %b : (tensor<4xf32>, tensor<4xi1>) -> tensor<4xf32>
  return
}

// -----

// wick.sub C1: one element type.
func.func @sub_c1(%a: tensor<4xf32>, %b: tensor<4xf64>) {
  // expected-error@+1 {{'wick.sub' op C1: operands have element types f32 and f64; cast one of them}}
  wick.sub %a, %b : (tensor<4xf32>, tensor<4xf64>) -> tensor<4xf32>
  return
}

// -----

// wick.sub C2: the shapes broadcast.
func.func @sub_c2(%a: tensor<32x10xf32>, %b: tensor<32xf32>) {
  // expected-error@+1 {{'wick.sub' op C2: shapes 32x10 and 32 do not broadcast; aligned at the last dimension, sizes must be equal or 1}}
  wick.sub %a, %b : (tensor<32x10xf32>, tensor<32xf32>) -> tensor<32x10xf32>
  return
}

// -----

// wick.sub C3: the result has the broadcast shape.
func.func @sub_c3(%a: tensor<4x1xf32>, %b: tensor<3xf32>) {
  // expected-error@+1 {{'wick.sub' op result types are 'tensor<4x1xf32>' but the operands make 'tensor<4x3xf32>'}}
  wick.sub %a, %b : (tensor<4x1xf32>, tensor<3xf32>) -> tensor<4x1xf32>
  return
}

// -----

// wick.mul I1: numbers only.
func.func @mul_i1(%a: tensor<4xi1>, %b: tensor<4xi1>) {
  // expected-error@+1 {{'wick.mul' op operand #0 must be statically shaped tensor of f32, f64, bf16, i32, i64 or i8}}
  wick.mul %a, %b : (tensor<4xi1>, tensor<4xi1>) -> tensor<4xi1>
  return
}

// -----

// wick.mul I2: numbers only.
func.func @mul_i2(%a: tensor<4xf32>, %b: tensor<4xi1>) {
  // expected-error@+1 {{'wick.mul' op operand #1 must be statically shaped tensor of f32, f64, bf16, i32, i64 or i8}}
  wick.mul %a, %b : (tensor<4xf32>, tensor<4xi1>) -> tensor<4xf32>
  return
}

// -----

// wick.mul C1: one element type.
func.func @mul_c1(%a: tensor<4xf32>, %b: tensor<4xf64>) {
  // expected-error@+1 {{'wick.mul' op C1: operands have element types f32 and f64; cast one of them}}
  wick.mul %a, %b : (tensor<4xf32>, tensor<4xf64>) -> tensor<4xf32>
  return
}

// -----

// wick.mul C2: the shapes broadcast.
func.func @mul_c2(%a: tensor<32x10xf32>, %b: tensor<32xf32>) {
  // expected-error@+1 {{'wick.mul' op C2: shapes 32x10 and 32 do not broadcast; aligned at the last dimension, sizes must be equal or 1}}
  wick.mul %a, %b : (tensor<32x10xf32>, tensor<32xf32>) -> tensor<32x10xf32>
  return
}

// -----

// wick.mul C3: the result has the broadcast shape.
func.func @mul_c3(%a: tensor<4x1xf32>, %b: tensor<3xf32>) {
  // expected-error@+1 {{'wick.mul' op result types are 'tensor<4x1xf32>' but the operands make 'tensor<4x3xf32>'}}
  wick.mul %a, %b : (tensor<4x1xf32>, tensor<3xf32>) -> tensor<4x1xf32>
  return
}

// -----

// wick.div I1: numbers only.
func.func @div_i1(%a: tensor<4xi1>, %b: tensor<4xi1>) {
  // expected-error@+1 {{'wick.div' op operand #0 must be statically shaped tensor of f32, f64, bf16, i32, i64 or i8}}
  wick.div %a, %b : (tensor<4xi1>, tensor<4xi1>) -> tensor<4xi1>
  return
}

// -----

// wick.div I2: numbers only.
func.func @div_i2(%a: tensor<4xf32>, %b: tensor<4xi1>) {
  // expected-error@+1 {{'wick.div' op operand #1 must be statically shaped tensor of f32, f64, bf16, i32, i64 or i8}}
  wick.div %a, %b : (tensor<4xf32>, tensor<4xi1>) -> tensor<4xf32>
  return
}

// -----

// wick.div C1: one element type.
func.func @div_c1(%a: tensor<4xf32>, %b: tensor<4xf64>) {
  // expected-error@+1 {{'wick.div' op C1: operands have element types f32 and f64; cast one of them}}
  wick.div %a, %b : (tensor<4xf32>, tensor<4xf64>) -> tensor<4xf32>
  return
}

// -----

// wick.div C2: the shapes broadcast.
func.func @div_c2(%a: tensor<32x10xf32>, %b: tensor<32xf32>) {
  // expected-error@+1 {{'wick.div' op C2: shapes 32x10 and 32 do not broadcast; aligned at the last dimension, sizes must be equal or 1}}
  wick.div %a, %b : (tensor<32x10xf32>, tensor<32xf32>) -> tensor<32x10xf32>
  return
}

// -----

// wick.div C3: the result has the broadcast shape.
func.func @div_c3(%a: tensor<4x1xf32>, %b: tensor<3xf32>) {
  // expected-error@+1 {{'wick.div' op result types are 'tensor<4x1xf32>' but the operands make 'tensor<4x3xf32>'}}
  wick.div %a, %b : (tensor<4x1xf32>, tensor<3xf32>) -> tensor<4x1xf32>
  return
}

// -----

// wick.maximum I1: numbers only.
func.func @maximum_i1(%a: tensor<4xi1>, %b: tensor<4xi1>) {
  // expected-error@+1 {{'wick.maximum' op operand #0 must be statically shaped tensor of f32, f64, bf16, i32, i64 or i8}}
  wick.maximum %a, %b : (tensor<4xi1>, tensor<4xi1>) -> tensor<4xi1>
  return
}

// -----

// wick.maximum I2: numbers only.
func.func @maximum_i2(%a: tensor<4xf32>, %b: tensor<4xi1>) {
  // expected-error@+1 {{'wick.maximum' op operand #1 must be statically shaped tensor of f32, f64, bf16, i32, i64 or i8}}
  wick.maximum %a, %b : (tensor<4xf32>, tensor<4xi1>) -> tensor<4xf32>
  return
}

// -----

// wick.maximum C1: one element type.
func.func @maximum_c1(%a: tensor<4xf32>, %b: tensor<4xf64>) {
  // expected-error@+1 {{'wick.maximum' op C1: operands have element types f32 and f64; cast one of them}}
  wick.maximum %a, %b : (tensor<4xf32>, tensor<4xf64>) -> tensor<4xf32>
  return
}

// -----

// wick.maximum C2: the shapes broadcast.
func.func @maximum_c2(%a: tensor<32x10xf32>, %b: tensor<32xf32>) {
  // expected-error@+1 {{'wick.maximum' op C2: shapes 32x10 and 32 do not broadcast; aligned at the last dimension, sizes must be equal or 1}}
  wick.maximum %a, %b : (tensor<32x10xf32>, tensor<32xf32>) -> tensor<32x10xf32>
  return
}

// -----

// wick.maximum C3: the result has the broadcast shape.
func.func @maximum_c3(%a: tensor<4x1xf32>, %b: tensor<3xf32>) {
  // expected-error@+1 {{'wick.maximum' op result types are 'tensor<4x1xf32>' but the operands make 'tensor<4x3xf32>'}}
  wick.maximum %a, %b : (tensor<4x1xf32>, tensor<3xf32>) -> tensor<4x1xf32>
  return
}

// -----

// wick.minimum I1: numbers only.
func.func @minimum_i1(%a: tensor<4xi1>, %b: tensor<4xi1>) {
  // expected-error@+1 {{'wick.minimum' op operand #0 must be statically shaped tensor of f32, f64, bf16, i32, i64 or i8}}
  wick.minimum %a, %b : (tensor<4xi1>, tensor<4xi1>) -> tensor<4xi1>
  return
}

// -----

// wick.minimum I2: numbers only.
func.func @minimum_i2(%a: tensor<4xf32>, %b: tensor<4xi1>) {
  // expected-error@+1 {{'wick.minimum' op operand #1 must be statically shaped tensor of f32, f64, bf16, i32, i64 or i8}}
  wick.minimum %a, %b : (tensor<4xf32>, tensor<4xi1>) -> tensor<4xf32>
  return
}

// -----

// wick.minimum C1: one element type.
func.func @minimum_c1(%a: tensor<4xf32>, %b: tensor<4xf64>) {
  // expected-error@+1 {{'wick.minimum' op C1: operands have element types f32 and f64; cast one of them}}
  wick.minimum %a, %b : (tensor<4xf32>, tensor<4xf64>) -> tensor<4xf32>
  return
}

// -----

// wick.minimum C2: the shapes broadcast.
func.func @minimum_c2(%a: tensor<32x10xf32>, %b: tensor<32xf32>) {
  // expected-error@+1 {{'wick.minimum' op C2: shapes 32x10 and 32 do not broadcast; aligned at the last dimension, sizes must be equal or 1}}
  wick.minimum %a, %b : (tensor<32x10xf32>, tensor<32xf32>) -> tensor<32x10xf32>
  return
}

// -----

// wick.minimum C3: the result has the broadcast shape.
func.func @minimum_c3(%a: tensor<4x1xf32>, %b: tensor<3xf32>) {
  // expected-error@+1 {{'wick.minimum' op result types are 'tensor<4x1xf32>' but the operands make 'tensor<4x3xf32>'}}
  wick.minimum %a, %b : (tensor<4x1xf32>, tensor<3xf32>) -> tensor<4x1xf32>
  return
}
