//===- Contraction.td - products summed over a shared dimension -----------===//

include "ir/Attributes.td"

def Wick_MatmulOp : Wick_Op<"matmul", [Wick_InfersTypes]> {
  let summary = "matrix product of the last two dimensions, batched over the others";
  let description = [{
    output[.., m, n] = sum over k of lhs[.., m, k] * rhs[.., k, n]; with `transpose_lhs` the stored
    lhs is [.., k, m], with `transpose_rhs` the stored rhs is [.., n, k].

    * I1. `lhs`, I2. `rhs`: tensors of numbers. I3. `transpose_lhs`, I4. `transpose_rhs` (default
      false).
    * C1. `lhs` and `rhs` have rank 2 or more.
    * C2. `lhs` and `rhs` have one element type.
    * C3. the sizes of k agree.
    * C4. the batch dimensions broadcast.
    * C5. `output` is the broadcast batch shape followed by [m, n], with the operands' element type.

    ```mlir
    %y = wick.matmul %x, %w : (tensor<32x64xf32>, tensor<64x10xf32>) -> tensor<32x10xf32>
    %g = wick.matmul %x, %dy {transpose_lhs = true} : (tensor<32x64xf32>, tensor<32x10xf32>) -> tensor<64x10xf32>
    ```
  }];
  let arguments = (ins Wick_Number:$lhs, Wick_Number:$rhs,
                       DefaultValuedAttr<BoolAttr, "false">:$transpose_lhs,
                       DefaultValuedAttr<BoolAttr, "false">:$transpose_rhs);
  let results = (outs Wick_Number:$output);
  let assemblyFormat = "$lhs `,` $rhs attr-dict `:` functional-type(operands, results)";
  let hasCanonicalizeMethod = 1;
  let extraClassDeclaration = [{
    /// Sizes of the product: rows m, columns n and summed dimension k.
    int64_t getM();
    int64_t getN();
    int64_t getK();
  }];
}
