//===- Kernel.td - loops on buffers, as an op on tensors ---------------------===//

include "ir/Base.td"
include "mlir/Interfaces/DestinationStyleOpInterface.td"

def Wick_KernelOp : Op<Wick_Dialect, "kernel",
    [Pure, AttrSizedOperandSegments, DestinationStyleOpInterface, IsolatedFromAbove, NoTerminator,
     SingleBlock]> {
  let summary = "tensors that loops on buffers compute";
  let description = [{
    What `wick-lower-conv` makes of a convolution or a pooling. The body computes the results from
    the inputs: it reads the buffers of `inputs` and writes those of `outputs`, whose elements it
    does not read before. For all ops outside it is one op on tensors. Bufferization, whose analysis
    would compare each read of a long kernel with each write, sees its operands alone, and puts the
    body in its place.

    The ops of the body take a buffer of any layout: they are loads and stores of elements and
    vectors, and no loop carries a buffer.

    * I1. `inputs`, I2. `outputs`: tensors.
    * C1. there is one result for each output, of its type.
    * C2. `body` has one argument for each operand: a memref of its shape and element type.

    ```mlir
    %y = wick.kernel ins(%x) outs(%empty) : (tensor<8xf32>, tensor<8xf32>) -> tensor<8xf32> {
    ^bb0(%from: memref<8xf32>, %to: memref<8xf32>):
      %c0 = arith.constant 0 : index
      %v = vector.transfer_read %from[%c0], %poison : memref<8xf32>, vector<8xf32>
      vector.transfer_write %v, %to[%c0] : vector<8xf32>, memref<8xf32>
    }
    ```
  }];
  let arguments = (ins Variadic<Wick_Tensor>:$inputs, Variadic<Wick_Tensor>:$outputs);
  let results = (outs Variadic<Wick_Tensor>:$results);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = [{
    `ins` `(` $inputs `)` `outs` `(` $outputs `)` attr-dict-with-keyword `:`
    functional-type(operands, results) $body
  }];
  let skipDefaultBuilders = 1;
  let builders = [OpBuilder<(ins "::mlir::ValueRange":$inputs, "::mlir::ValueRange":$outputs,
      "::llvm::function_ref<void(::mlir::ValueRange inputs, ::mlir::ValueRange outputs)>":$emitBody)>];
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    ::mlir::MutableOperandRange getDpsInitsMutable() { return getOutputsMutable(); }
  }];
}
