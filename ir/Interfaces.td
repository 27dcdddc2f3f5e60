//===- Interfaces.td - what passes may ask of a wick op -------------------===//

#ifndef WICK_INTERFACES_TD
#define WICK_INTERFACES_TD

include "mlir/IR/OpBase.td"

def Wick_ReferenceInterface : OpInterface<"ReferenceInterface"> {
  let cppNamespace = "::wick::ir";
  let description = [{
    Evaluation by plain float64 loops, independent of every lowering: the oracle of all tests.
  }];
  let methods = [
    InterfaceMethod<[{
      Computes the results from the operands. `results` come in allocated with the shapes and element
      types of the op's results.
    }], "void", "evaluate",
      (ins "::llvm::ArrayRef<const ::wick::ir::HostTensor *>":$operands,
           "::llvm::MutableArrayRef<::wick::ir::HostTensor>":$results)>
  ];
}

def Wick_CostInterface : OpInterface<"CostInterface"> {
  let cppNamespace = "::wick::ir";
  let description = [{
    Exact arithmetic cost. A multiply-add is 2 flops; a transcendental function is 1.
  }];
  let methods = [
    InterfaceMethod<"Floating-point operations of one evaluation.", "int64_t", "getFlops", (ins)>,
    InterfaceMethod<"Bytes of all operands and results, each once.", "int64_t", "getBytes", (ins),
      [{}], [{ return ::wick::ir::operandAndResultBytes($_op.getOperation()); }]>
  ];
}

def Wick_DecomposableInterface : OpInterface<"DecomposableInterface"> {
  let cppNamespace = "::wick::ir";
  let description = [{ A composite op that can be written with simpler wick ops. }];
  let methods = [
    InterfaceMethod<[{
      Builds the simpler ops at the builder's insertion point and returns one value per result.
    }], "::llvm::SmallVector<::mlir::Value>", "decompose", (ins "::mlir::OpBuilder &":$builder)>
  ];
}

def Wick_DifferentiableInterface : OpInterface<"DifferentiableInterface"> {
  let cppNamespace = "::wick::ir";
  let description = [{
    The vector-Jacobian product of an op. Rules are attached from the outside as external models
    (passes/graph/vjp/), so that one can be taken out and written again.
  }];
  let methods = [
    InterfaceMethod<[{
      Builds the gradients of the operands. `resultGradients` has one value per result, a null Value
      for a result that the loss does not depend on. Returns one value per operand of the operand's
      type, a null Value where the gradient is zero or the operand is not differentiable.
    }], "::llvm::SmallVector<::mlir::Value>", "buildVjp",
      (ins "::mlir::OpBuilder &":$builder, "::mlir::ValueRange":$resultGradients)>
  ];
}

#endif // WICK_INTERFACES_TD
