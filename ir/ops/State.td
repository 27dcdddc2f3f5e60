//===- State.td - updates of a part of a buffer -----------------------------===//

include "ir/Attributes.td"

def Wick_InsertSliceOp : Wick_Op<"insert_slice", [Wick_InfersTypes]> {
  let summary = "the destination with a block replaced by the source";
  let description = [{
    When `destination` is a donated argument the native code writes the block alone, in place.

    * I1. `source`, I2. `destination`: tensors. I3. `starts`: where the block begins.
    * C1. `source` and `destination` have one element type and one rank.
    * C2. `starts` has one entry per dimension, and starts[i] >= 0, starts[i] + source.shape[i] <=
      destination.shape[i].
    * C3. `output` has the type of `destination`.

    ```mlir
    %c1 = wick.insert_slice %row, %cache {starts = array<i64: 5, 0>}
        : (tensor<1x64xf32>, tensor<128x64xf32>) -> tensor<128x64xf32>
    ```
  }];
  let arguments = (ins Wick_Tensor:$source, Wick_Tensor:$destination, DenseI64ArrayAttr:$starts);
  let results = (outs Wick_Tensor:$output);
  let assemblyFormat = "$source `,` $destination attr-dict `:` functional-type(operands, results)";
}
