//===- Shape.td - constants and the movement of elements ------------------===//

include "ir/Attributes.td"

def Wick_ConstantOp : Wick_Op<"constant", [ConstantLike, AllTypesMatch<["value", "output"]>]> {
  let summary = "a tensor known at compile time";
  let description = [{
    * I1. `value`: elements attribute.
    * C1. `output` has the type of `value`.

    ```mlir
    %one = wick.constant dense<1.0> : tensor<f32>
    ```
  }];
  let arguments = (ins ElementsAttr:$value);
  let results = (outs Wick_Tensor:$output);
  let assemblyFormat = "attr-dict $value";
  let hasFolder = 1;
}

def Wick_IotaOp : Wick_Op<"iota"> {
  let summary = "the index along one dimension: 0, 1, 2, ...";
  let description = [{
    * I1. `dim`: the dimension that counts.
    * C1. `dim` is in [0, rank).

    ```mlir
    %i = wick.iota {dim = 1} : tensor<2x3xi32>   // [[0,1,2],[0,1,2]]
    ```
  }];
  let arguments = (ins I64Attr:$dim);
  let results = (outs Wick_Number:$output);
  let assemblyFormat = "attr-dict `:` type($output)";
  let hasVerifier = 1;
}

def Wick_ReshapeOp : Wick_Op<"reshape"> {
  let summary = "the same elements in row-major order under another shape";
  let description = [{
    * I1. `input`: tensor.
    * C1. `output` has as many elements as `input`.
    * C2. `output` has the element type of `input`.

    ```mlir
    %y = wick.reshape %x : tensor<2x6xf32> -> tensor<3x4xf32>
    ```
  }];
  let arguments = (ins Wick_Tensor:$input);
  let results = (outs Wick_Tensor:$output);
  let assemblyFormat = "$input attr-dict `:` type($input) `->` type($output)";
  let hasVerifier = 1;
  let hasFolder = 1;
  let hasCanonicalizeMethod = 1;
}

def Wick_TransposeOp : Wick_Op<"transpose", [Wick_InfersTypes]> {
  let summary = "dimension i of the output is dimension permutation[i] of the input";
  let description = [{
    * I1. `input`: tensor. I2. `permutation`.
    * C1. `permutation` names each dimension of `input` once.
    * C2. output.shape[i] = input.shape[permutation[i]], with the element type of `input`.

    ```mlir
    %y = wick.transpose %x {permutation = array<i64: 1, 0>} : (tensor<2x3xf32>) -> tensor<3x2xf32>
    ```
  }];
  let arguments = (ins Wick_Tensor:$input, DenseI64ArrayAttr:$permutation);
  let results = (outs Wick_Tensor:$output);
  let assemblyFormat = "$input attr-dict `:` functional-type(operands, results)";
  let hasFolder = 1;
  let hasCanonicalizeMethod = 1;
}

def Wick_ReverseOp : Wick_Op<"reverse", [SameOperandsAndResultType]> {
  let summary = "the elements in reverse order along dimensions";
  let description = [{
    * I1. `input`: tensor. I2. `dims`.
    * C1. `dims` is strictly increasing and in [0, rank).
    * C2. `output` has the type of `input`.

    Folds: without `dims` it is the input.

    ```mlir
    %y = wick.reverse %x {dims = array<i64: 1>} : tensor<2x3xf32>   // [[c,b,a],[f,e,d]]
    ```
  }];
  let arguments = (ins Wick_Tensor:$input, DenseI64ArrayAttr:$dims);
  let results = (outs Wick_Tensor:$output);
  let assemblyFormat = "$input attr-dict `:` type($output)";
  let hasVerifier = 1;
  let hasFolder = 1;
}

def Wick_BroadcastInDimOp : Wick_Op<"broadcast_in_dim"> {
  let summary = "repeat the input along new or unit dimensions";
  let description = [{
    * I1. `input`: tensor. I2. `dims`: where each dimension of `input` goes in `output`.
    * C1. `dims` has one entry per dimension of `input`, strictly increasing and in [0, output
      rank).
    * C2. input.shape[i] is 1 or output.shape[dims[i]].
    * C3. `output` has the element type of `input`.

    ```mlir
    %y = wick.broadcast_in_dim %x {dims = array<i64: 0>} : tensor<4xf32> -> tensor<4x3xf32>
    ```
  }];
  let arguments = (ins Wick_Tensor:$input, DenseI64ArrayAttr:$dims);
  let results = (outs Wick_Tensor:$output);
  let assemblyFormat = "$input attr-dict `:` type($input) `->` type($output)";
  let hasVerifier = 1;
  let hasFolder = 1;
}

def Wick_SliceOp : Wick_Op<"slice", [Wick_InfersTypes]> {
  let summary = "elements starts, starts + strides, ... below limits";
  let description = [{
    * I1. `input`: tensor. I2. `starts`, I3. `limits`, I4. `strides`: one entry per dimension.
    * C1. `starts`, `limits` and `strides` have one entry per dimension of `input`.
    * C2. 0 <= starts[i] < limits[i] <= input.shape[i].
    * C3. strides[i] >= 1.
    * C4. output.shape[i] = ceil((limits[i] - starts[i]) / strides[i]), element type of `input`.

    ```mlir
    %y = wick.slice %x {starts = array<i64: 1>, limits = array<i64: 6>, strides = array<i64: 2>}
        : (tensor<8xf32>) -> tensor<3xf32>
    ```
  }];
  let arguments = (ins Wick_Tensor:$input, DenseI64ArrayAttr:$starts, DenseI64ArrayAttr:$limits,
                       DenseI64ArrayAttr:$strides);
  let results = (outs Wick_Tensor:$output);
  let assemblyFormat = "$input attr-dict `:` functional-type(operands, results)";
  let hasFolder = 1;
}

def Wick_ConcatOp : Wick_Op<"concat", [Wick_InfersTypes]> {
  let summary = "the inputs one after the other along a dimension";
  let description = [{
    * I1. `inputs`: one tensor or more. I2. `dim`.
    * C1. there is at least one input.
    * C2. `dim` is in [0, rank).
    * C3. the inputs have one element type, one rank and, but for `dim`, one shape.
    * C4. `output` has the sum of the inputs' sizes along `dim`.

    ```mlir
    %y = wick.concat %a, %b {dim = 0} : (tensor<2x3xf32>, tensor<1x3xf32>) -> tensor<3x3xf32>
    ```
  }];
  let arguments = (ins Variadic<Wick_Tensor>:$inputs, I64Attr:$dim);
  let results = (outs Wick_Tensor:$output);
  let assemblyFormat = "$inputs attr-dict `:` functional-type(operands, results)";
  let hasFolder = 1;
}

def Wick_PadOp : Wick_Op<"pad", [Wick_InfersTypes]> {
  let summary = "put `value` before, after and between the elements";
  let description = [{
    * I1. `input`: tensor. I2. `low`, I3. `high`, I4. `interior`: counts per dimension. I5. `value`
      (default 0).
    * C1. `low`, `high` and `interior` have one entry per dimension of `input`, none negative.
    * C2. output.shape[i] = low[i] + n + max(n - 1, 0) * interior[i] + high[i] with n =
      input.shape[i].

    ```mlir
    %y = wick.pad %x {low = array<i64: 1>, high = array<i64: 0>, interior = array<i64: 1>}
        : (tensor<3xf32>) -> tensor<6xf32>   // 0 a 0 b 0 c
    ```
  }];
  let arguments = (ins Wick_Number:$input, DenseI64ArrayAttr:$low, DenseI64ArrayAttr:$high,
                       DenseI64ArrayAttr:$interior, DefaultValuedAttr<F64Attr, "0.0">:$value);
  let results = (outs Wick_Number:$output);
  let assemblyFormat = "$input attr-dict `:` functional-type(operands, results)";
  let hasFolder = 1;
}
