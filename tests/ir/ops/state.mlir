// Updates of a part of a buffer: round trip through text and bytecode, then one refusal per constraint.
//
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics | wick-opt | FileCheck "%s"
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics | wick-opt --emit-bytecode | wick-opt | FileCheck "%s"

// CHECK-LABEL: func.func @state
func.func @state(%row: tensor<1x64xf32>, %cache: tensor<128x64xf32>, %s: tensor<i1>) {
  // CHECK: wick.insert_slice %{{.+}}, %{{.+}} {starts = array<i64: 5, 0>} : (tensor<1x64xf32>, tensor<128x64xf32>) -> tensor<128x64xf32>
  %0 = wick.insert_slice %row, %cache {starts = array<i64: 5, 0>} : (tensor<1x64xf32>, tensor<128x64xf32>) -> tensor<128x64xf32>
  // CHECK: wick.insert_slice %{{.+}}, %{{.+}} {starts = array<i64>} : (tensor<i1>, tensor<i1>) -> tensor<i1>
  %1 = wick.insert_slice %s, %s {starts = array<i64>} : (tensor<i1>, tensor<i1>) -> tensor<i1>
  return
}

// -----

// wick.insert_slice I1: one of the element types of the dialect.
func.func @insert_slice_i1(%a: tensor<1xf16>, %b: tensor<4xf32>) {
  // expected-error@+1 {{'wick.insert_slice' op operand #0 must be statically shaped tensor of f32, f64, bf16, i32, i64, i8 or i1}}
  wick.insert_slice %a, %b {starts = array<i64: 0>} : (tensor<1xf16>, tensor<4xf32>) -> tensor<4xf32>
  return
}

// -----

// wick.insert_slice I2: one of the element types of the dialect.
func.func @insert_slice_i2(%a: tensor<1xf32>, %b: tensor<4xf16>) {
  // expected-error@+1 {{'wick.insert_slice' op operand #1 must be statically shaped tensor of f32, f64, bf16, i32, i64, i8 or i1}}
  wick.insert_slice %a, %b {starts = array<i64: 0>} : (tensor<1xf32>, tensor<4xf16>) -> tensor<4xf16>
  return
}

// -----

// wick.insert_slice I3: starts are given.
func.func @insert_slice_i3(%a: tensor<1xf32>, %b: tensor<4xf32>) {
  // expected-error@+1 {{'wick.insert_slice' op requires attribute 'starts'}}
  wick.insert_slice %a, %b : (tensor<1xf32>, tensor<4xf32>) -> tensor<4xf32>
  return
}

// -----

// wick.insert_slice C1: one element type.
func.func @insert_slice_c1(%a: tensor<1xf32>, %b: tensor<4xf64>) {
  // expected-error@+1 {{'wick.insert_slice' op C1: source 1 and destination 4 need one element type and one rank}}
  wick.insert_slice %a, %b {starts = array<i64: 0>} : (tensor<1xf32>, tensor<4xf64>) -> tensor<4xf64>
  return
}

// -----

// wick.insert_slice C1: one rank.
func.func @insert_slice_c1_2(%a: tensor<1xf32>, %b: tensor<4x1xf32>) {
  // expected-error@+1 {{'wick.insert_slice' op C1: source 1 and destination 4x1 need one element type and one rank}}
  wick.insert_slice %a, %b {starts = array<i64: 0, 0>} : (tensor<1xf32>, tensor<4x1xf32>) -> tensor<4x1xf32>
  return
}

// -----

// wick.insert_slice C2: one start per dimension.
func.func @insert_slice_c2(%a: tensor<1x1xf32>, %b: tensor<4x4xf32>) {
  // expected-error@+1 {{'wick.insert_slice' op C2: a block 1x1 at starts [0] does not fit into 4x4}}
  wick.insert_slice %a, %b {starts = array<i64: 0>} : (tensor<1x1xf32>, tensor<4x4xf32>) -> tensor<4x4xf32>
  return
}

// -----

// wick.insert_slice C2: the block lies inside.
func.func @insert_slice_c2_2(%a: tensor<2xf32>, %b: tensor<4xf32>) {
  // expected-error@+1 {{'wick.insert_slice' op C2: a block 2 at starts [3] does not fit into 4}}
  wick.insert_slice %a, %b {starts = array<i64: 3>} : (tensor<2xf32>, tensor<4xf32>) -> tensor<4xf32>
  return
}

// -----

// wick.insert_slice C2: no start is negative.
func.func @insert_slice_c2_3(%a: tensor<2xf32>, %b: tensor<4xf32>) {
  // expected-error@+1 {{'wick.insert_slice' op C2: a block 2 at starts [-1] does not fit into 4}}
  wick.insert_slice %a, %b {starts = array<i64: -1>} : (tensor<2xf32>, tensor<4xf32>) -> tensor<4xf32>
  return
}

// -----

// wick.insert_slice C3: the result has the type of the destination.
func.func @insert_slice_c3(%a: tensor<2xf32>, %b: tensor<4xf32>) {
  // expected-error@+1 {{'wick.insert_slice' op result types are 'tensor<2xf32>' but the operands make 'tensor<4xf32>'}}
  wick.insert_slice %a, %b {starts = array<i64: 0>} : (tensor<2xf32>, tensor<4xf32>) -> tensor<2xf32>
  return
}
