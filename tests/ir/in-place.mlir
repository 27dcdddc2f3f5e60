// Donated arguments are updated in place: no copy, no allocation, through the whole of a training step and of an
// insertion into a cache.
//
// RUN: wick-opt "%s" --wick-stage-graph --wick-stage-train --wick-stage-partition --wick-stage-layout --wick-stage-loops --wick-stage-memory 2>/dev/null | FileCheck "%s"
// RUN: wick-opt "%s" --wick-pipeline 2>/dev/null | FileCheck "%s" --check-prefix=LLVM
//
// LLVM-LABEL: llvm.func @momentum(
// LLVM-NOT: {{llvm.intr.memcpy|llvm.alloca|memrefCopy|@malloc|@free}}
// LLVM: llvm.func @momentum_run(
// LLVM-NOT: {{llvm.alloca|memrefCopy|@malloc|@free}}
// LLVM-LABEL: llvm.func @insert(
// LLVM-NOT: {{llvm.intr.memcpy|llvm.alloca|memrefCopy|@malloc|@free}}

// The new weights and velocities are written where the old ones stand, so they need no buffer in the arena: its
// largest buffer holds 8x32 activations.
// CHECK-LABEL: func.func @momentum(
// CHECK-NOT: memref.{{copy|alloc|alloca}}
// CHECK-NOT: memref.view {{.+}} to memref<16x32xf32>
// CHECK: return
func.func @momentum(
    %x: tensor<8x16xf32> {wick.name = "x", wick.role = #wick.role<input>},
    %t: tensor<8xi32> {wick.name = "t", wick.role = #wick.role<input>},
    %w1: tensor<16x32xf32> {wick.name = "w1", wick.role = #wick.role<param>},
    %b1: tensor<32xf32> {wick.name = "b1", wick.role = #wick.role<param>},
    %w2: tensor<32x10xf32> {wick.name = "w2", wick.role = #wick.role<param>},
    %b2: tensor<10xf32> {wick.name = "b2", wick.role = #wick.role<param>})
    -> (tensor<f32> {wick.name = "loss"})
    attributes {wick.entry, wick.loss = 0 : i64, wick.optimizer = #wick.sgd<momentum = 0.9>, wick.learning_rate = 0.1 : f64} {
  %h = wick.linear %x, %w1, %b1 : (tensor<8x16xf32>, tensor<16x32xf32>, tensor<32xf32>) -> tensor<8x32xf32>
  %a = wick.relu %h : tensor<8x32xf32>
  %y = wick.linear %a, %w2, %b2 : (tensor<8x32xf32>, tensor<32x10xf32>, tensor<10xf32>) -> tensor<8x10xf32>
  %loss = wick.cross_entropy %y, %t : (tensor<8x10xf32>, tensor<8xi32>) -> tensor<f32>
  return %loss : tensor<f32>
}

// The count of steps alone is copied: the bias correction still reads the old one.
// CHECK-LABEL: func.func @adam(
// CHECK-NOT: memref.{{alloc|alloca}}
// CHECK-NOT: memref.copy {{.+}} memref<{{[0-9]}}
// CHECK-NOT: memref.view {{.+}} to memref<16x32xf32>
// CHECK: return
func.func @adam(
    %x: tensor<8x16xf32> {wick.name = "x", wick.role = #wick.role<input>},
    %t: tensor<8xi32> {wick.name = "t", wick.role = #wick.role<input>},
    %w1: tensor<16x32xf32> {wick.name = "w1", wick.role = #wick.role<param>},
    %b1: tensor<32xf32> {wick.name = "b1", wick.role = #wick.role<param>},
    %w2: tensor<32x10xf32> {wick.name = "w2", wick.role = #wick.role<param>},
    %b2: tensor<10xf32> {wick.name = "b2", wick.role = #wick.role<param>})
    -> (tensor<f32> {wick.name = "loss"})
    attributes {wick.entry, wick.loss = 0 : i64, wick.optimizer = #wick.adam<>, wick.learning_rate = 0.1 : f64} {
  %h = wick.linear %x, %w1, %b1 : (tensor<8x16xf32>, tensor<16x32xf32>, tensor<32xf32>) -> tensor<8x32xf32>
  %a = wick.relu %h : tensor<8x32xf32>
  %y = wick.linear %a, %w2, %b2 : (tensor<8x32xf32>, tensor<32x10xf32>, tensor<10xf32>) -> tensor<8x10xf32>
  %loss = wick.cross_entropy %y, %t : (tensor<8x10xf32>, tensor<8xi32>) -> tensor<f32>
  return %loss : tensor<f32>
}

// The new filters and their moments, too, though their gradient has another order.
// CHECK-LABEL: func.func @convolution(
// CHECK-NOT: memref.{{alloc|alloca}}
// CHECK-NOT: memref.copy {{.+}} memref<{{[0-9]}}
// CHECK: return
func.func @convolution(
    %image: tensor<2x3x8x8xf32> {wick.name = "image", wick.role = #wick.role<input>},
    %filters: tensor<8x3x3x3xf32> {wick.name = "filters", wick.role = #wick.role<param>})
    -> (tensor<f32> {wick.name = "loss"})
    attributes {wick.entry, wick.loss = 0 : i64, wick.optimizer = #wick.sgd<momentum = 0.9>, wick.learning_rate = 0.1 : f64} {
  %y = wick.conv2d %image, %filters {padding = array<i64: 1, 1>} : (tensor<2x3x8x8xf32>, tensor<8x3x3x3xf32>) -> tensor<2x8x8x8xf32>
  %loss = wick.reduce_sum %y {dims = array<i64: 0, 1, 2, 3>} : (tensor<2x8x8x8xf32>) -> tensor<f32>
  return %loss : tensor<f32>
}

// Only the new rows are written.
// CHECK-LABEL: func.func @insert(
// CHECK-SAME: %[[CACHE:[a-z0-9]+]]: memref<128x64xf32>
// CHECK-SAME: attributes {wick.arena_bytes = 0 : i64}
// CHECK-NOT: memref.{{copy|alloc|alloca}}
// CHECK: return
func.func @insert(
    %cache: tensor<128x64xf32> {wick.name = "cache", wick.role = #wick.role<state>},
    %x: tensor<2x64xf32> {wick.name = "x", wick.role = #wick.role<input>})
    -> (tensor<128x64xf32> {wick.name = "cache", wick.donates = "cache"}) attributes {wick.entry} {
  %rows = wick.tanh %x : tensor<2x64xf32>
  %new = wick.insert_slice %rows, %cache {starts = array<i64: 6, 0>} : (tensor<2x64xf32>, tensor<128x64xf32>) -> tensor<128x64xf32>
  return %new : tensor<128x64xf32>
}
