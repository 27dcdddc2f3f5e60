//===- Training.td - optimizer updates and the edge of differentiation ----===//

include "ir/Attributes.td"

def Wick_StopGradientOp : Wick_Op<"stop_gradient", [SameOperandsAndResultType, Idempotent]> {
  let summary = "the input; its gradient is zero";
  let description = [{
    * I1. `input`: tensor.
    * C1. `output` has the type of `input`.

    Folds: `stop_gradient(stop_gradient(x))` is `stop_gradient(x)`.

    ```mlir
    %y = wick.stop_gradient %x : tensor<4xf32>
    ```
  }];
  let arguments = (ins Wick_Tensor:$input);
  let results = (outs Wick_Tensor:$output);
  let assemblyFormat = "$input attr-dict `:` type($output)";
}

def Wick_SgdStepOp : Wick_Op<"sgd_step", [Wick_InfersTypes, Wick_Decomposes]> {
  let summary = "w' = w - lr * (g + weight_decay * w)";
  let description = [{
    * I1. `param`, I2. `gradient`: tensors of floats. I3. `learning_rate`: scalar. I4.
      `weight_decay` (default 0).
    * C1. `param` and `gradient` have one type.
    * C2. `learning_rate` has their element type.
    * C3. `new_param` has the type of `param`.

    ```mlir
    %w1 = wick.sgd_step %w, %g, %lr : (tensor<64xf32>, tensor<64xf32>, tensor<f32>) -> tensor<64xf32>
    ```
  }];
  let arguments = (ins Wick_Float:$param, Wick_Float:$gradient, Wick_FloatScalar:$learning_rate,
                       DefaultValuedAttr<F64Attr, "0.0">:$weight_decay);
  let results = (outs Wick_Float:$new_param);
  let assemblyFormat = [{
    $param `,` $gradient `,` $learning_rate attr-dict `:` functional-type(operands, results)
  }];
}

def Wick_MomentumStepOp : Wick_Op<"momentum_step", [Wick_InfersTypes, Wick_Decomposes]> {
  let summary = "v' = momentum * v + g + weight_decay * w; w' = w - lr * v'";
  let description = [{
    * I1. `param`, I2. `gradient`, I3. `velocity`: tensors of floats. I4. `learning_rate`: scalar.
      I5. `momentum`. I6. `weight_decay`.
    * C1. `param`, `gradient` and `velocity` have one type.
    * C2. `learning_rate` has their element type.
    * C3. `new_param` and `new_velocity` have the type of `param`.

    ```mlir
    %w1, %v1 = wick.momentum_step %w, %g, %v, %lr {momentum = 0.9}
        : (tensor<64xf32>, tensor<64xf32>, tensor<64xf32>, tensor<f32>) -> (tensor<64xf32>, tensor<64xf32>)
    ```
  }];
  let arguments = (ins Wick_Float:$param, Wick_Float:$gradient, Wick_Float:$velocity,
                       Wick_FloatScalar:$learning_rate, F64Attr:$momentum,
                       DefaultValuedAttr<F64Attr, "0.0">:$weight_decay);
  let results = (outs Wick_Float:$new_param, Wick_Float:$new_velocity);
  let assemblyFormat = [{
    $param `,` $gradient `,` $velocity `,` $learning_rate attr-dict `:` functional-type(operands,
    results)
  }];
}

class Wick_AdamStepLike<string mnemonic> : Wick_Op<mnemonic, [Wick_InfersTypes, Wick_Decomposes]> {
  let arguments = (ins Wick_Float:$param, Wick_Float:$gradient, Wick_Float:$first_moment,
                       Wick_Float:$second_moment, Wick_Counter:$step,
                       Wick_FloatScalar:$learning_rate,
                       DefaultValuedAttr<F64Attr, "0.9">:$beta1,
                       DefaultValuedAttr<F64Attr, "0.999">:$beta2,
                       DefaultValuedAttr<F64Attr, "1e-8">:$epsilon,
                       DefaultValuedAttr<F64Attr, "0.0">:$weight_decay);
  let results = (outs Wick_Float:$new_param, Wick_Float:$new_first_moment,
                      Wick_Float:$new_second_moment);
  let assemblyFormat = [{
    $param `,` $gradient `,` $first_moment `,` $second_moment `,` $step `,` $learning_rate
    attr-dict `:` functional-type(operands, results)
  }];
}

def Wick_AdamStepOp : Wick_AdamStepLike<"adam_step"> {
  let summary = "one step of Adam; weight decay is added to the gradient";
  let description = [{
    Kingma and Ba, 2015, algorithm 1. With g = gradient + weight_decay * w and t = `step` (1 in the
    first step): m' = beta1 m + (1 - beta1) g; v' = beta2 v + (1 - beta2) g^2; w' = w - lr * (m' /
    (1 - beta1^t)) / (sqrt(v' / (1 - beta2^t)) + epsilon).

    * I1. `param`, I2. `gradient`, I3. `first_moment`, I4. `second_moment`: tensors of floats. I5.
      `step`: rank-0 i64. I6. `learning_rate`: scalar. I7. `beta1`, I8. `beta2`, I9. `epsilon`, I10.
      `weight_decay`.
    * C1. I1 to I4 have one type.
    * C2. `learning_rate` has their element type.
    * C3. the results have the type of `param`.

    ```mlir
    %w1, %m1, %v1 = wick.adam_step %w, %g, %m, %v, %t, %lr
        : (tensor<64xf32>, tensor<64xf32>, tensor<64xf32>, tensor<64xf32>, tensor<i64>, tensor<f32>)
        -> (tensor<64xf32>, tensor<64xf32>, tensor<64xf32>)
    ```
  }];
}

def Wick_AdamWStepOp : Wick_AdamStepLike<"adamw_step"> {
  let summary = "one step of AdamW; weight decay acts on the weights, not on the gradient";
  let description = [{
    Loshchilov and Hutter, 2019. First w = w - lr * weight_decay * w, then the step of
    `wick.adam_step` without decay.

    I1. to I10., C1. to C3. as in `wick.adam_step`.

    ```mlir
    %w1, %m1, %v1 = wick.adamw_step %w, %g, %m, %v, %t, %lr {weight_decay = 0.01}
        : (tensor<64xf32>, tensor<64xf32>, tensor<64xf32>, tensor<64xf32>, tensor<i64>, tensor<f32>)
        -> (tensor<64xf32>, tensor<64xf32>, tensor<64xf32>)
    ```
  }];
}
