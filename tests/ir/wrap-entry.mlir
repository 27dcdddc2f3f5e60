// wick-wrap-entry: every entry gets a wrapper with one C signature.
//
// RUN: wick-opt "%s" --wick-wrap-entry | FileCheck "%s"

// The buffers in order, then the arena.
// CHECK-LABEL: llvm.func @step(
// CHECK: llvm.func @step_run(%[[BUFFERS:.+]]: !llvm.ptr, %[[ARENA:.+]]: !llvm.ptr) {
// CHECK: %[[S0:.+]] = llvm.getelementptr %[[BUFFERS]][0] : (!llvm.ptr) -> !llvm.ptr, !llvm.ptr
// CHECK: %[[X:.+]] = llvm.load %[[S0]] : !llvm.ptr -> !llvm.ptr
// CHECK: %[[S1:.+]] = llvm.getelementptr %[[BUFFERS]][1] : (!llvm.ptr) -> !llvm.ptr, !llvm.ptr
// CHECK: %[[Y:.+]] = llvm.load %[[S1]] : !llvm.ptr -> !llvm.ptr
// CHECK-NEXT: llvm.call @step(%[[X]], %[[Y]], %[[ARENA]]) : (!llvm.ptr, !llvm.ptr, !llvm.ptr) -> ()
// CHECK-NEXT: llvm.return
llvm.func @step(%x: !llvm.ptr, %y: !llvm.ptr, %arena: !llvm.ptr) attributes {wick.arena_bytes = 64 : i64} {
  llvm.return
}

// CHECK: llvm.func @no_buffers_run(%{{.+}}: !llvm.ptr, %[[ARENA:.+]]: !llvm.ptr) {
// CHECK-NEXT: llvm.call @no_buffers(%[[ARENA]])
llvm.func @no_buffers(%arena: !llvm.ptr) attributes {wick.arena_bytes = 0 : i64} {
  llvm.return
}

// Functions of libm and the like are no entries.
// CHECK-NOT: @expf_run
llvm.func @expf(f32) -> f32
