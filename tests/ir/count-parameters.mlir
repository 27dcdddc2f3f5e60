// RUN: wick-opt "%s" --split-input-file --wick-count-parameters --verify-diagnostics | FileCheck "%s"

// A weight that both entries have counts once; inputs, states and hyperparameters do not count.
// expected-remark@below {{19 parameters}}
module {
  // CHECK-LABEL: func.func @predict
  func.func @predict(%x: tensor<1x4xf32> {wick.name = "x", wick.role = #wick.role<input>},
                     %w: tensor<4x3xf32> {wick.name = "w", wick.role = #wick.role<param>},
                     %s: tensor<f32> {wick.name = "scale", wick.role = #wick.role<param>})
      -> (tensor<1x3xf32> {wick.name = "y"}) attributes {wick.entry} {
    // CHECK-NEXT: wick.matmul
    %0 = wick.matmul %x, %w : (tensor<1x4xf32>, tensor<4x3xf32>) -> tensor<1x3xf32>
    // CHECK-NEXT: wick.mul
    %y = wick.mul %0, %s : (tensor<1x3xf32>, tensor<f32>) -> tensor<1x3xf32>
    return %y : tensor<1x3xf32>
  }
  func.func @evaluate(%w: tensor<4x3xf32> {wick.name = "w", wick.role = #wick.role<param>},
                      %t: tensor<2x3xf32> {wick.name = "table", wick.role = #wick.role<param>},
                      %m: tensor<5xf32> {wick.name = "m", wick.role = #wick.role<state>},
                      %r: tensor<f32> {wick.name = "rate", wick.role = #wick.role<hyper>})
      -> (tensor<f32> {wick.name = "y"}) attributes {wick.entry} {
    %y = wick.reduce_sum %w {dims = array<i64: 0, 1>} : (tensor<4x3xf32>) -> tensor<f32>
    return %y : tensor<f32>
  }
}

// -----

// A function that is no entry has no parameters.
// expected-remark@below {{0 parameters}}
module {
  func.func @helper(%w: tensor<4x3xf32>) -> tensor<4x3xf32> {
    return %w : tensor<4x3xf32>
  }
}

// -----

// expected-remark@below {{1 parameter}}
module {
  func.func @one(%w: tensor<f32> {wick.name = "w", wick.role = #wick.role<param>})
      -> (tensor<f32> {wick.name = "y"}) attributes {wick.entry} {
    return %w : tensor<f32>
  }
}
