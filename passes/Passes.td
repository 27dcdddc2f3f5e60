//===- Passes.td - every pass of Wick, in alphabetical order ----------------===//
//
// A pass `wick-foo-bar` is defined in FooBar.cpp (graph/, codegen/ or memory/) and tested in
// tests/ir/foo-bar.mlir.

#ifndef WICK_PASSES_TD
#define WICK_PASSES_TD

include "mlir/Pass/PassBase.td"

def Decompose : Pass<"wick-decompose"> {
  let summary = "Expand composites into simpler wick ops";
  let description = [{
    Replaces every op with the DecomposableInterface by what its `decompose` builds, until none is left.

    Before:
    ```mlir
    %y = wick.linear %x, %w, %b : (tensor<4x8xf32>, tensor<8x2xf32>, tensor<2xf32>) -> tensor<4x2xf32>
    ```
    After:
    ```mlir
    %0 = wick.matmul %x, %w : (tensor<4x8xf32>, tensor<8x2xf32>) -> tensor<4x2xf32>
    %y = wick.add %0, %b : (tensor<4x2xf32>, tensor<2xf32>) -> tensor<4x2xf32>
    ```
  }];
  let dependentDialects = ["::wick::ir::WickDialect"];
}

#endif // WICK_PASSES_TD
