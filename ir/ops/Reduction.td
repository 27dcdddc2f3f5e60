//===- Reduction.td - many elements to one ---------------------------------===//

include "ir/Attributes.td"

class Wick_Reduce<string mnemonic, Type type, list<Trait> traits = []>
    : Wick_Op<mnemonic, !listconcat([Wick_InfersTypes], traits)> {
  let arguments = (ins type:$input, DenseI64ArrayAttr:$dims,
                       DefaultValuedAttr<BoolAttr, "false">:$keep_dims);
  let results = (outs type:$output);
  let assemblyFormat = "$input attr-dict `:` functional-type(operands, results)";
}

def Wick_ReduceSumOp : Wick_Reduce<"reduce_sum", Wick_Number> {
  let summary = "sum over dimensions";
  let description = [{
    * I1. `input`: tensor of numbers. I2. `dims`. I3. `keep_dims` (default false).
    * C1. `dims` is strictly increasing and in [0, rank).
    * C2. `output` has the shape of `input` without `dims`, or with 1 there if `keep_dims`.

    ```mlir
    %s = wick.reduce_sum %x {dims = array<i64: 1>} : (tensor<4x8xf32>) -> tensor<4xf32>
    ```
  }];
  let hasFolder = 1;
}

def Wick_ReduceMaxOp : Wick_Reduce<"reduce_max", Wick_Number> {
  let summary = "maximum over dimensions; NaN if one element is NaN";
  let description = [{
    I1. to I3., C1. and C2. as in `wick.reduce_sum`. Among equal elements the first, in row-major
    order, wins: it alone receives the gradient.

    * C3. no reduced dimension is empty.

    ```mlir
    %m = wick.reduce_max %x {dims = array<i64: 1>} : (tensor<4x8xf32>) -> tensor<4xf32>
    ```
  }];
  let hasVerifier = 1;
  let hasFolder = 1;
}

def Wick_ReduceMeanOp : Wick_Reduce<"reduce_mean", Wick_Float, [Wick_Decomposes]> {
  let summary = "arithmetic mean over dimensions";
  let description = [{
    I1. to I3., C1. and C2. as in `wick.reduce_sum`; C3. as in `wick.reduce_max`.

    ```mlir
    %m = wick.reduce_mean %x {dims = array<i64: 0, 1>} : (tensor<4x8xf32>) -> tensor<f32>
    ```
  }];
  let hasVerifier = 1;
  let hasFolder = 1;
}

def Wick_ArgmaxOp : Wick_Op<"argmax", [Wick_InfersTypes]> {
  let summary = "index of the first largest element along a dimension";
  let description = [{
    * I1. `input`: tensor of numbers. I2. `dim`.
    * C1. `dim` is in [0, rank), and input.shape[dim] > 0.
    * C2. `output` has the shape of `input` without `dim` and element type i32.

    An element replaces the best so far when it is strictly greater. Not differentiable.

    ```mlir
    %k = wick.argmax %logits {dim = 1} : (tensor<32x10xf32>) -> tensor<32xi32>
    ```
  }];
  let arguments = (ins Wick_Number:$input, I64Attr:$dim);
  let results = (outs Wick_TensorOf<[I32], "statically shaped tensor of i32">:$output);
  let assemblyFormat = "$input attr-dict `:` functional-type(operands, results)";
}
