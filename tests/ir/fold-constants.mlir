// RUN: wick-opt "%s" --wick-fold-constants | FileCheck "%s"
// RUN: wick-opt "%s" --wick-fold-constants --wick-fold-constants | FileCheck "%s"
// RUN: wick-opt "%s" --wick-fold-constants=max-elements=299 | FileCheck "%s" --check-prefix=LIMIT

// Beyond the limit of canonicalization, with an op of several results.
// CHECK-LABEL: func.func @large
// CHECK-DAG: wick.constant dense<3.000000e+02> : tensor<f32>
// CHECK-DAG: wick.constant dense<2.718{{.+}}> : tensor<300xf32>
// CHECK-DAG: wick.constant dense<0.89999{{.+}}> : tensor<300xf32>
// CHECK-DAG: wick.constant dense<1.000000e+00> : tensor<300xf32>
// CHECK-NEXT: return
// LIMIT-LABEL: func.func @large
// LIMIT: wick.reduce_sum
// LIMIT: wick.exp
// LIMIT: wick.momentum_step
func.func @large() -> (tensor<f32>, tensor<300xf32>, tensor<300xf32>, tensor<300xf32>) {
  %ones = wick.constant dense<1.0> : tensor<300xf32>
  %zeros = wick.constant dense<0.0> : tensor<300xf32>
  %rate = wick.constant dense<0.1> : tensor<f32>
  %0 = wick.reduce_sum %ones {dims = array<i64: 0>} : (tensor<300xf32>) -> tensor<f32>
  %1 = wick.exp %ones : tensor<300xf32>
  %2, %3 = wick.momentum_step %ones, %ones, %zeros, %rate {momentum = 0.9 : f64}
      : (tensor<300xf32>, tensor<300xf32>, tensor<300xf32>, tensor<f32>) -> (tensor<300xf32>, tensor<300xf32>)
  return %0, %1, %2, %3 : tensor<f32>, tensor<300xf32>, tensor<300xf32>, tensor<300xf32>
}

// A blob is a constant as well; one without data stays.
// CHECK-LABEL: func.func @resources
// CHECK-NEXT: %[[NONE:.+]] = wick.constant dense_resource<elided> : tensor<2xf32>
// CHECK-DAG: wick.constant dense<[-1.000000e+00, -2.000000e+00]> : tensor<2xf32>
// CHECK-DAG: wick.neg %[[NONE]]
// LIMIT-LABEL: func.func @resources
func.func @resources() -> (tensor<2xf32>, tensor<2xf32>) {
  %data = wick.constant dense_resource<one_two> : tensor<2xf32>
  %none = wick.constant dense_resource<elided> : tensor<2xf32>
  %0 = wick.neg %data : tensor<2xf32>
  %1 = wick.neg %none : tensor<2xf32>
  return %0, %1 : tensor<2xf32>, tensor<2xf32>
}

// CHECK-LABEL: func.func @no_constants
// CHECK: wick.add
// CHECK: wick.iota
// CHECK: wick.random_uniform
// CHECK: wick.random_normal
// CHECK: wick.dropout
func.func @no_constants(%x: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xi32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) {
  %c = wick.constant dense<[1.0, 2.0, 3.0, 4.0]> : tensor<4xf32>
  %s = wick.constant dense<7> : tensor<i64>
  %0 = wick.add %x, %c : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %1 = wick.iota {dim = 0 : i64} : tensor<4xi32>
  %2 = wick.random_uniform %s, %s : (tensor<i64>, tensor<i64>) -> tensor<4xf32>
  %3 = wick.random_normal %s, %s : (tensor<i64>, tensor<i64>) -> tensor<4xf32>
  %4 = wick.dropout %c, %s, %s {rate = 0.5 : f64} : (tensor<4xf32>, tensor<i64>, tensor<i64>) -> tensor<4xf32>
  return %0, %1, %2, %3, %4 : tensor<4xf32>, tensor<4xi32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>
}

{-#
  dialect_resources: {
    builtin: {
      one_two: "0x040000000000803F00000040"
    }
  }
#-}
