//===- NN.td - composites of neural networks -------------------------------===//
//
// Each decomposes into simpler ops (wick-decompose), and has a VJP of its own because the derivative of
// the whole is simpler and more stable than that of its parts.

include "ir/Attributes.td"

def Wick_LinearOp : Wick_Op<"linear", [Wick_InfersTypes, Wick_Decomposes]> {
  let summary = "input x weight + bias";
  let description = [{
    output[.., n] = sum over k of input[.., k] * weight[k, n] + bias[n].

    * I1. `input`: [.., in]. I2. `weight`: [in, out]. I3. `bias`: [out], may be absent.
    * C1. `input` has rank 1 or more, `weight` rank 2, `bias` rank 1.
    * C2. the operands have one element type.
    * C3. the last dimension of `input` is the first of `weight`.
    * C4. the size of `bias` is the last dimension of `weight`.
    * C5. `output` is [.., out].

    ```mlir
    %y = wick.linear %x, %w, %b : (tensor<32x64xf32>, tensor<64x10xf32>, tensor<10xf32>) -> tensor<32x10xf32>
    ```
  }];
  let arguments = (ins Wick_Float:$input, Wick_Float:$weight, Optional<Wick_Float>:$bias);
  let results = (outs Wick_Float:$output);
  let assemblyFormat = [{
    $input `,` $weight (`,` $bias^)? attr-dict `:` functional-type(operands, results)
  }];
}

def Wick_LayerNormOp : Wick_Op<"layer_norm", [Wick_InfersTypes, Wick_Decomposes]> {
  let summary = "(x - mean) / sqrt(variance + epsilon) * gamma + beta along the last dimension";
  let description = [{
    Ba, Kiros and Hinton, 2016, section 3. Every row along the last dimension has its own mean and
    variance; the variance is biased: the sum of squares divided by the number of elements.

    * I1. `input`: [.., n]. I2. `gamma`, I3. `beta`: [n]. I4. `epsilon` (default 1e-5).
    * C1. `input` has rank 1 or more, `gamma` and `beta` rank 1.
    * C2. the operands have one element type.
    * C3. `gamma` and `beta` have the size of the last dimension of `input`.
    * C4. `epsilon` is finite and above 0: the variance of a row of equal elements is 0.
    * C5. `output` has the type of `input`.

    bf16 is computed in f32 and rounded at the end.

    ```mlir
    %y = wick.layer_norm %x, %g, %b : (tensor<256x768xf32>, tensor<768xf32>, tensor<768xf32>) -> tensor<256x768xf32>
    ```
  }];
  let arguments = (ins Wick_Float:$input, Wick_Float:$gamma, Wick_Float:$beta,
                       DefaultValuedAttr<F64Attr, "1e-5">:$epsilon);
  let results = (outs Wick_Float:$output);
  let assemblyFormat = [{
    $input `,` $gamma `,` $beta attr-dict `:` functional-type(operands, results)
  }];
}

class Wick_SoftmaxLike<string mnemonic>
    : Wick_Op<mnemonic, [SameOperandsAndResultType, Wick_Decomposes]> {
  let arguments = (ins Wick_Float:$input, I64Attr:$dim);
  let results = (outs Wick_Float:$output);
  let assemblyFormat = "$input attr-dict `:` type($output)";
  let hasVerifier = 1;
}

def Wick_SoftmaxOp : Wick_SoftmaxLike<"softmax"> {
  let summary = "exp(x - max) / sum(exp(x - max)) along a dimension";
  let description = [{
    * I1. `input`: tensor of floats. I2. `dim`.
    * C1. `dim` is in [0, rank).
    * C2. `output` has the type of `input`.

    ```mlir
    %p = wick.softmax %logits {dim = 1} : tensor<32x10xf32>
    ```
  }];
}

def Wick_LogSoftmaxOp : Wick_SoftmaxLike<"log_softmax"> {
  let summary = "x - max - log(sum(exp(x - max))) along a dimension";
  let description = [{
    I1., I2., C1., C2. as in `wick.softmax`.

    ```mlir
    %l = wick.log_softmax %logits {dim = 1} : tensor<32x10xf32>
    ```
  }];
}

class Wick_ElementwiseLoss<string mnemonic> : Wick_Op<mnemonic, [Wick_InfersTypes, Wick_Decomposes]> {
  let arguments = (ins Wick_Float:$input, Wick_Float:$target);
  let results = (outs Wick_FloatScalar:$output);
  let assemblyFormat = "$input `,` $target attr-dict `:` functional-type(operands, results)";
}

def Wick_MseLossOp : Wick_ElementwiseLoss<"mse_loss"> {
  let summary = "mean of (input - target)^2 over all elements";
  let description = [{
    * I1. `input`, I2. `target`: tensors of floats.
    * C1. `input` and `target` have one type.
    * C2. `output` is a scalar of that element type.

    ```mlir
    %l = wick.mse_loss %y, %t : (tensor<32x1xf32>, tensor<32x1xf32>) -> tensor<f32>
    ```
  }];
}

def Wick_BceWithLogitsOp : Wick_ElementwiseLoss<"bce_with_logits"> {
  let summary = "mean binary cross-entropy of sigmoid(input) and target, from logits";
  let description = [{
    Mean of max(x, 0) - x t + log(1 + exp(-|x|)), which overflows for no x.

    I1., I2., C1., C2. as in `wick.mse_loss`.

    ```mlir
    %l = wick.bce_with_logits %logits, %t : (tensor<4x1xf32>, tensor<4x1xf32>) -> tensor<f32>
    ```
  }];
}

def Wick_CrossEntropyOp : Wick_Op<"cross_entropy", [Wick_InfersTypes, Wick_Decomposes]> {
  let summary = "mean of -log_softmax(logits)[label]";
  let description = [{
    * I1. `logits`: [.., classes]. I2. `labels`: [..], class indices.
    * C1. `logits` has rank 1 or more; `labels` has the shape of `logits` without the last
      dimension.
    * C2. `output` is a scalar of the element type of `logits`.

    A label outside [0, classes) contributes 0 to the sum (no class matches it).

    ```mlir
    %l = wick.cross_entropy %logits, %labels : (tensor<32x10xf32>, tensor<32xi32>) -> tensor<f32>
    ```
  }];
  let arguments = (ins Wick_Float:$logits, Wick_Index:$labels);
  let results = (outs Wick_FloatScalar:$output);
  let assemblyFormat = "$logits `,` $labels attr-dict `:` functional-type(operands, results)";
}

def Wick_DropoutOp : Wick_Op<"dropout", [Wick_InfersTypes, Wick_Decomposes]> {
  let summary = "inverted dropout: x / (1 - rate) where a uniform number is >= rate, else 0";
  let description = [{
    The numbers are those of `wick.random_uniform` with the same seed, counter and stream, so the
    mask is replayed in the backward pass, not saved.

    * I1. `input`: tensor of floats. I2. `seed`, I3. `counter`: rank-0 i64. I4. `rate`. I5.
      `stream`.
    * C1. `rate` is in [0, 1).
    * C2. `output` has the type of `input`.
    * C3. `stream` is in [0, 2^32).

    ```mlir
    %y = wick.dropout %x, %seed, %counter {rate = 0.1, stream = 1} : (tensor<4xf32>, tensor<i64>, tensor<i64>) -> tensor<4xf32>
    ```
  }];
  let arguments = (ins Wick_Float:$input, Wick_Counter:$seed, Wick_Counter:$counter,
                       F64Attr:$rate, DefaultValuedAttr<I64Attr, "0">:$stream);
  let results = (outs Wick_Float:$output);
  let assemblyFormat = "$input `,` $seed `,` $counter attr-dict `:` functional-type(operands, results)";
  let hasFolder = 1;
}
