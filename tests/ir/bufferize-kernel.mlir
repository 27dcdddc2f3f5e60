// RUN: wick-opt --wick-bufferize "%s" | FileCheck "%s"

// The body stands on the buffers of the operands. Its outputs are not read: what was in them may go.
// CHECK-LABEL: func.func @doubled
// CHECK-SAME: (%[[X:.+]]: memref<4xf32>, %[[Y:.+]]: memref<4xf32>
// CHECK-NOT: memref.alloc
// CHECK: %[[V:.+]] = memref.load %[[X]]
// CHECK: memref.store %[[V]], %[[Y]]
// CHECK-NOT: memref.copy
func.func @doubled(%x: tensor<4xf32> {bufferization.writable = false}, %y: tensor<4xf32> {bufferization.writable = true})
    -> tensor<4xf32> {
  %0 = wick.kernel ins(%x) outs(%y) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32> {
  ^bb0(%from: memref<4xf32>, %to: memref<4xf32>):
    %c0 = arith.constant 0 : index
    %v = memref.load %from[%c0] : memref<4xf32>
    memref.store %v, %to[%c0] : memref<4xf32>
  }
  return %0 : tensor<4xf32>
}

// An output that is still read afterwards, or that may not be written, is another buffer.
// CHECK-LABEL: func.func @kept
// CHECK-SAME: (%[[X:.+]]: memref<4xf32>
// CHECK: %[[NEW:.+]] = memref.alloc
// CHECK-NOT: memref.copy
// CHECK: memref.store %{{.+}}, %[[NEW]]
func.func @kept(%x: tensor<4xf32> {bufferization.writable = true}) -> (tensor<4xf32>, tensor<4xf32>) {
  %0 = wick.kernel ins(%x) outs(%x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32> {
  ^bb0(%from: memref<4xf32>, %to: memref<4xf32>):
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %v = memref.load %from[%c0] : memref<4xf32>
    memref.store %v, %to[%c1] : memref<4xf32>
  }
  return %0, %x : tensor<4xf32>, tensor<4xf32>
}
