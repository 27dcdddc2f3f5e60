// Optimizer updates: round trip through text and bytecode, then one refusal per constraint.
//
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics | wick-opt | FileCheck "%s"
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics | wick-opt --emit-bytecode | wick-opt | FileCheck "%s"

// CHECK-LABEL: func.func @training
func.func @training(%w: tensor<64xf32>, %g: tensor<64xf32>, %m: tensor<64xf32>, %v: tensor<64xf32>, %t: tensor<i64>, %lr: tensor<f32>) {
  // CHECK: wick.stop_gradient %{{.+}} : tensor<64xf32>
  %0 = wick.stop_gradient %w : tensor<64xf32>
  // CHECK: wick.sgd_step %{{.+}}, %{{.+}}, %{{.+}} : (tensor<64xf32>, tensor<64xf32>, tensor<f32>) -> tensor<64xf32>
  %1 = wick.sgd_step %w, %g, %lr : (tensor<64xf32>, tensor<64xf32>, tensor<f32>) -> tensor<64xf32>
  // CHECK: %{{.+}}, %{{.+}} = wick.momentum_step %{{.+}}, %{{.+}}, %{{.+}}, %{{.+}} {momentum = 9.000000e-01 : f64} : (tensor<64xf32>, tensor<64xf32>, tensor<64xf32>, tensor<f32>) -> (tensor<64xf32>, tensor<64xf32>)
  %2, %3 = wick.momentum_step %w, %g, %v, %lr {momentum = 9.000000e-01 : f64} : (tensor<64xf32>, tensor<64xf32>, tensor<64xf32>, tensor<f32>) -> (tensor<64xf32>, tensor<64xf32>)
  // CHECK: %{{.+}}, %{{.+}}, %{{.+}} = wick.adam_step %{{.+}}, %{{.+}}, %{{.+}}, %{{.+}}, %{{.+}}, %{{.+}} : (tensor<64xf32>, tensor<64xf32>, tensor<64xf32>, tensor<64xf32>, tensor<i64>, tensor<f32>) -> (tensor<64xf32>, tensor<64xf32>, tensor<64xf32>)
  %4, %5, %6 = wick.adam_step %w, %g, %m, %v, %t, %lr : (tensor<64xf32>, tensor<64xf32>, tensor<64xf32>, tensor<64xf32>, tensor<i64>, tensor<f32>) -> (tensor<64xf32>, tensor<64xf32>, tensor<64xf32>)
  // CHECK: %{{.+}}, %{{.+}}, %{{.+}} = wick.adamw_step %{{.+}}, %{{.+}}, %{{.+}}, %{{.+}}, %{{.+}}, %{{.+}} {weight_decay = 1.000000e-02 : f64} : (tensor<64xf32>, tensor<64xf32>, tensor<64xf32>, tensor<64xf32>, tensor<i64>, tensor<f32>) -> (tensor<64xf32>, tensor<64xf32>, tensor<64xf32>)
  %7, %8, %9 = wick.adamw_step %w, %g, %m, %v, %t, %lr {weight_decay = 1.000000e-02 : f64} : (tensor<64xf32>, tensor<64xf32>, tensor<64xf32>, tensor<64xf32>, tensor<i64>, tensor<f32>) -> (tensor<64xf32>, tensor<64xf32>, tensor<64xf32>)
  return
}

// -----

// wick.stop_gradient I1: one of the element types of the dialect.
func.func @stop_gradient_i1(%x: tensor<4xf16>) {
  // expected-error@+1 {{'wick.stop_gradient' op operand #0 must be statically shaped tensor of f32, f64, bf16, i32, i64, i8 or i1}}
  wick.stop_gradient %x : tensor<4xf16>
  return
}

// -----

// wick.stop_gradient C1: the result has the type of the input.
func.func @stop_gradient_c1(%x: tensor<4xf32>) {
  // expected-error@+1 {{'wick.stop_gradient' op requires the same type for all operands and results}}
  "wick.stop_gradient"(%x) : (tensor<4xf32>) -> tensor<4xf64>
  return
}

// -----

// wick.sgd_step I1: floats only.
func.func @sgd_step_i1(%a: tensor<4xi32>, %b: tensor<4xf32>, %c: tensor<f32>) {
  // expected-error@+1 {{'wick.sgd_step' op operand #0 must be statically shaped tensor of f32, f64 or bf16}}
  wick.sgd_step %a, %b, %c : (tensor<4xi32>, tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  return
}

// -----

// wick.sgd_step I2: floats only.
func.func @sgd_step_i2(%a: tensor<4xf32>, %b: tensor<4xi32>, %c: tensor<f32>) {
  // expected-error@+1 {{'wick.sgd_step' op operand #1 must be statically shaped tensor of f32, f64 or bf16}}
  wick.sgd_step %a, %b, %c : (tensor<4xf32>, tensor<4xi32>, tensor<f32>) -> tensor<4xf32>
  return
}

// -----

// wick.sgd_step I3: the learning rate is a scalar.
func.func @sgd_step_i3(%a: tensor<4xf32>, %b: tensor<4xf32>, %c: tensor<1xf32>) {
  // expected-error@+1 {{'wick.sgd_step' op operand #2 must be rank-0 tensor of f32, f64 or bf16}}
  wick.sgd_step %a, %b, %c : (tensor<4xf32>, tensor<4xf32>, tensor<1xf32>) -> tensor<4xf32>
  return
}

// -----

// wick.sgd_step I4: weight_decay is a number.
func.func @sgd_step_i4(%a: tensor<4xf32>, %b: tensor<4xf32>, %c: tensor<f32>) {
  // expected-error@+1 {{'wick.sgd_step' op attribute 'weight_decay' failed to satisfy constraint: 64-bit float attribute}}
  wick.sgd_step %a, %b, %c {weight_decay = 1 : i64} : (tensor<4xf32>, tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
  return
}

// -----

// wick.sgd_step C1: one type.
func.func @sgd_step_c1(%a: tensor<4xf32>, %b: tensor<3xf32>, %c: tensor<f32>) {
  // expected-error@+1 {{'wick.sgd_step' op C1: param, gradient and moments need one type, got 4 and 3}}
  wick.sgd_step %a, %b, %c : (tensor<4xf32>, tensor<3xf32>, tensor<f32>) -> tensor<4xf32>
  return
}

// -----

// wick.sgd_step C2: the learning rate has the element type.
func.func @sgd_step_c2(%a: tensor<4xf32>, %b: tensor<4xf32>, %c: tensor<f64>) {
  // expected-error@+1 {{'wick.sgd_step' op C2: learning_rate needs the element type of param}}
  wick.sgd_step %a, %b, %c : (tensor<4xf32>, tensor<4xf32>, tensor<f64>) -> tensor<4xf32>
  return
}

// -----

// wick.sgd_step C3: the results have the type of param.
func.func @sgd_step_c3(%a: tensor<4xf32>, %b: tensor<4xf32>, %c: tensor<f32>) {
  // expected-error@+1 {{'wick.sgd_step' op result types are 'tensor<3xf32>' but the operands make 'tensor<4xf32>'}}
  wick.sgd_step %a, %b, %c : (tensor<4xf32>, tensor<4xf32>, tensor<f32>) -> tensor<3xf32>
  return
}

// -----

// wick.momentum_step I1: floats only.
func.func @momentum_step_i1(%a: tensor<4xi32>, %b: tensor<4xf32>, %c: tensor<4xf32>, %d: tensor<f32>) {
  // expected-error@+1 {{'wick.momentum_step' op operand #0 must be statically shaped tensor of f32, f64 or bf16}}
  wick.momentum_step %a, %b, %c, %d {momentum = 0.9 : f64} : (tensor<4xi32>, tensor<4xf32>, tensor<4xf32>, tensor<f32>) -> (tensor<4xf32>, tensor<4xf32>)
  return
}

// -----

// wick.momentum_step I2: floats only.
func.func @momentum_step_i2(%a: tensor<4xf32>, %b: tensor<4xi32>, %c: tensor<4xf32>, %d: tensor<f32>) {
  // expected-error@+1 {{'wick.momentum_step' op operand #1 must be statically shaped tensor of f32, f64 or bf16}}
  wick.momentum_step %a, %b, %c, %d {momentum = 0.9 : f64} : (tensor<4xf32>, tensor<4xi32>, tensor<4xf32>, tensor<f32>) -> (tensor<4xf32>, tensor<4xf32>)
  return
}

// -----

// wick.momentum_step I3: floats only.
func.func @momentum_step_i3(%a: tensor<4xf32>, %b: tensor<4xf32>, %c: tensor<4xi32>, %d: tensor<f32>) {
  // expected-error@+1 {{'wick.momentum_step' op operand #2 must be statically shaped tensor of f32, f64 or bf16}}
  wick.momentum_step %a, %b, %c, %d {momentum = 0.9 : f64} : (tensor<4xf32>, tensor<4xf32>, tensor<4xi32>, tensor<f32>) -> (tensor<4xf32>, tensor<4xf32>)
  return
}

// -----

// wick.momentum_step I4: the learning rate is a scalar.
func.func @momentum_step_i4(%a: tensor<4xf32>, %b: tensor<4xf32>, %c: tensor<4xf32>, %d: tensor<1xf32>) {
  // expected-error@+1 {{'wick.momentum_step' op operand #3 must be rank-0 tensor of f32, f64 or bf16}}
  wick.momentum_step %a, %b, %c, %d {momentum = 0.9 : f64} : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<1xf32>) -> (tensor<4xf32>, tensor<4xf32>)
  return
}

// -----

// wick.momentum_step I5: a momentum is given.
func.func @momentum_step_i5(%a: tensor<4xf32>, %b: tensor<4xf32>, %c: tensor<4xf32>, %d: tensor<f32>) {
  // expected-error@+1 {{'wick.momentum_step' op requires attribute 'momentum'}}
  wick.momentum_step %a, %b, %c, %d : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<f32>) -> (tensor<4xf32>, tensor<4xf32>)
  return
}

// -----

// wick.momentum_step I6: weight_decay is a number.
func.func @momentum_step_i6(%a: tensor<4xf32>, %b: tensor<4xf32>, %c: tensor<4xf32>, %d: tensor<f32>) {
  // expected-error@+1 {{'wick.momentum_step' op attribute 'weight_decay' failed to satisfy constraint: 64-bit float attribute}}
  wick.momentum_step %a, %b, %c, %d {momentum = 0.9 : f64, weight_decay = 1 : i64} : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<f32>) -> (tensor<4xf32>, tensor<4xf32>)
  return
}

// -----

// wick.momentum_step C1: one type.
func.func @momentum_step_c1(%a: tensor<4xf32>, %b: tensor<3xf32>, %c: tensor<4xf32>, %d: tensor<f32>) {
  // expected-error@+1 {{'wick.momentum_step' op C1: param, gradient and moments need one type, got 4 and 3}}
  wick.momentum_step %a, %b, %c, %d {momentum = 0.9 : f64} : (tensor<4xf32>, tensor<3xf32>, tensor<4xf32>, tensor<f32>) -> (tensor<4xf32>, tensor<4xf32>)
  return
}

// -----

// wick.momentum_step C1: one type.
func.func @momentum_step_c1_2(%a: tensor<4xf32>, %b: tensor<4xf32>, %c: tensor<3xf32>, %d: tensor<f32>) {
  // expected-error@+1 {{'wick.momentum_step' op C1: param, gradient and moments need one type, got 4 and 3}}
  wick.momentum_step %a, %b, %c, %d {momentum = 0.9 : f64} : (tensor<4xf32>, tensor<4xf32>, tensor<3xf32>, tensor<f32>) -> (tensor<4xf32>, tensor<4xf32>)
  return
}

// -----

// wick.momentum_step C2: the learning rate has the element type.
func.func @momentum_step_c2(%a: tensor<4xf32>, %b: tensor<4xf32>, %c: tensor<4xf32>, %d: tensor<f64>) {
  // expected-error@+1 {{'wick.momentum_step' op C2: learning_rate needs the element type of param}}
  wick.momentum_step %a, %b, %c, %d {momentum = 0.9 : f64} : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<f64>) -> (tensor<4xf32>, tensor<4xf32>)
  return
}

// -----

// wick.momentum_step C3: the results have the type of param.
func.func @momentum_step_c3(%a: tensor<4xf32>, %b: tensor<4xf32>, %c: tensor<4xf32>, %d: tensor<f32>) {
  // expected-error@+1 {{'wick.momentum_step' op result types are 'tensor<4xf32>', 'tensor<3xf32>' but the operands make 'tensor<4xf32>', 'tensor<4xf32>'}}
  wick.momentum_step %a, %b, %c, %d {momentum = 0.9 : f64} : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<f32>) -> (tensor<4xf32>, tensor<3xf32>)
  return
}

// -----

// wick.adam_step I1: floats only.
func.func @adam_step_i1(%a: tensor<4xi32>, %b: tensor<4xf32>, %c: tensor<4xf32>, %d: tensor<4xf32>, %e: tensor<i64>, %f: tensor<f32>) {
  // expected-error@+1 {{'wick.adam_step' op operand #0 must be statically shaped tensor of f32, f64 or bf16}}
  wick.adam_step %a, %b, %c, %d, %e, %f : (tensor<4xi32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<i64>, tensor<f32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>)
  return
}

// -----

// wick.adam_step I2: floats only.
func.func @adam_step_i2(%a: tensor<4xf32>, %b: tensor<4xi32>, %c: tensor<4xf32>, %d: tensor<4xf32>, %e: tensor<i64>, %f: tensor<f32>) {
  // expected-error@+1 {{'wick.adam_step' op operand #1 must be statically shaped tensor of f32, f64 or bf16}}
  wick.adam_step %a, %b, %c, %d, %e, %f : (tensor<4xf32>, tensor<4xi32>, tensor<4xf32>, tensor<4xf32>, tensor<i64>, tensor<f32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>)
  return
}

// -----

// wick.adam_step I3: floats only.
func.func @adam_step_i3(%a: tensor<4xf32>, %b: tensor<4xf32>, %c: tensor<4xi32>, %d: tensor<4xf32>, %e: tensor<i64>, %f: tensor<f32>) {
  // expected-error@+1 {{'wick.adam_step' op operand #2 must be statically shaped tensor of f32, f64 or bf16}}
  wick.adam_step %a, %b, %c, %d, %e, %f : (tensor<4xf32>, tensor<4xf32>, tensor<4xi32>, tensor<4xf32>, tensor<i64>, tensor<f32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>)
  return
}

// -----

// wick.adam_step I4: floats only.
func.func @adam_step_i4(%a: tensor<4xf32>, %b: tensor<4xf32>, %c: tensor<4xf32>, %d: tensor<4xi32>, %e: tensor<i64>, %f: tensor<f32>) {
  // expected-error@+1 {{'wick.adam_step' op operand #3 must be statically shaped tensor of f32, f64 or bf16}}
  wick.adam_step %a, %b, %c, %d, %e, %f : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xi32>, tensor<i64>, tensor<f32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>)
  return
}

// -----

// wick.adam_step I5: the step is a scalar i64.
func.func @adam_step_i5(%a: tensor<4xf32>, %b: tensor<4xf32>, %c: tensor<4xf32>, %d: tensor<4xf32>, %e: tensor<i32>, %f: tensor<f32>) {
  // expected-error@+1 {{'wick.adam_step' op operand #4 must be rank-0 tensor of i64}}
  wick.adam_step %a, %b, %c, %d, %e, %f : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<i32>, tensor<f32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>)
  return
}

// -----

// wick.adam_step I6: the learning rate is a scalar.
func.func @adam_step_i6(%a: tensor<4xf32>, %b: tensor<4xf32>, %c: tensor<4xf32>, %d: tensor<4xf32>, %e: tensor<i64>, %f: tensor<1xf32>) {
  // expected-error@+1 {{'wick.adam_step' op operand #5 must be rank-0 tensor of f32, f64 or bf16}}
  wick.adam_step %a, %b, %c, %d, %e, %f : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<i64>, tensor<1xf32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>)
  return
}

// -----

// wick.adam_step I7: beta1 is a number.
func.func @adam_step_i7(%a: tensor<4xf32>, %b: tensor<4xf32>, %c: tensor<4xf32>, %d: tensor<4xf32>, %e: tensor<i64>, %f: tensor<f32>) {
  // expected-error@+1 {{'wick.adam_step' op attribute 'beta1' failed to satisfy constraint: 64-bit float attribute}}
  wick.adam_step %a, %b, %c, %d, %e, %f {beta1 = 1 : i64} : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<i64>, tensor<f32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>)
  return
}

// -----

// wick.adam_step I8: beta2 is a number.
func.func @adam_step_i8(%a: tensor<4xf32>, %b: tensor<4xf32>, %c: tensor<4xf32>, %d: tensor<4xf32>, %e: tensor<i64>, %f: tensor<f32>) {
  // expected-error@+1 {{'wick.adam_step' op attribute 'beta2' failed to satisfy constraint: 64-bit float attribute}}
  wick.adam_step %a, %b, %c, %d, %e, %f {beta2 = 1 : i64} : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<i64>, tensor<f32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>)
  return
}

// -----

// wick.adam_step I9: epsilon is a number.
func.func @adam_step_i9(%a: tensor<4xf32>, %b: tensor<4xf32>, %c: tensor<4xf32>, %d: tensor<4xf32>, %e: tensor<i64>, %f: tensor<f32>) {
  // expected-error@+1 {{'wick.adam_step' op attribute 'epsilon' failed to satisfy constraint: 64-bit float attribute}}
  wick.adam_step %a, %b, %c, %d, %e, %f {epsilon = 1 : i64} : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<i64>, tensor<f32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>)
  return
}

// -----

// wick.adam_step I10: weight_decay is a number.
func.func @adam_step_i10(%a: tensor<4xf32>, %b: tensor<4xf32>, %c: tensor<4xf32>, %d: tensor<4xf32>, %e: tensor<i64>, %f: tensor<f32>) {
  // expected-error@+1 {{'wick.adam_step' op attribute 'weight_decay' failed to satisfy constraint: 64-bit float attribute}}
  wick.adam_step %a, %b, %c, %d, %e, %f {weight_decay = 1 : i64} : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<i64>, tensor<f32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>)
  return
}

// -----

// wick.adam_step C1: one type.
func.func @adam_step_c1(%a: tensor<4xf32>, %b: tensor<3xf32>, %c: tensor<4xf32>, %d: tensor<4xf32>, %e: tensor<i64>, %f: tensor<f32>) {
  // expected-error@+1 {{'wick.adam_step' op C1: param, gradient and moments need one type, got 4 and 3}}
  wick.adam_step %a, %b, %c, %d, %e, %f : (tensor<4xf32>, tensor<3xf32>, tensor<4xf32>, tensor<4xf32>, tensor<i64>, tensor<f32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>)
  return
}

// -----

// wick.adam_step C1: one type.
func.func @adam_step_c1_2(%a: tensor<4xf32>, %b: tensor<4xf32>, %c: tensor<3xf32>, %d: tensor<4xf32>, %e: tensor<i64>, %f: tensor<f32>) {
  // expected-error@+1 {{'wick.adam_step' op C1: param, gradient and moments need one type, got 4 and 3}}
  wick.adam_step %a, %b, %c, %d, %e, %f : (tensor<4xf32>, tensor<4xf32>, tensor<3xf32>, tensor<4xf32>, tensor<i64>, tensor<f32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>)
  return
}

// -----

// wick.adam_step C1: one type.
func.func @adam_step_c1_3(%a: tensor<4xf32>, %b: tensor<4xf32>, %c: tensor<4xf32>, %d: tensor<3xf32>, %e: tensor<i64>, %f: tensor<f32>) {
  // expected-error@+1 {{'wick.adam_step' op C1: param, gradient and moments need one type, got 4 and 3}}
  wick.adam_step %a, %b, %c, %d, %e, %f : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<3xf32>, tensor<i64>, tensor<f32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>)
  return
}

// -----

// wick.adam_step C2: the learning rate has the element type.
func.func @adam_step_c2(%a: tensor<4xf32>, %b: tensor<4xf32>, %c: tensor<4xf32>, %d: tensor<4xf32>, %e: tensor<i64>, %f: tensor<f64>) {
  // expected-error@+1 {{'wick.adam_step' op C2: learning_rate needs the element type of param}}
  wick.adam_step %a, %b, %c, %d, %e, %f : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<i64>, tensor<f64>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>)
  return
}

// -----

// wick.adam_step C3: the results have the type of param.
func.func @adam_step_c3(%a: tensor<4xf32>, %b: tensor<4xf32>, %c: tensor<4xf32>, %d: tensor<4xf32>, %e: tensor<i64>, %f: tensor<f32>) {
  // expected-error@+1 {{'wick.adam_step' op result types are 'tensor<4xf32>', 'tensor<4xf32>', 'tensor<3xf32>' but the operands make 'tensor<4xf32>', 'tensor<4xf32>', 'tensor<4xf32>'}}
  wick.adam_step %a, %b, %c, %d, %e, %f : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<i64>, tensor<f32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<3xf32>)
  return
}

// -----

// wick.adamw_step I1: floats only.
func.func @adamw_step_i1(%a: tensor<4xi32>, %b: tensor<4xf32>, %c: tensor<4xf32>, %d: tensor<4xf32>, %e: tensor<i64>, %f: tensor<f32>) {
  // expected-error@+1 {{'wick.adamw_step' op operand #0 must be statically shaped tensor of f32, f64 or bf16}}
  wick.adamw_step %a, %b, %c, %d, %e, %f : (tensor<4xi32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<i64>, tensor<f32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>)
  return
}

// -----

// wick.adamw_step I2: floats only.
func.func @adamw_step_i2(%a: tensor<4xf32>, %b: tensor<4xi32>, %c: tensor<4xf32>, %d: tensor<4xf32>, %e: tensor<i64>, %f: tensor<f32>) {
  // expected-error@+1 {{'wick.adamw_step' op operand #1 must be statically shaped tensor of f32, f64 or bf16}}
  wick.adamw_step %a, %b, %c, %d, %e, %f : (tensor<4xf32>, tensor<4xi32>, tensor<4xf32>, tensor<4xf32>, tensor<i64>, tensor<f32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>)
  return
}

// -----

// wick.adamw_step I3: floats only.
func.func @adamw_step_i3(%a: tensor<4xf32>, %b: tensor<4xf32>, %c: tensor<4xi32>, %d: tensor<4xf32>, %e: tensor<i64>, %f: tensor<f32>) {
  // expected-error@+1 {{'wick.adamw_step' op operand #2 must be statically shaped tensor of f32, f64 or bf16}}
  wick.adamw_step %a, %b, %c, %d, %e, %f : (tensor<4xf32>, tensor<4xf32>, tensor<4xi32>, tensor<4xf32>, tensor<i64>, tensor<f32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>)
  return
}

// -----

// wick.adamw_step I4: floats only.
func.func @adamw_step_i4(%a: tensor<4xf32>, %b: tensor<4xf32>, %c: tensor<4xf32>, %d: tensor<4xi32>, %e: tensor<i64>, %f: tensor<f32>) {
  // expected-error@+1 {{'wick.adamw_step' op operand #3 must be statically shaped tensor of f32, f64 or bf16}}
  wick.adamw_step %a, %b, %c, %d, %e, %f : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xi32>, tensor<i64>, tensor<f32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>)
  return
}

// -----

// wick.adamw_step I5: the step is a scalar i64.
func.func @adamw_step_i5(%a: tensor<4xf32>, %b: tensor<4xf32>, %c: tensor<4xf32>, %d: tensor<4xf32>, %e: tensor<i32>, %f: tensor<f32>) {
  // expected-error@+1 {{'wick.adamw_step' op operand #4 must be rank-0 tensor of i64}}
  wick.adamw_step %a, %b, %c, %d, %e, %f : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<i32>, tensor<f32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>)
  return
}

// -----

// wick.adamw_step I6: the learning rate is a scalar.
func.func @adamw_step_i6(%a: tensor<4xf32>, %b: tensor<4xf32>, %c: tensor<4xf32>, %d: tensor<4xf32>, %e: tensor<i64>, %f: tensor<1xf32>) {
  // expected-error@+1 {{'wick.adamw_step' op operand #5 must be rank-0 tensor of f32, f64 or bf16}}
  wick.adamw_step %a, %b, %c, %d, %e, %f : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<i64>, tensor<1xf32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>)
  return
}

// -----

// wick.adamw_step I7: beta1 is a number.
func.func @adamw_step_i7(%a: tensor<4xf32>, %b: tensor<4xf32>, %c: tensor<4xf32>, %d: tensor<4xf32>, %e: tensor<i64>, %f: tensor<f32>) {
  // expected-error@+1 {{'wick.adamw_step' op attribute 'beta1' failed to satisfy constraint: 64-bit float attribute}}
  wick.adamw_step %a, %b, %c, %d, %e, %f {beta1 = 1 : i64} : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<i64>, tensor<f32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>)
  return
}

// -----

// wick.adamw_step I8: beta2 is a number.
func.func @adamw_step_i8(%a: tensor<4xf32>, %b: tensor<4xf32>, %c: tensor<4xf32>, %d: tensor<4xf32>, %e: tensor<i64>, %f: tensor<f32>) {
  // expected-error@+1 {{'wick.adamw_step' op attribute 'beta2' failed to satisfy constraint: 64-bit float attribute}}
  wick.adamw_step %a, %b, %c, %d, %e, %f {beta2 = 1 : i64} : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<i64>, tensor<f32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>)
  return
}

// -----

// wick.adamw_step I9: epsilon is a number.
func.func @adamw_step_i9(%a: tensor<4xf32>, %b: tensor<4xf32>, %c: tensor<4xf32>, %d: tensor<4xf32>, %e: tensor<i64>, %f: tensor<f32>) {
  // expected-error@+1 {{'wick.adamw_step' op attribute 'epsilon' failed to satisfy constraint: 64-bit float attribute}}
  wick.adamw_step %a, %b, %c, %d, %e, %f {epsilon = 1 : i64} : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<i64>, tensor<f32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>)
  return
}

// -----

// wick.adamw_step I10: weight_decay is a number.
func.func @adamw_step_i10(%a: tensor<4xf32>, %b: tensor<4xf32>, %c: tensor<4xf32>, %d: tensor<4xf32>, %e: tensor<i64>, %f: tensor<f32>) {
  // expected-error@+1 {{'wick.adamw_step' op attribute 'weight_decay' failed to satisfy constraint: 64-bit float attribute}}
  wick.adamw_step %a, %b, %c, %d, %e, %f {weight_decay = 1 : i64} : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<i64>, tensor<f32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>)
  return
}

// -----

// wick.adamw_step C1: one type.
func.func @adamw_step_c1(%a: tensor<4xf32>, %b: tensor<3xf32>, %c: tensor<4xf32>, %d: tensor<4xf32>, %e: tensor<i64>, %f: tensor<f32>) {
  // expected-error@+1 {{'wick.adamw_step' op C1: param, gradient and moments need one type, got 4 and 3}}
  wick.adamw_step %a, %b, %c, %d, %e, %f : (tensor<4xf32>, tensor<3xf32>, tensor<4xf32>, tensor<4xf32>, tensor<i64>, tensor<f32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>)
  return
}

// -----

// wick.adamw_step C1: one type.
func.func @adamw_step_c1_2(%a: tensor<4xf32>, %b: tensor<4xf32>, %c: tensor<3xf32>, %d: tensor<4xf32>, %e: tensor<i64>, %f: tensor<f32>) {
  // expected-error@+1 {{'wick.adamw_step' op C1: param, gradient and moments need one type, got 4 and 3}}
  wick.adamw_step %a, %b, %c, %d, %e, %f : (tensor<4xf32>, tensor<4xf32>, tensor<3xf32>, tensor<4xf32>, tensor<i64>, tensor<f32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>)
  return
}

// -----

// wick.adamw_step C1: one type.
func.func @adamw_step_c1_3(%a: tensor<4xf32>, %b: tensor<4xf32>, %c: tensor<4xf32>, %d: tensor<3xf32>, %e: tensor<i64>, %f: tensor<f32>) {
  // expected-error@+1 {{'wick.adamw_step' op C1: param, gradient and moments need one type, got 4 and 3}}
  wick.adamw_step %a, %b, %c, %d, %e, %f : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<3xf32>, tensor<i64>, tensor<f32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>)
  return
}

// -----

// wick.adamw_step C2: the learning rate has the element type.
func.func @adamw_step_c2(%a: tensor<4xf32>, %b: tensor<4xf32>, %c: tensor<4xf32>, %d: tensor<4xf32>, %e: tensor<i64>, %f: tensor<f64>) {
  // expected-error@+1 {{'wick.adamw_step' op C2: learning_rate needs the element type of param}}
  wick.adamw_step %a, %b, %c, %d, %e, %f : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<i64>, tensor<f64>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>)
  return
}

// -----

// wick.adamw_step C3: the results have the type of param.
func.func @adamw_step_c3(%a: tensor<4xf32>, %b: tensor<4xf32>, %c: tensor<4xf32>, %d: tensor<4xf32>, %e: tensor<i64>, %f: tensor<f32>) {
  // expected-error@+1 {{'wick.adamw_step' op result types are 'tensor<4xf32>', 'tensor<4xf32>', 'tensor<3xf32>' but the operands make 'tensor<4xf32>', 'tensor<4xf32>', 'tensor<4xf32>'}}
  wick.adamw_step %a, %b, %c, %d, %e, %f : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<i64>, tensor<f32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<3xf32>)
  return
}
