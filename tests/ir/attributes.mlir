// Attributes of the wick dialect: round trip, then a refusal for each rule of their parameters.
//
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics | wick-opt | FileCheck "%s"
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics | wick-opt --emit-bytecode | wick-opt | FileCheck "%s"

// A number reads back as the same bits, and a parameter with its default value is left out.
// CHECK: module attributes
// CHECK-SAME: a.role = #wick.role<hyper>
// CHECK-SAME: b.uniform = #wick.uniform<low = -1.000000e-01, high = 0.33333333333333331, seed = -1, stream = 4294967295>
// CHECK-SAME: c.normal = #wick.normal<mean = 0.000000e+00, stddev = 2.000000e-02, seed = 3, stream = 0>
// CHECK-SAME: d.sgd = #wick.sgd<momentum = 9.000000e-01>
// CHECK-SAME: e.adam = #wick.adam<beta1 = 5.000000e-01, weight_decay = 1.000000e-02>
// CHECK-SAME: f.adamw = #wick.adamw<epsilon = 1.000000e-03>
module attributes {
  a.role = #wick.role<hyper>,
  b.uniform = #wick.uniform<low = -0.1, high = 0.33333333333333331, seed = -1, stream = 4294967295>,
  c.normal = #wick.normal<mean = 0.0, stddev = 0.02, seed = 3, stream = 0>,
  d.sgd = #wick.sgd<momentum = 0.9, weight_decay = 0.0>,
  e.adam = #wick.adam<beta1 = 0.5, weight_decay = 0.01>,
  f.adamw = #wick.adamw<epsilon = 0.001>} {}

// -----

// expected-error@+1 {{low must be less than high, got 1.000000e+00 and 1.000000e+00}}
module attributes {a = #wick.uniform<low = 1.0, high = 1.0, seed = 0, stream = 0>} {}

// -----

// expected-error@+1 {{stream must be in [0, 2^32), got 4294967296}}
module attributes {a = #wick.uniform<low = 0.0, high = 1.0, seed = 0, stream = 4294967296>} {}

// -----

// expected-error@+1 {{stddev must be positive, got 0.000000e+00}}
module attributes {a = #wick.normal<mean = 0.0, stddev = 0.0, seed = 0, stream = 0>} {}

// -----

// expected-error@+1 {{stream must be in [0, 2^32), got -1}}
module attributes {a = #wick.normal<mean = 0.0, stddev = 1.0, seed = 0, stream = -1>} {}

// -----

// expected-error@+1 {{momentum must be in [0, 1), got 1.000000e+00}}
module attributes {a = #wick.sgd<momentum = 1.0>} {}

// -----

// expected-error@+1 {{weight_decay must not be negative, got -5.000000e-01}}
module attributes {a = #wick.sgd<weight_decay = -0.5>} {}

// -----

// expected-error@+1 {{beta1 and beta2 must be in [0, 1), got 1.000000e+00 and 9.990000e-01}}
module attributes {a = #wick.adam<beta1 = 1.0>} {}

// -----

// expected-error@+1 {{beta1 and beta2 must be in [0, 1), got 9.000000e-01 and -5.000000e-01}}
module attributes {a = #wick.adam<beta2 = -0.5>} {}

// -----

// expected-error@+1 {{epsilon must be positive, got 0.000000e+00}}
module attributes {a = #wick.adam<epsilon = 0.0>} {}

// -----

// expected-error@+1 {{weight_decay must not be negative, got -5.000000e-01}}
module attributes {a = #wick.adam<weight_decay = -0.5>} {}

// -----

// expected-error@+1 {{beta1 and beta2 must be in [0, 1), got 1.000000e+00 and 9.990000e-01}}
module attributes {a = #wick.adamw<beta1 = 1.0>} {}

// -----

// expected-error@+1 {{beta1 and beta2 must be in [0, 1), got 9.000000e-01 and -5.000000e-01}}
module attributes {a = #wick.adamw<beta2 = -0.5>} {}

// -----

// expected-error@+1 {{epsilon must be positive, got 0.000000e+00}}
module attributes {a = #wick.adamw<epsilon = 0.0>} {}

// -----

// expected-error@+1 {{weight_decay must not be negative, got -5.000000e-01}}
module attributes {a = #wick.adamw<weight_decay = -0.5>} {}
