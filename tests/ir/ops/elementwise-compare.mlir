// wick.compare and wick.select: round trip through text and bytecode, then one refusal per constraint.
//
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics | wick-opt | FileCheck "%s"
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics | wick-opt --emit-bytecode | wick-opt | FileCheck "%s"

// CHECK-LABEL: func.func @compare
func.func @compare(%x: tensor<4x3xf32>, %y: tensor<3xf32>, %p: tensor<4x1xi1>, %q: tensor<i1>) {
  // CHECK: wick.compare ne, %{{.+}}, %{{.+}} : (tensor<4x3xf32>, tensor<3xf32>) -> tensor<4x3xi1>
  %0 = wick.compare ne, %x, %y : (tensor<4x3xf32>, tensor<3xf32>) -> tensor<4x3xi1>
  // CHECK: wick.select %{{.+}}, %{{.+}}, %{{.+}} : (tensor<4x1xi1>, tensor<4x3xf32>, tensor<3xf32>) -> tensor<4x3xf32>
  %1 = wick.select %p, %x, %y : (tensor<4x1xi1>, tensor<4x3xf32>, tensor<3xf32>) -> tensor<4x3xf32>
  // CHECK: wick.select %{{.+}}, %{{.+}}, %{{.+}} : (tensor<i1>, tensor<i1>, tensor<4x1xi1>) -> tensor<4x1xi1>
  %2 = wick.select %q, %q, %p : (tensor<i1>, tensor<i1>, tensor<4x1xi1>) -> tensor<4x1xi1>
  return
}

// -----

// wick.compare I1: numbers only.
func.func @compare_i1(%a: tensor<4xi1>, %b: tensor<4xf32>) {
  // expected-error@+1 {{'wick.compare' op operand #0 must be statically shaped tensor of f32, f64, bf16, i32, i64 or i8}}
  wick.compare eq, %a, %b : (tensor<4xi1>, tensor<4xf32>) -> tensor<4xi1>
  return
}

// -----

// wick.compare I2: numbers only.
func.func @compare_i2(%a: tensor<4xf32>, %b: tensor<4xi1>) {
  // expected-error@+1 {{'wick.compare' op operand #1 must be statically shaped tensor of f32, f64, bf16, i32, i64 or i8}}
  wick.compare eq, %a, %b : (tensor<4xf32>, tensor<4xi1>) -> tensor<4xi1>
  return
}

// -----

// wick.compare I3: one of six predicates.
func.func @compare_i3(%a: tensor<4xf32>) {
  // expected-error@+2 {{to be one of: eq, ne, lt, le, gt, ge}}
  // expected-error@+1 {{failed to parse Wick_ComparePredicateAttr}}
  wick.compare above, %a, %a : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xi1>
  return
}

// -----

// wick.compare C1: one element type.
func.func @compare_c1(%a: tensor<4xf32>, %b: tensor<4xi32>) {
  // expected-error@+1 {{'wick.compare' op C1: operands have element types f32 and i32; cast one of them}}
  wick.compare eq, %a, %b : (tensor<4xf32>, tensor<4xi32>) -> tensor<4xi1>
  return
}

// -----

// wick.compare C2: the shapes broadcast.
func.func @compare_c2(%a: tensor<4xf32>, %b: tensor<5xf32>) {
  // expected-error@+1 {{'wick.compare' op C2: shapes 4 and 5 do not broadcast}}
  wick.compare eq, %a, %b : (tensor<4xf32>, tensor<5xf32>) -> tensor<4xi1>
  return
}

// -----

// wick.compare C3: the result is i1.
func.func @compare_c3(%a: tensor<4xf32>, %b: tensor<f32>) {
  // expected-error@+1 {{'wick.compare' op result types are 'tensor<i1>' but the operands make 'tensor<4xi1>'}}
  "wick.compare"(%a, %b) <{predicate = #wick<compare_predicate eq>}> : (tensor<4xf32>, tensor<f32>) -> tensor<i1>
  return
}

// -----

// wick.select I1: the predicate is i1.
func.func @select_i1(%p: tensor<4xf32>) {
  // expected-error@+1 {{'wick.select' op operand #0 must be statically shaped tensor of i1}}
  wick.select %p, %p, %p : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return
}

// -----

// wick.select I2: one of the element types of the dialect.
func.func @select_i2(%p: tensor<4xi1>, %a: tensor<4xf16>) {
  // expected-error@+1 {{'wick.select' op operand #1 must be statically shaped tensor of f32, f64, bf16, i32, i64, i8 or i1}}
  wick.select %p, %a, %a : (tensor<4xi1>, tensor<4xf16>, tensor<4xf16>) -> tensor<4xf16>
  return
}

// -----

// wick.select I3: one of the element types of the dialect.
func.func @select_i3(%p: tensor<4xi1>, %a: tensor<4xf32>, %b: tensor<4xf16>) {
  // expected-error@+1 {{'wick.select' op operand #2 must be statically shaped tensor of f32, f64, bf16, i32, i64, i8 or i1}}
  wick.select %p, %a, %b : (tensor<4xi1>, tensor<4xf32>, tensor<4xf16>) -> tensor<4xf32>
  return
}

// -----

// wick.select C1: one element type.
func.func @select_c1(%p: tensor<4xi1>, %a: tensor<4xf32>, %b: tensor<4xf64>) {
  // expected-error@+1 {{'wick.select' op C1: operands have element types f32 and f64; cast one of them}}
  wick.select %p, %a, %b : (tensor<4xi1>, tensor<4xf32>, tensor<4xf64>) -> tensor<4xf32>
  return
}

// -----

// wick.select C2: the values broadcast.
func.func @select_c2(%p: tensor<4xi1>, %a: tensor<4xf32>, %b: tensor<3xf32>) {
  // expected-error@+1 {{'wick.select' op C2: shapes 4 and 3 do not broadcast}}
  wick.select %p, %a, %b : (tensor<4xi1>, tensor<4xf32>, tensor<3xf32>) -> tensor<4xf32>
  return
}

// -----

// wick.select C2: the predicate broadcasts with the values.
func.func @select_c2_2(%p: tensor<3xi1>, %a: tensor<4xf32>) {
  // expected-error@+1 {{'wick.select' op C2: predicate 3 does not broadcast with the values 4}}
  wick.select %p, %a, %a : (tensor<3xi1>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return
}

// -----

// wick.select C3: the result has the broadcast shape.
func.func @select_c3(%p: tensor<4xi1>, %a: tensor<f32>) {
  // expected-error@+1 {{'wick.select' op result types are 'tensor<f32>' but the operands make 'tensor<4xf32>'}}
  wick.select %p, %a, %a : (tensor<4xi1>, tensor<f32>, tensor<f32>) -> tensor<f32>
  return
}
