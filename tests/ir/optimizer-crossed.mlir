// The gradients of <a, b> are b and a themselves: each update needs the other parameter's old value,
// also in native code, which updates in place.
// RUN: wick-opt "%s" -wick-autodiff -canonicalize -wick-optimizer -canonicalize -o "%t".mlir
// RUN: wick run "%t".mlir --backend=interp --json | FileCheck "%s"
// RUN: wick run "%t".mlir --backend=llvm --json | FileCheck "%s"

// CHECK: "a":{"dtype":"f32","shape":[2],"values":[-4.0,-8.0]}
// CHECK-SAME: "b":{"dtype":"f32","shape":[2],"values":[9.5,19.0]}
func.func @train(%a: tensor<2xf32> {wick.name = "a", wick.role = #wick.role<param>, wick.init = dense<[1.0, 2.0]> : tensor<2xf32>},
                 %b: tensor<2xf32> {wick.name = "b", wick.role = #wick.role<param>, wick.init = dense<[10.0, 20.0]> : tensor<2xf32>})
    -> (tensor<f32> {wick.name = "loss"})
    attributes {wick.entry, wick.loss = 0 : i64, wick.learning_rate = 0.5 : f64, wick.optimizer = #wick.sgd<>} {
  %p = wick.mul %a, %b : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %loss = wick.reduce_sum %p {dims = array<i64: 0>} : (tensor<2xf32>) -> tensor<f32>
  return %loss : tensor<f32>
}
