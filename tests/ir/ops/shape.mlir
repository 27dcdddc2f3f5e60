// Constants and the ops that move elements: round trip through text and bytecode, then one refusal per constraint.
//
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics | wick-opt | FileCheck "%s"
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics | wick-opt --emit-bytecode | wick-opt | FileCheck "%s"

// CHECK-LABEL: func.func @shape
func.func @shape(%x: tensor<2x6xf32>, %v: tensor<8xf32>, %p: tensor<2x1xi1>) {
  // CHECK: wick.constant dense<1.000000e+00> : tensor<f32>
  %0 = wick.constant dense<1.000000e+00> : tensor<f32>
  // CHECK: wick.constant dense<[true, false]> : tensor<2xi1>
  %1 = wick.constant dense<[true, false]> : tensor<2xi1>
  // CHECK: wick.iota {dim = 1 : i64} : tensor<2x3xi32>
  %2 = wick.iota {dim = 1 : i64} : tensor<2x3xi32>
  // CHECK: wick.reshape %{{.+}} : tensor<2x6xf32> -> tensor<3x4xf32>
  %3 = wick.reshape %x : tensor<2x6xf32> -> tensor<3x4xf32>
  // CHECK: wick.transpose %{{.+}} {permutation = array<i64: 1, 0>} : (tensor<2x6xf32>) -> tensor<6x2xf32>
  %4 = wick.transpose %x {permutation = array<i64: 1, 0>} : (tensor<2x6xf32>) -> tensor<6x2xf32>
  // CHECK: wick.reverse %{{.+}} {dims = array<i64: 0, 1>} : tensor<2x6xf32>
  wick.reverse %x {dims = array<i64: 0, 1>} : tensor<2x6xf32>
  // CHECK: wick.broadcast_in_dim %{{.+}} {dims = array<i64: 0, 2>} : tensor<2x1xi1> -> tensor<2x3x4xi1>
  %5 = wick.broadcast_in_dim %p {dims = array<i64: 0, 2>} : tensor<2x1xi1> -> tensor<2x3x4xi1>
  // CHECK: wick.slice %{{.+}} {limits = array<i64: 6>, starts = array<i64: 1>, strides = array<i64: 2>} : (tensor<8xf32>) -> tensor<3xf32>
  %6 = wick.slice %v {limits = array<i64: 6>, starts = array<i64: 1>, strides = array<i64: 2>} : (tensor<8xf32>) -> tensor<3xf32>
  // CHECK: wick.concat %{{.+}}, %{{.+}} {dim = 0 : i64} : (tensor<2x6xf32>, tensor<2x6xf32>) -> tensor<4x6xf32>
  %7 = wick.concat %x, %x {dim = 0 : i64} : (tensor<2x6xf32>, tensor<2x6xf32>) -> tensor<4x6xf32>
  // CHECK: wick.pad %{{.+}} {high = array<i64: 0>, interior = array<i64: 1>, low = array<i64: 2>} : (tensor<8xf32>) -> tensor<17xf32>
  %8 = wick.pad %v {high = array<i64: 0>, interior = array<i64: 1>, low = array<i64: 2>} : (tensor<8xf32>) -> tensor<17xf32>
  // CHECK: wick.pad %{{.+}} {high = array<i64: 1>, interior = array<i64: 0>, low = array<i64: 0>, value = -1.000000e+00 : f64} : (tensor<8xf32>) -> tensor<9xf32>
  %9 = wick.pad %v {high = array<i64: 1>, interior = array<i64: 0>, low = array<i64: 0>, value = -1.000000e+00 : f64} : (tensor<8xf32>) -> tensor<9xf32>
  return
}

// -----

// wick.constant I1: the value is an elements attribute.
func.func @constant_i1() {
  // expected-error@+1 {{Invalid attribute `value` in property conversion: 1.000000e+00 : f32}}
  "wick.constant"() <{value = 1.0 : f32}> : () -> tensor<f32>
  return
}

// -----

// wick.constant C1: the result has the type of the value.
func.func @constant_c1() {
  // expected-error@+1 {{'wick.constant' op failed to verify that all of {value, output} have same type}}
  "wick.constant"() <{value = dense<1.0> : tensor<2xf32>}> : () -> tensor<3xf32>
  return
}

// -----

// wick.iota I1: dim is an integer.
func.func @iota_i1() {
  // expected-error@+1 {{attribute 'dim' failed to satisfy constraint: 64-bit signless integer attribute}}
  wick.iota {dim = 0.5} : tensor<2x3xi32>
  return
}

// -----

// wick.iota C1: dim is a dimension.
func.func @iota_c1() {
  // expected-error@+1 {{'wick.iota' op C1: dim 2 is not in [0, 2)}}
  wick.iota {dim = 2 : i64} : tensor<2x3xi32>
  return
}

// -----

// wick.iota C1: a scalar has no dimension.
func.func @iota_c1_2() {
  // expected-error@+1 {{'wick.iota' op C1: dim 0 is not in [0, 0)}}
  wick.iota {dim = 0 : i64} : tensor<i32>
  return
}

// -----

// wick.reshape I1: one of the element types of the dialect.
func.func @reshape_i1(%x: tensor<4xf16>) {
  // expected-error@+1 {{'wick.reshape' op operand #0 must be statically shaped tensor of f32, f64, bf16, i32, i64, i8 or i1}}
  wick.reshape %x : tensor<4xf16> -> tensor<2x2xf16>
  return
}

// -----

// wick.reshape C1: the number of elements stays.
func.func @reshape_c1(%x: tensor<2x6xf32>) {
  // expected-error@+1 {{'wick.reshape' op C1: 2x6 has 12 elements but 5 has 5}}
  wick.reshape %x : tensor<2x6xf32> -> tensor<5xf32>
  return
}

// -----

// wick.reshape C2: the element type stays.
func.func @reshape_c2(%x: tensor<4xf32>) {
  // expected-error@+1 {{'wick.reshape' op C2: element type changes from 'f32' to 'i32'; use wick.cast}}
  wick.reshape %x : tensor<4xf32> -> tensor<2x2xi32>
  return
}

// -----

// wick.reverse I1: one of the element types of the dialect.
func.func @reverse_i1(%x: tensor<4xf16>) {
  // expected-error@+1 {{'wick.reverse' op operand #0 must be statically shaped tensor of f32, f64, bf16, i32, i64, i8 or i1}}
  wick.reverse %x {dims = array<i64: 0>} : tensor<4xf16>
  return
}

// -----

// wick.reverse C1: each dimension once.
func.func @reverse_c1(%x: tensor<4x2xf32>) {
  // expected-error@+1 {{'wick.reverse' op C1: dims must be strictly increasing and in [0, 2) for 4x2}}
  wick.reverse %x {dims = array<i64: 1, 1>} : tensor<4x2xf32>
  return
}

// -----

// wick.reverse C1: a dimension of the input.
func.func @reverse_c1_2(%x: tensor<4x2xf32>) {
  // expected-error@+1 {{'wick.reverse' op C1: dims must be strictly increasing and in [0, 2) for 4x2}}
  wick.reverse %x {dims = array<i64: 2>} : tensor<4x2xf32>
  return
}

// -----

// wick.transpose I1: one of the element types of the dialect.
func.func @transpose_i1(%x: tensor<4xf16>) {
  // expected-error@+1 {{'wick.transpose' op operand #0 must be statically shaped tensor of f32, f64, bf16, i32, i64, i8 or i1}}
  wick.transpose %x {permutation = array<i64: 0>} : (tensor<4xf16>) -> tensor<4xf16>
  return
}

// -----

// wick.transpose I2: a permutation is given.
func.func @transpose_i2(%x: tensor<4xf32>) {
  // expected-error@+1 {{'wick.transpose' op requires attribute 'permutation'}}
  wick.transpose %x : (tensor<4xf32>) -> tensor<4xf32>
  return
}

// -----

// wick.transpose C1: each dimension once.
func.func @transpose_c1(%x: tensor<2x3xf32>) {
  // expected-error@+1 {{'wick.transpose' op C1: permutation must name each of the 2 dimensions of 2x3 once}}
  wick.transpose %x {permutation = array<i64: 1, 1>} : (tensor<2x3xf32>) -> tensor<3x3xf32>
  return
}

// -----

// wick.transpose C2: the sizes move with the dimensions.
func.func @transpose_c2(%x: tensor<2x3xf32>) {
  // expected-error@+1 {{'wick.transpose' op result types are 'tensor<2x3xf32>' but the operands make 'tensor<3x2xf32>'}}
  wick.transpose %x {permutation = array<i64: 1, 0>} : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

// wick.broadcast_in_dim I1: one of the element types of the dialect.
func.func @broadcast_in_dim_i1(%x: tensor<4xf16>) {
  // expected-error@+1 {{'wick.broadcast_in_dim' op operand #0 must be statically shaped tensor of f32, f64, bf16, i32, i64, i8 or i1}}
  wick.broadcast_in_dim %x {dims = array<i64: 0>} : tensor<4xf16> -> tensor<4x2xf16>
  return
}

// -----

// wick.broadcast_in_dim I2: dims are given.
func.func @broadcast_in_dim_i2(%x: tensor<4xf32>) {
  // expected-error@+1 {{'wick.broadcast_in_dim' op requires attribute 'dims'}}
  wick.broadcast_in_dim %x : tensor<4xf32> -> tensor<4x2xf32>
  return
}

// -----

// wick.broadcast_in_dim C1: one entry per dimension.
func.func @broadcast_in_dim_c1(%x: tensor<4x3xf32>) {
  // expected-error@+1 {{'wick.broadcast_in_dim' op C1: dims needs 2 strictly increasing entries in [0, 2)}}
  wick.broadcast_in_dim %x {dims = array<i64: 0>} : tensor<4x3xf32> -> tensor<4x3xf32>
  return
}

// -----

// wick.broadcast_in_dim C1: strictly increasing.
func.func @broadcast_in_dim_c1_2(%x: tensor<4x3xf32>) {
  // expected-error@+1 {{'wick.broadcast_in_dim' op C1: dims needs 2 strictly increasing entries in [0, 2)}}
  wick.broadcast_in_dim %x {dims = array<i64: 1, 0>} : tensor<4x3xf32> -> tensor<3x4xf32>
  return
}

// -----

// wick.broadcast_in_dim C2: only 1 is repeated.
func.func @broadcast_in_dim_c2(%x: tensor<2xf32>) {
  // expected-error@+1 {{'wick.broadcast_in_dim' op C2: dimension 0 of 2 is neither 1 nor dimension 0 of 4x2}}
  wick.broadcast_in_dim %x {dims = array<i64: 0>} : tensor<2xf32> -> tensor<4x2xf32>
  return
}

// -----

// wick.broadcast_in_dim C3: the element type stays.
func.func @broadcast_in_dim_c3(%x: tensor<2xf32>) {
  // expected-error@+1 {{'wick.broadcast_in_dim' op C3: element type changes from 'f32' to 'f64'}}
  wick.broadcast_in_dim %x {dims = array<i64: 0>} : tensor<2xf32> -> tensor<2xf64>
  return
}

// -----

// wick.slice I1: one of the element types of the dialect.
func.func @slice_i1(%x: tensor<8xf16>) {
  // expected-error@+1 {{'wick.slice' op operand #0 must be statically shaped tensor of f32, f64, bf16, i32, i64, i8 or i1}}
  wick.slice %x {starts = array<i64: 0>, limits = array<i64: 1>, strides = array<i64: 1>} : (tensor<8xf16>) -> tensor<1xf16>
  return
}

// -----

// wick.slice I2: starts are given.
func.func @slice_i2(%x: tensor<8xf32>) {
  // expected-error@+1 {{'wick.slice' op requires attribute 'starts'}}
  wick.slice %x {limits = array<i64: 1>, strides = array<i64: 1>} : (tensor<8xf32>) -> tensor<1xf32>
  return
}

// -----

// wick.slice I3: limits are given.
func.func @slice_i3(%x: tensor<8xf32>) {
  // expected-error@+1 {{'wick.slice' op requires attribute 'limits'}}
  wick.slice %x {starts = array<i64: 1>, strides = array<i64: 1>} : (tensor<8xf32>) -> tensor<1xf32>
  return
}

// -----

// wick.slice I4: strides are given.
func.func @slice_i4(%x: tensor<8xf32>) {
  // expected-error@+1 {{'wick.slice' op requires attribute 'strides'}}
  wick.slice %x {starts = array<i64: 1>, limits = array<i64: 1>} : (tensor<8xf32>) -> tensor<1xf32>
  return
}

// -----

// wick.slice C1: one entry per dimension.
func.func @slice_c1(%x: tensor<8x2xf32>) {
  // expected-error@+1 {{'wick.slice' op C1: starts, limits and strides need one entry per dimension of 8x2}}
  wick.slice %x {starts = array<i64: 0>, limits = array<i64: 1>, strides = array<i64: 1>} : (tensor<8x2xf32>) -> tensor<1xf32>
  return
}

// -----

// wick.slice C2: the range lies inside.
func.func @slice_c2(%x: tensor<8xf32>) {
  // expected-error@+1 {{'wick.slice' op C2: [0, 9) is empty or outside dimension 0 of 8}}
  wick.slice %x {starts = array<i64: 0>, limits = array<i64: 9>, strides = array<i64: 1>} : (tensor<8xf32>) -> tensor<9xf32>
  return
}

// -----

// wick.slice C2: the range is not empty.
func.func @slice_c2_2(%x: tensor<8xf32>) {
  // expected-error@+1 {{'wick.slice' op C2: [3, 3) is empty or outside dimension 0 of 8}}
  wick.slice %x {starts = array<i64: 3>, limits = array<i64: 3>, strides = array<i64: 1>} : (tensor<8xf32>) -> tensor<0xf32>
  return
}

// -----

// wick.slice C3: strides go forward.
func.func @slice_c3(%x: tensor<8xf32>) {
  // expected-error@+1 {{'wick.slice' op C3: stride 0 of dimension 0 is below 1}}
  wick.slice %x {starts = array<i64: 0>, limits = array<i64: 8>, strides = array<i64: 0>} : (tensor<8xf32>) -> tensor<8xf32>
  return
}

// -----

// wick.slice C4: the size is that of the range.
func.func @slice_c4(%x: tensor<8xf32>) {
  // expected-error@+1 {{'wick.slice' op result types are 'tensor<2xf32>' but the operands make 'tensor<3xf32>'}}
  wick.slice %x {starts = array<i64: 1>, limits = array<i64: 6>, strides = array<i64: 2>} : (tensor<8xf32>) -> tensor<2xf32>
  return
}

// -----

// wick.concat I1: one of the element types of the dialect.
func.func @concat_i1(%x: tensor<4xf16>) {
  // expected-error@+1 {{'wick.concat' op operand #0 must be variadic of statically shaped tensor of f32, f64, bf16, i32, i64, i8 or i1}}
  wick.concat %x {dim = 0 : i64} : (tensor<4xf16>) -> tensor<4xf16>
  return
}

// -----

// wick.concat I2: dim is given.
func.func @concat_i2(%x: tensor<4xf32>) {
  // expected-error@+1 {{'wick.concat' op requires attribute 'dim'}}
  wick.concat %x : (tensor<4xf32>) -> tensor<4xf32>
  return
}

// -----

// wick.concat C1: at least one input.
func.func @concat_c1() {
  // expected-error@+1 {{'wick.concat' op C1: needs at least one input}}
  "wick.concat"() <{dim = 0 : i64}> : () -> tensor<4xf32>
  return
}

// -----

// wick.concat C2: dim is a dimension.
func.func @concat_c2(%x: tensor<4xf32>) {
  // expected-error@+1 {{'wick.concat' op C2: dim 1 is not in [0, 1)}}
  wick.concat %x {dim = 1 : i64} : (tensor<4xf32>) -> tensor<4xf32>
  return
}

// -----

// wick.concat C3: one shape but for dim.
func.func @concat_c3(%x: tensor<2x3xf32>, %y: tensor<2x4xf32>) {
  // expected-error@+1 {{'wick.concat' op C3: inputs 2x3 and 2x4 differ outside dimension 0 or in element type}}
  wick.concat %x, %y {dim = 0 : i64} : (tensor<2x3xf32>, tensor<2x4xf32>) -> tensor<4x3xf32>
  return
}

// -----

// wick.concat C4: the sizes along dim add up.
func.func @concat_c4(%x: tensor<2x3xf32>) {
  // expected-error@+1 {{'wick.concat' op result types are 'tensor<3x3xf32>' but the operands make 'tensor<4x3xf32>'}}
  wick.concat %x, %x {dim = 0 : i64} : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<3x3xf32>
  return
}

// -----

// wick.pad I1: numbers only.
func.func @pad_i1(%x: tensor<4xi1>) {
  // expected-error@+1 {{'wick.pad' op operand #0 must be statically shaped tensor of f32, f64, bf16, i32, i64 or i8}}
  wick.pad %x {low = array<i64: 0>, high = array<i64: 0>, interior = array<i64: 0>} : (tensor<4xi1>) -> tensor<4xi1>
  return
}

// -----

// wick.pad I2: low is given.
func.func @pad_i2(%x: tensor<8xf32>) {
  // expected-error@+1 {{'wick.pad' op requires attribute 'low'}}
  wick.pad %x {high = array<i64: 0>, interior = array<i64: 0>} : (tensor<8xf32>) -> tensor<8xf32>
  return
}

// -----

// wick.pad I3: high is given.
func.func @pad_i3(%x: tensor<8xf32>) {
  // expected-error@+1 {{'wick.pad' op requires attribute 'high'}}
  wick.pad %x {low = array<i64: 0>, interior = array<i64: 0>} : (tensor<8xf32>) -> tensor<8xf32>
  return
}

// -----

// wick.pad I4: interior is given.
func.func @pad_i4(%x: tensor<8xf32>) {
  // expected-error@+1 {{'wick.pad' op requires attribute 'interior'}}
  wick.pad %x {low = array<i64: 0>, high = array<i64: 0>} : (tensor<8xf32>) -> tensor<8xf32>
  return
}

// -----

// wick.pad I5: value is a number.
func.func @pad_i5(%x: tensor<8xf32>) {
  // expected-error@+1 {{'wick.pad' op attribute 'value' failed to satisfy constraint: 64-bit float attribute}}
  wick.pad %x {low = array<i64: 0>, high = array<i64: 0>, interior = array<i64: 0>, value = "x"} : (tensor<8xf32>) -> tensor<8xf32>
  return
}

// -----

// wick.pad C1: one count per dimension.
func.func @pad_c1(%x: tensor<8x2xf32>) {
  // expected-error@+1 {{'wick.pad' op C1: low, high and interior need one entry per dimension of 8x2, none negative}}
  wick.pad %x {low = array<i64: 0>, high = array<i64: 0>, interior = array<i64: 0>} : (tensor<8x2xf32>) -> tensor<8x2xf32>
  return
}

// -----

// wick.pad C1: no count is negative.
func.func @pad_c1_2(%x: tensor<8xf32>) {
  // expected-error@+1 {{'wick.pad' op C1: low, high and interior need one entry per dimension of 8, none negative}}
  wick.pad %x {low = array<i64: -1>, high = array<i64: 0>, interior = array<i64: 0>} : (tensor<8xf32>) -> tensor<7xf32>
  return
}

// -----

// wick.pad C2: the size is the sum.
func.func @pad_c2(%x: tensor<3xf32>) {
  // expected-error@+1 {{'wick.pad' op result types are 'tensor<4xf32>' but the operands make 'tensor<6xf32>'}}
  wick.pad %x {low = array<i64: 1>, high = array<i64: 0>, interior = array<i64: 1>} : (tensor<3xf32>) -> tensor<4xf32>
  return
}
