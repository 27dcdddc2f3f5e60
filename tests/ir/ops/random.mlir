// Random numbers: round trip through text and bytecode, then one refusal per constraint.
//
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics | wick-opt | FileCheck "%s"
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics | wick-opt --emit-bytecode | wick-opt | FileCheck "%s"

// CHECK-LABEL: func.func @random
func.func @random(%seed: tensor<i64>, %counter: tensor<i64>) {
  // CHECK: wick.random_uniform %{{.+}}, %{{.+}} {stream = 3 : i64} : (tensor<i64>, tensor<i64>) -> tensor<32x64xf32>
  %0 = wick.random_uniform %seed, %counter {stream = 3 : i64} : (tensor<i64>, tensor<i64>) -> tensor<32x64xf32>
  // CHECK: wick.random_uniform %{{.+}}, %{{.+}} {high = 5.000000e-01 : f64, low = -5.000000e-01 : f64} : (tensor<i64>, tensor<i64>) -> tensor<bf16>
  %1 = wick.random_uniform %seed, %counter {high = 5.000000e-01 : f64, low = -5.000000e-01 : f64} : (tensor<i64>, tensor<i64>) -> tensor<bf16>
  // CHECK: wick.random_normal %{{.+}}, %{{.+}} {stddev = 2.000000e-02 : f64} : (tensor<i64>, tensor<i64>) -> tensor<32x64xf64>
  %2 = wick.random_normal %seed, %counter {stddev = 2.000000e-02 : f64} : (tensor<i64>, tensor<i64>) -> tensor<32x64xf64>
  return
}

// -----

// wick.random_uniform I1: the seed is a scalar i64.
func.func @random_uniform_i1(%s: tensor<i32>, %c: tensor<i64>) {
  // expected-error@+1 {{'wick.random_uniform' op operand #0 must be rank-0 tensor of i64}}
  wick.random_uniform %s, %c : (tensor<i32>, tensor<i64>) -> tensor<4xf32>
  return
}

// -----

// wick.random_uniform I2: the counter is a scalar i64.
func.func @random_uniform_i2(%s: tensor<i64>, %c: tensor<1xi64>) {
  // expected-error@+1 {{'wick.random_uniform' op operand #1 must be rank-0 tensor of i64}}
  wick.random_uniform %s, %c : (tensor<i64>, tensor<1xi64>) -> tensor<4xf32>
  return
}

// -----

// wick.random_uniform I3: low is a number.
func.func @random_uniform_i3(%s: tensor<i64>, %c: tensor<i64>) {
  // expected-error@+1 {{'wick.random_uniform' op attribute 'low' failed to satisfy constraint: 64-bit float attribute}}
  wick.random_uniform %s, %c {low = 1 : i64} : (tensor<i64>, tensor<i64>) -> tensor<4xf32>
  return
}

// -----

// wick.random_uniform I4: high is a number.
func.func @random_uniform_i4(%s: tensor<i64>, %c: tensor<i64>) {
  // expected-error@+1 {{'wick.random_uniform' op attribute 'high' failed to satisfy constraint: 64-bit float attribute}}
  wick.random_uniform %s, %c {high = 1 : i64} : (tensor<i64>, tensor<i64>) -> tensor<4xf32>
  return
}

// -----

// wick.random_uniform I5: the stream is an integer.
func.func @random_uniform_i5(%s: tensor<i64>, %c: tensor<i64>) {
  // expected-error@+1 {{'wick.random_uniform' op attribute 'stream' failed to satisfy constraint: 64-bit signless integer attribute}}
  wick.random_uniform %s, %c {stream = 1.0 : f64} : (tensor<i64>, tensor<i64>) -> tensor<4xf32>
  return
}

// -----

// wick.random_uniform C1: the range is not empty.
func.func @random_uniform_c1(%s: tensor<i64>, %c: tensor<i64>) {
  // expected-error@+1 {{'wick.random_uniform' op C1: low must be less than high, got 1.000000e+00 and 1.000000e+00}}
  wick.random_uniform %s, %c {low = 1.0 : f64} : (tensor<i64>, tensor<i64>) -> tensor<4xf32>
  return
}

// -----

// wick.random_uniform C2: a stream is a word.
func.func @random_uniform_c2(%s: tensor<i64>, %c: tensor<i64>) {
  // expected-error@+1 {{'wick.random_uniform' op C2: stream must be in [0, 2^32), got -1}}
  wick.random_uniform %s, %c {stream = -1 : i64} : (tensor<i64>, tensor<i64>) -> tensor<4xf32>
  return
}

// -----

// wick.random_normal I1: the seed is a scalar i64.
func.func @random_normal_i1(%s: tensor<i32>, %c: tensor<i64>) {
  // expected-error@+1 {{'wick.random_normal' op operand #0 must be rank-0 tensor of i64}}
  wick.random_normal %s, %c : (tensor<i32>, tensor<i64>) -> tensor<4xf32>
  return
}

// -----

// wick.random_normal I2: the counter is a scalar i64.
func.func @random_normal_i2(%s: tensor<i64>, %c: tensor<1xi64>) {
  // expected-error@+1 {{'wick.random_normal' op operand #1 must be rank-0 tensor of i64}}
  wick.random_normal %s, %c : (tensor<i64>, tensor<1xi64>) -> tensor<4xf32>
  return
}

// -----

// wick.random_normal I3: mean is a number.
func.func @random_normal_i3(%s: tensor<i64>, %c: tensor<i64>) {
  // expected-error@+1 {{'wick.random_normal' op attribute 'mean' failed to satisfy constraint: 64-bit float attribute}}
  wick.random_normal %s, %c {mean = 1 : i64} : (tensor<i64>, tensor<i64>) -> tensor<4xf32>
  return
}

// -----

// wick.random_normal I4: stddev is a number.
func.func @random_normal_i4(%s: tensor<i64>, %c: tensor<i64>) {
  // expected-error@+1 {{'wick.random_normal' op attribute 'stddev' failed to satisfy constraint: 64-bit float attribute}}
  wick.random_normal %s, %c {stddev = 1 : i64} : (tensor<i64>, tensor<i64>) -> tensor<4xf32>
  return
}

// -----

// wick.random_normal I5: the stream is an integer.
func.func @random_normal_i5(%s: tensor<i64>, %c: tensor<i64>) {
  // expected-error@+1 {{'wick.random_normal' op attribute 'stream' failed to satisfy constraint: 64-bit signless integer attribute}}
  wick.random_normal %s, %c {stream = 1.0 : f64} : (tensor<i64>, tensor<i64>) -> tensor<4xf32>
  return
}

// -----

// wick.random_normal C1: the deviation is positive.
func.func @random_normal_c1(%s: tensor<i64>, %c: tensor<i64>) {
  // expected-error@+1 {{'wick.random_normal' op C1: stddev must be positive, got 0.000000e+00}}
  wick.random_normal %s, %c {stddev = 0.0 : f64} : (tensor<i64>, tensor<i64>) -> tensor<4xf32>
  return
}

// -----

// wick.random_normal C2: a stream is a word.
func.func @random_normal_c2(%s: tensor<i64>, %c: tensor<i64>) {
  // expected-error@+1 {{'wick.random_normal' op C2: stream must be in [0, 2^32), got -1}}
  wick.random_normal %s, %c {stream = -1 : i64} : (tensor<i64>, tensor<i64>) -> tensor<4xf32>
  return
}
