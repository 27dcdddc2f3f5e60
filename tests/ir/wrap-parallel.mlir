// wick-wrap-parallel: calls of outlined bodies go through the runtime.
//
// RUN: wick-opt "%s" --wick-wrap-parallel | FileCheck "%s"
// RUN: wick-opt "%s" --wick-wrap-parallel > "%t"
// RUN: wick-opt "%t" --wick-wrap-parallel | diff "%t" -
// RUN: echo 'llvm.func @wick_parallel_for(i32) llvm.func internal @b(%%i: i64, %%e: i64) attributes {wick.grain = 1 : i64} { llvm.return }' | not wick-opt --wick-wrap-parallel 2>&1 | FileCheck "%s" --check-prefix=TAKEN
// TAKEN: error: redefinition of function 'wick_parallel_for' of different type

// CHECK: llvm.func @wick_parallel_for(!llvm.ptr, i64, i64, !llvm.ptr)

// CHECK: llvm.func internal @body(
// CHECK-NOT: wick.grain
llvm.func @body(%begin: i64, %end: i64, %x: !llvm.ptr, %s: f32) attributes {sym_visibility = "private", wick.grain = 3 : i64} {
  llvm.return
}

// CHECK: llvm.func internal @body_range(%[[BEGIN:.+]]: i64, %[[END:.+]]: i64, %[[CAPTURED:.+]]: !llvm.ptr) {
// CHECK: %[[F0:.+]] = llvm.getelementptr %[[CAPTURED]][0, 0] : (!llvm.ptr) -> !llvm.ptr, !llvm.struct<(ptr, f32)>
// CHECK: %[[X:.+]] = llvm.load %[[F0]] : !llvm.ptr -> !llvm.ptr
// CHECK: %[[F1:.+]] = llvm.getelementptr %[[CAPTURED]][0, 1]
// CHECK: %[[S:.+]] = llvm.load %[[F1]] : !llvm.ptr -> f32
// CHECK: llvm.call @body(%[[BEGIN]], %[[END]], %[[X]], %[[S]])
// CHECK: llvm.return

// The structure stands in the entry block: a call in a loop needs no further stack.
// CHECK-LABEL: llvm.func @f(
// CHECK-SAME: %[[X:.+]]: !llvm.ptr, %[[S:.+]]: f32)
// CHECK: %[[CAPTURED:.+]] = llvm.alloca %{{.+}} x !llvm.struct<(ptr, f32)>
// CHECK: llvm.br ^bb1
// CHECK: ^bb1:
// CHECK: llvm.store %[[X]], %{{.+}} : !llvm.ptr, !llvm.ptr
// CHECK: llvm.store %[[S]], %{{.+}} : f32, !llvm.ptr
// CHECK-DAG: %[[BODY:.+]] = llvm.mlir.addressof @body_range
// CHECK-DAG: %[[GRAIN:.+]] = llvm.mlir.constant(3 : i64)
// CHECK: llvm.call @wick_parallel_for(%[[BODY]], %[[COUNT:.+]], %[[GRAIN]], %[[CAPTURED]])
// CHECK-NOT: llvm.call @body(
llvm.func @f(%x: !llvm.ptr, %s: f32) {
  %zero = llvm.mlir.constant(0 : i64) : i64
  %count = llvm.mlir.constant(16 : i64) : i64
  llvm.br ^bb1
^bb1:
  llvm.call @body(%zero, %count, %x, %s) : (i64, i64, !llvm.ptr, f32) -> ()
  llvm.return
}

// Without a grain a function is called as before.
// CHECK: llvm.call @other()
llvm.func @other() {
  llvm.return
}
llvm.func @g() {
  llvm.call @other() : () -> ()
  llvm.return
}
