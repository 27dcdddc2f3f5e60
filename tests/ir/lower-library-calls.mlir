// RUN: wick-opt --wick-lower-library-calls "%s" | FileCheck "%s"
// RUN: wick-opt --wick-lower-library-calls --wick-lower-library-calls "%s" | FileCheck "%s"
// RUN: wick-opt --wick-lower-library-calls "%S/wrap-entry.mlir" | FileCheck "%s" --check-prefix=EMPTY
// RUN: wick-opt --wick-bufferize "%S/bufferize-library-call.mlir" | wick-opt --wick-lower-library-calls | FileCheck "%s" --check-prefix=BUFFERIZED

// EMPTY-NOT: wick_onednn
// BUFFERIZED: llvm.call @wick_onednn_run

// One table for all calls: the specification, the author's line, and room for the library.
// CHECK: llvm.mlir.global internal constant @wick_onednn_place_0("model.cpp:7\00")
// CHECK: llvm.mlir.global internal @wick_onednn_calls() {{.*}} : !llvm.array<2 x struct<(array<2 x i64>, ptr, ptr)>> {
// CHECK: llvm.func @wick_onednn_run(!llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr)
// CHECK-NOT: func.func private
func.func private @wick_onednn_0(memref<3x4xf32>, memref<4x2xf32>, memref<3x2xf32>)
    attributes {wick.library_operands = array<i1: true, true, false, false>, wick.library_spec = array<i64: 0, 2>} loc("model.cpp":7:3)
func.func private @wick_onednn_1(memref<3x2xf32, strided<[2, 1], offset: 6>>, memref<3x2xf32>, memref<128xi8>)
    attributes {wick.library_operands = array<i1: true, false, false, false>, wick.library_spec = array<i64: 1, 2>}

// CHECK-LABEL: func.func @entry
func.func @entry(%x: memref<3x4xf32>, %w: memref<4x2xf32>, %y: memref<3x2xf32>, %z: memref<6x2xf32>, %scratch: memref<128xi8>) {
  // CHECK: %[[FIRST:.+]] = llvm.getelementptr %{{.+}}[0, 0]
  // CHECK: %[[A:.+]] = memref.extract_aligned_pointer_as_index %arg0
  // CHECK: %[[W:.+]] = arith.index_cast %[[A]] : index to i64
  // CHECK: %[[X:.+]] = llvm.inttoptr %[[W]]
  // CHECK: %[[NONE:.+]] = llvm.mlir.zero
  // CHECK: llvm.call @wick_onednn_run(%[[FIRST]], %[[X]], %{{.+}}, %[[NONE]], %{{.+}}, %{{.+}}, %{{.+}})
  call @wick_onednn_0(%x, %w, %y) : (memref<3x4xf32>, memref<4x2xf32>, memref<3x2xf32>) -> ()
  // An address counts the elements before the view. Scratch memory comes last.
  // CHECK: %[[SECOND:.+]] = llvm.getelementptr %{{.+}}[0, 1]
  // CHECK: memref.extract_strided_metadata
  // CHECK: arith.muli
  // CHECK: memref.extract_aligned_pointer_as_index %{{.+}} : memref<3x2xf32> -> index
  // CHECK: %[[S:.+]] = memref.extract_aligned_pointer_as_index %arg4
  // CHECK: %[[W:.+]] = arith.index_cast %[[S]] : index to i64
  // CHECK: %[[M:.+]] = llvm.inttoptr %[[W]]
  // CHECK: llvm.call @wick_onednn_run(%[[SECOND]], {{.+}}, %[[M]])
  %v = memref.subview %z[3, 0] [3, 2] [1, 1] : memref<6x2xf32> to memref<3x2xf32, strided<[2, 1], offset: 6>>
  call @wick_onednn_1(%v, %y, %scratch) : (memref<3x2xf32, strided<[2, 1], offset: 6>>, memref<3x2xf32>, memref<128xi8>) -> ()
  return
}
