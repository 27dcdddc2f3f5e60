//===- Library.td - work that a library does in place of generated code -----===//

include "ir/Attributes.td"

def Wick_LibraryTensor : Wick_TensorOf<[F32], "statically shaped tensor of f32">;

def Wick_LibraryCallOp : Wick_Op<"library_call", [AttrSizedOperandSegments]> {
  let summary = "a function of oneDNN with its epilogue";
  let description = [{
    What `wick-assign-backend` makes of the ops that oneDNN takes over: one function of the library
    and what it does to each element afterwards, in order.

    | function | output before the epilogue |
    |---|---|
    | `matmul` | as `wick.matmul` of `input` and `weight`, plus `bias` along the last dimension |
    | `softmax` | as `wick.softmax` along `dim` |
    | `layer_norm` | as `wick.layer_norm` with the scale `weight`, the shift `bias` and `epsilon` |
    | `elementwise` | `input` |
    | `conv2d` | as `wick.conv2d` of `input` and `weight`, plus `bias` along the last dimension |
    | `conv2d_input_gradient` | as the op of that name of the gradient `input` and `weight` |
    | `conv2d_weight_gradient` | as the op of that name of `input` and the gradient `weight` |
    | `max_pool2d`, `avg_pool2d` | as the op of that name |

    The last five are functions of windows. Their images, and gradients of images, have their channels
    last: [n, h, w, c]. Filters are [f, c, kh, kw].

    The epilogue's steps are `relu`, `gelu_erf`, `gelu_tanh`, `sigmoid`, `tanh`, `exp` and `addend`,
    which adds the operand of that name. `into` is the tensor whose buffer takes the output; its
    elements are not read. `keeps_weight` says that `weight` is a param that the entry does not
    update, so that the library may keep a copy in the order it likes. `winograd` lets it compute a
    convolution with fewer multiplications, which rounds otherwise. `scratch_bytes` is the memory that the
    library has asked for.

    * I1. `input`, I2. `weight`, I3. `bias`, I4. `addend`, I5. `into`: tensors of f32, all but
      `input` optional. I6. `function`. I7. `epilogue` (default: none). I8. `transpose_input`, I9.
      `transpose_weight`: as in `wick.matmul` (default false). I10. `dim` (default 0). I11.
      `epsilon` (default 1e-5). I12. `keeps_weight` (default false). I13. `kernel`: of a pooling. I14.
      `strides` (default [1, 1]), I15. `padding` (default [0, 0]): of windows. I16. `winograd`
      (default false). I17. `scratch_bytes` (default 0).
    * C1. `matmul` and `conv2d` have a `weight` and may have a `bias`; `layer_norm` has both; gradients
      have a `weight`; the others have neither.
    * C2. of a `matmul`, `input` and `weight` have one rank, 2 or more, and the same batch
      dimensions; the sizes of k agree. A `softmax` has its `dim` in [0, rank).
    * C3. the size of a `bias`, and of the `weight` of a `layer_norm`, is the output's last
      dimension.
    * C4. `addend` is there exactly when the epilogue has one step `addend`. An `elementwise` has an
      epilogue, and its first step is not `addend`. Gradients have none.
    * C5. `addend` and `into` have the type of `output`: [batch.., m, n] for a `matmul`, that of
      `input` for `softmax`, `layer_norm` and `elementwise`.
    * C6. of a function of windows, images and filters have rank 4 and shapes that the op of its name
      accepts.

    ```mlir
    %y = wick.library_call matmul %x weight(%w) bias(%b) {epilogue = [#wick.epilogue_step<relu>], keeps_weight = true}
        : (tensor<32x64xf32>, tensor<64x10xf32>, tensor<10xf32>) -> tensor<32x10xf32>
    %p = wick.library_call softmax %y {dim = 1} : (tensor<32x10xf32>) -> tensor<32x10xf32>
    %z = wick.library_call conv2d %i weight(%f) {padding = array<i64: 1, 1>}
        : (tensor<8x14x14x16xf32>, tensor<32x16x3x3xf32>) -> tensor<8x14x14x32xf32>
    ```
  }];
  let arguments = (ins Wick_LibraryFunctionAttr:$function, Wick_LibraryTensor:$input,
                       Optional<Wick_LibraryTensor>:$weight, Optional<Wick_LibraryTensor>:$bias,
                       Optional<Wick_LibraryTensor>:$addend, Optional<Wick_LibraryTensor>:$into,
                       DefaultValuedAttr<TypedArrayAttrBase<Wick_EpilogueStepAttr, "array of epilogue steps">, "{}">:$epilogue,
                       DefaultValuedAttr<BoolAttr, "false">:$transpose_input,
                       DefaultValuedAttr<BoolAttr, "false">:$transpose_weight,
                       DefaultValuedAttr<I64Attr, "0">:$dim,
                       DefaultValuedAttr<F64Attr, "1e-5">:$epsilon,
                       DefaultValuedAttr<BoolAttr, "false">:$keeps_weight,
                       DefaultValuedAttr<DenseI64ArrayAttr, "{}">:$kernel,
                       DefaultValuedAttr<DenseI64ArrayAttr, "{1, 1}">:$strides,
                       DefaultValuedAttr<DenseI64ArrayAttr, "{0, 0}">:$padding,
                       DefaultValuedAttr<BoolAttr, "false">:$winograd,
                       DefaultValuedAttr<I64Attr, "0">:$scratch_bytes);
  let results = (outs Wick_LibraryTensor:$output);
  let assemblyFormat = [{
    $function $input (`weight` `(` $weight^ `)`)? (`bias` `(` $bias^ `)`)?
    (`addend` `(` $addend^ `)`)? (`into` `(` $into^ `)`)? attr-dict `:` functional-type(operands, results)
  }];
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    /// The summed dimension of a `matmul`.
    int64_t getK();

    /// Whether `function` is one of windows.
    bool hasWindows();
    // Of a function of windows: the value [n, h, w, c] that the windows lie on, the one [n, y, x, f]
    // that has the elements of each window, and the filters [f, c, kh, kw], null for a pooling.
    ::mlir::Value getImage();
    ::mlir::Value getWindowed();
    ::mlir::Value getFilters();
  }];
}
