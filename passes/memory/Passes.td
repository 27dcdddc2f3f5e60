//===- Passes.td - passes from tensors to buffers in one arena, in alphabetical order ===//

#ifndef WICK_PASSES_MEMORY_PASSES_TD
#define WICK_PASSES_MEMORY_PASSES_TD

include "mlir/Pass/PassBase.td"

def BindDestinations : Pass<"wick-bind-destinations", "::mlir::ModuleOp"> {
  let summary = "Choose the buffer of each result: the donated argument or a new one";
  let description = [{
    A donated result is computed into the argument it replaces; every other result gets an argument
    of its own. The op that computes the result writes into that argument directly, so that
    bufferization needs no copy. Consumes the attributes of the entry; leaves `wick.destinations`,
    the argument of each result.

    Before:
    ```mlir
    func.func @step(%w: tensor<8xf32> {wick.name = "w", wick.role = #wick.role<param>}, ...)
        -> (tensor<8xf32> {wick.name = "w", wick.donates = "w"}) attributes {wick.entry} {
      %e = tensor.empty() : tensor<8xf32>
      %new = linalg.generic ... ins(%w, %g) outs(%e)
      return %new
    ```
    After:
    ```mlir
    func.func @step(%w: tensor<8xf32> {bufferization.writable = true}, ...) -> tensor<8xf32>
        attributes {wick.destinations = array<i64: 0>} {
      %new = linalg.generic ... ins(%w, %g) outs(%w)
      return %new
    ```
  }];
}

def Bufferize : Pass<"wick-bufferize", "::mlir::ModuleOp"> {
  let summary = "Turn tensors into buffers; results are written through arguments";
  let description = [{
    Upstream's one-shot bufferization with identity layouts. The body of a `wick.kernel` takes its
    place, on the buffers of the operands. Afterwards an entry returns nothing: a
    result that is not computed in its destination (`wick.destinations`) is copied there.

    Before:
    ```mlir
    func.func @step(%w: tensor<8xf32> {bufferization.writable = true}) -> tensor<8xf32>
        attributes {wick.destinations = array<i64: 0>} {
      %new = linalg.generic ... outs(%w)
      return %new
    ```
    After:
    ```mlir
    func.func @step(%w: memref<8xf32>) {
      linalg.generic ... outs(%w)
      return
    ```
  }];
  let dependentDialects = ["::mlir::bufferization::BufferizationDialect", "::mlir::memref::MemRefDialect"];
}

def ExpandCopies : Pass<"wick-expand-copies"> {
  let summary = "Write copies between buffers as linalg ops";
  let description = [{
    The upstream lowering of `memref.copy` calls a run-time function for blocks that are not
    contiguous. As a linalg.generic a copy becomes loops like any other op.

    Before:
    ```mlir
    memref.copy %a, %b : memref<2x2xf32> to memref<2x2xf32, strided<[5, 1], offset: 8>>
    ```
    After:
    ```mlir
    linalg.generic {indexing_maps = [(d0, d1) -> (d0, d1), (d0, d1) -> (d0, d1)], ...} ins(%a) outs(%b) {
    ^bb0(%x: f32, %y: f32):
      linalg.yield %x : f32
    }
    ```
  }];
  let dependentDialects = ["::mlir::linalg::LinalgDialect"];
}

def MergeDimensions : Pass<"wick-merge-dimensions"> {
  let summary = "Make one dimension of those that lie next to each other in all operands";
  let description = [{
    An elementwise op whose rows are shorter than a vector, and a copy in another order of
    dimensions, become ops on tensors of fewer and longer dimensions: what all operands have next to
    each other in the same order is one. An op beside a reduction along its rows keeps these.

    Before:
    ```mlir
    %y = linalg.generic {indexing_maps = [(f, c, h, w) -> (f, c, h, w), (f, c, h, w) -> (f, c, h, w)], ...}
        ins(%x : tensor<16x8x3x3xf32>) outs(%e : tensor<16x8x3x3xf32>)
    ```
    After:
    ```mlir
    %flat = tensor.collapse_shape %x [[0, 1, 2, 3]] : tensor<16x8x3x3xf32> into tensor<1152xf32>
    %r = linalg.generic {indexing_maps = [(i) -> (i), (i) -> (i)], ...}
        ins(%flat : tensor<1152xf32>) outs(%flat_e : tensor<1152xf32>)
    %y = tensor.expand_shape %r [[0, 1, 2, 3]] : tensor<1152xf32> into tensor<16x8x3x3xf32>
    ```
  }];
  let dependentDialects = ["::mlir::linalg::LinalgDialect", "::mlir::tensor::TensorDialect"];
}

def PlanArena : Pass<"wick-plan-arena", "::mlir::func::FuncOp"> {
  let summary = "Give every buffer a fixed offset in one arena";
  let description = [{
    Buffers live from the first to the last op of the function that touches them; two that never
    live together may share memory. Offsets come from first fit, largest first, in units of 64
    bytes. The arena is the function's last argument and `wick.arena_bytes` its size, so a call
    allocates nothing and is re-entrant.

    Before:
    ```mlir
    func.func @f(%x: memref<8xf32>) {
      %a = memref.alloc() {alignment = 64 : i64} : memref<8xf32>
    ```
    After:
    ```mlir
    func.func @f(%x: memref<8xf32>, %arena: memref<64xi8>) attributes {wick.arena_bytes = 64 : i64} {
      %c0 = arith.constant 0 : index
      %a = memref.view %arena[%c0][] : memref<64xi8> to memref<8xf32>
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::memref::MemRefDialect"];
}

def WrapEntry : Pass<"wick-wrap-entry", "::mlir::ModuleOp"> {
  let summary = "Give every entry a wrapper with one C signature";
  let description = [{
    For each function with an arena, in the LLVM dialect, makes `<entry>_run(buffers, arena)`, which
    loads the pointers and calls it: the `run` of a `wick_entry`.

    Before:
    ```mlir
    llvm.func @f(%x: !llvm.ptr, %y: !llvm.ptr, %arena: !llvm.ptr) attributes {wick.arena_bytes = 0 : i64}
    ```
    After:
    ```mlir
    llvm.func @f_run(%buffers: !llvm.ptr, %arena: !llvm.ptr) {
      %x = llvm.load %buffers : !llvm.ptr -> !llvm.ptr
      %1 = llvm.getelementptr %buffers[1] : (!llvm.ptr) -> !llvm.ptr, !llvm.ptr
      %y = llvm.load %1 : !llvm.ptr -> !llvm.ptr
      llvm.call @f(%x, %y, %arena)
    ```
  }];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
}

#endif // WICK_PASSES_MEMORY_PASSES_TD
