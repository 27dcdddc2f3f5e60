//===- Vision.td - convolution, pooling and batch norm of images -----------===//
//
// Images are [n, channels, height, width], weights of a convolution [filters, channels, height,
// width]. Windows: `strides` is the distance of two windows, `padding` the border that is put on both
// sides of an image, each [vertical, horizontal].

include "ir/Attributes.td"

def Wick_Conv2dOp : Wick_Op<"conv2d", [Wick_InfersTypes]> {
  let summary = "sum of a window's elements times those of a filter, at every place";
  let description = [{
    output[n, f, y, x] = bias[f] + sum over c, i, j of input[n, c, y * s0 + i - p0, x * s1 + j - p1] *
    weight[f, c, i, j], where input is 0 outside. The filter is not turned around, which makes this
    the cross-correlation that the field calls convolution.

    * I1. `input`: [n, c, h, w]. I2. `weight`: [f, c, kh, kw]. I3. `bias`: [f], may be absent. I4.
      `strides` (default [1, 1]). I5. `padding` (default [0, 0]).
    * C1. `input` and `weight` have rank 4, `bias` rank 1.
    * C2. the operands have one element type.
    * C3. `input` and `weight` have as many channels.
    * C4. `bias` has an element for each filter.
    * C5. `strides` are 1 or more; `padding` is 0 or more and less than the window; two entries each.
    * C6. the padded image holds a window.
    * C7. `output` is [n, f, (h + 2 p0 - kh) / s0 + 1, (w + 2 p1 - kw) / s1 + 1], rounded down.

    The flops are those of all taps, also of those that fall on the border.

    ```mlir
    %y = wick.conv2d %x, %w, %b {padding = array<i64: 1, 1>}
        : (tensor<32x1x28x28xf32>, tensor<16x1x3x3xf32>, tensor<16xf32>) -> tensor<32x16x28x28xf32>
    ```
  }];
  let arguments = (ins Wick_Float:$input, Wick_Float:$weight, Optional<Wick_Float>:$bias,
                       DefaultValuedAttr<DenseI64ArrayAttr, "{1, 1}">:$strides,
                       DefaultValuedAttr<DenseI64ArrayAttr, "{0, 0}">:$padding);
  let results = (outs Wick_Float:$output);
  let hasCanonicalizeMethod = 1;
  let assemblyFormat = [{
    $input `,` $weight (`,` $bias^)? attr-dict `:` functional-type(operands, results)
  }];
}

def Wick_Conv2dInputGradientOp : Wick_Op<"conv2d_input_gradient", [Wick_Decomposes]> {
  let summary = "the gradient of a convolution's input";
  let description = [{
    output[n, c, a, b] = sum of gradient[n, f, y, x] * weight[f, c, i, j] over all f, y, x, i, j with
    y * s0 + i - p0 = a and x * s1 + j - p1 = b: the adjoint of `wick.conv2d` in its input, also
    called transposed convolution.

    Decomposes into a convolution of the gradient with the reversed filters, each of which has a
    channel's weights: of the gradient as it is when the strides are 1, else of one with zeros put
    between its elements.

    * I1. `gradient`: [n, f, y, x]. I2. `weight`: [f, c, kh, kw]. I3. `strides` (default [1, 1]). I4.
      `padding` (default [0, 0]).
    * C1. `wick.conv2d` of `output`, `weight` and no bias has the type of `gradient`.

    ```mlir
    %dx = wick.conv2d_input_gradient %dy, %w {padding = array<i64: 1, 1>}
        : (tensor<8x32x14x14xf32>, tensor<32x16x3x3xf32>) -> tensor<8x16x14x14xf32>
    ```
  }];
  let arguments = (ins Wick_Float:$gradient, Wick_Float:$weight,
                       DefaultValuedAttr<DenseI64ArrayAttr, "{1, 1}">:$strides,
                       DefaultValuedAttr<DenseI64ArrayAttr, "{0, 0}">:$padding);
  let results = (outs Wick_Float:$output);
  let assemblyFormat = "$gradient `,` $weight attr-dict `:` functional-type(operands, results)";
  let hasVerifier = 1;
}

def Wick_Conv2dWeightGradientOp : Wick_Op<"conv2d_weight_gradient"> {
  let summary = "the gradient of a convolution's weight";
  let description = [{
    output[f, c, i, j] = sum over n, y, x of input[n, c, y * s0 + i - p0, x * s1 + j - p1] *
    gradient[n, f, y, x]: the adjoint of `wick.conv2d` in its weight, itself a convolution that sums
    over the images and whose filter is the gradient.

    * I1. `input`: [n, c, h, w]. I2. `gradient`: [n, f, y, x]. I3. `strides` (default [1, 1]). I4.
      `padding` (default [0, 0]).
    * C1. `wick.conv2d` of `input`, `output` and no bias has the type of `gradient`.

    ```mlir
    %dw = wick.conv2d_weight_gradient %x, %dy {padding = array<i64: 1, 1>}
        : (tensor<8x16x14x14xf32>, tensor<8x32x14x14xf32>) -> tensor<32x16x3x3xf32>
    ```
  }];
  let arguments = (ins Wick_Float:$input, Wick_Float:$gradient,
                       DefaultValuedAttr<DenseI64ArrayAttr, "{1, 1}">:$strides,
                       DefaultValuedAttr<DenseI64ArrayAttr, "{0, 0}">:$padding);
  let results = (outs Wick_Float:$output);
  let assemblyFormat = "$input `,` $gradient attr-dict `:` functional-type(operands, results)";
  let hasVerifier = 1;
}

class Wick_Pool2d<string mnemonic> : Wick_Op<mnemonic, [Wick_InfersTypes]> {
  let arguments = (ins Wick_Float:$input, DenseI64ArrayAttr:$kernel, DenseI64ArrayAttr:$strides,
                       DefaultValuedAttr<DenseI64ArrayAttr, "{0, 0}">:$padding);
  let results = (outs Wick_Float:$output);
  let assemblyFormat = "$input attr-dict `:` functional-type(operands, results)";
}

def Wick_MaxPool2dOp : Wick_Pool2d<"max_pool2d"> {
  let summary = "the largest element of each window";
  let description = [{
    The border is never the largest. NaN if one element is NaN. Among equal elements the first, in
    row-major order, wins: it alone receives the gradient.

    * I1. `input`: [n, c, h, w]. I2. `kernel`: height and width of a window. I3. `strides`. I4.
      `padding` (default [0, 0]).
    * C1. `input` has rank 4.
    * C2. `kernel` and `strides` are 1 or more; `padding` is 0 or more and less than the window; two
      entries each.
    * C3. the padded image holds a window, and the image is not empty.
    * C4. `output` is [n, c, (h + 2 p0 - k0) / s0 + 1, (w + 2 p1 - k1) / s1 + 1], rounded down.

    ```mlir
    %y = wick.max_pool2d %x {kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>}
        : (tensor<32x16x28x28xf32>) -> tensor<32x16x14x14xf32>
    ```
  }];
}

def Wick_AvgPool2dOp : Wick_Pool2d<"avg_pool2d"> {
  let summary = "the sum of each window divided by the size of the window";
  let description = [{
    The border counts as zeros: every sum is divided by the same number.

    I1. to I4., C1. to C4. as in `wick.max_pool2d`.

    ```mlir
    %y = wick.avg_pool2d %x {kernel = array<i64: 7, 7>, strides = array<i64: 7, 7>}
        : (tensor<32x16x7x7xf32>) -> tensor<32x16x1x1xf32>
    ```
  }];
}

def Wick_MaxPool2dGradientOp : Wick_Op<"max_pool2d_gradient", [Wick_InfersTypes]> {
  let summary = "the gradient of max pooling's input";
  let description = [{
    Each element of `gradient` is added to the first largest element of its window. An element
    replaces the best so far when it is strictly greater. Linear in `gradient`; not differentiable in
    `input`, whose gradient is zero almost everywhere.

    * I1. `input`: [n, c, h, w]. I2. `gradient`: [n, c, y, x]. I3. `kernel`. I4. `strides`. I5.
      `padding` (default [0, 0]).
    * C1. `gradient` has the type of `wick.max_pool2d` of `input`, whose C1. to C3. hold too.
    * C2. `output` has the type of `input`.

    ```mlir
    %dx = wick.max_pool2d_gradient %x, %dy {kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>}
        : (tensor<32x16x28x28xf32>, tensor<32x16x14x14xf32>) -> tensor<32x16x28x28xf32>
    ```
  }];
  let arguments = (ins Wick_Float:$input, Wick_Float:$gradient, DenseI64ArrayAttr:$kernel,
                       DenseI64ArrayAttr:$strides,
                       DefaultValuedAttr<DenseI64ArrayAttr, "{0, 0}">:$padding);
  let results = (outs Wick_Float:$output);
  let assemblyFormat = "$input `,` $gradient attr-dict `:` functional-type(operands, results)";
}

def Wick_BatchNormOp : Wick_Op<"batch_norm", [Wick_InfersTypes, Wick_Decomposes]> {
  let summary = "(x - mean) / sqrt(variance + epsilon) * gamma + beta, channel by channel";
  let description = [{
    Ioffe and Szegedy, 2015. In training, mean and (biased) variance of a channel are those of all its
    elements in `input`, and the running statistics move towards them:

        new_running_mean = (1 - momentum) * running_mean + momentum * mean
        new_running_variance = (1 - momentum) * running_variance + momentum * variance * m / (m - 1)

    with m elements in a channel (for m = 1 the factor is 1). Without `training` mean and variance are
    the running ones, which stay as they are. Only `output` is differentiable.

    * I1. `input`: [n, c, ..]. I2. `gamma`, I3. `beta`, I4. `running_mean`, I5. `running_variance`:
      [c]. I6. `training` (default false). I7. `epsilon` (default 1e-5). I8. `momentum` (default 0.1).
    * C1. `input` has rank 2 or more, I2 to I5 rank 1.
    * C2. the operands have one element type.
    * C3. I2 to I5 have an element for each channel.
    * C4. `epsilon` is finite and above 0; `momentum` is in [0, 1].
    * C5. in training, a channel of `input` is not empty.
    * C6. `output` has the type of `input`, the new statistics that of the running ones.

    bf16 is computed in f32 and rounded at the end.

    ```mlir
    %y, %m, %v = wick.batch_norm %x, %g, %b, %rm, %rv {training = true}
        : (tensor<32x16x14x14xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>)
        -> (tensor<32x16x14x14xf32>, tensor<16xf32>, tensor<16xf32>)
    ```
  }];
  let arguments = (ins Wick_Float:$input, Wick_Float:$gamma, Wick_Float:$beta,
                       Wick_Float:$running_mean, Wick_Float:$running_variance,
                       DefaultValuedAttr<BoolAttr, "false">:$training,
                       DefaultValuedAttr<F64Attr, "1e-5">:$epsilon,
                       DefaultValuedAttr<F64Attr, "0.1">:$momentum);
  let results = (outs Wick_Float:$output, Wick_Float:$new_running_mean,
                      Wick_Float:$new_running_variance);
  let assemblyFormat = [{
    $input `,` $gamma `,` $beta `,` $running_mean `,` $running_variance attr-dict `:`
    functional-type(operands, results)
  }];
}
