// RUN: wick-opt "%s" --wick-expand-copies | FileCheck "%s"
// RUN: wick-opt "%s" --wick-expand-copies --wick-expand-copies | FileCheck "%s"

// A copy into a block that is not contiguous.
// CHECK-LABEL: func.func @block
func.func @block(%from: memref<2x2xf32>, %to: memref<3x5xf32>) {
  %view = memref.subview %to[1, 3] [2, 2] [1, 1]
      : memref<3x5xf32> to memref<2x2xf32, strided<[5, 1], offset: 8>>
  // CHECK-NOT: memref.copy
  // CHECK: linalg.generic
  // CHECK-SAME: iterator_types = ["parallel", "parallel"]
  // CHECK: linalg.yield %{{.*}} : f32
  memref.copy %from, %view : memref<2x2xf32> to memref<2x2xf32, strided<[5, 1], offset: 8>>
  return
}

// Nothing to do.
// CHECK-LABEL: func.func @fill
func.func @fill(%to: memref<4xf32>, %value: f32) {
  // CHECK-NEXT: linalg.fill
  linalg.fill ins(%value : f32) outs(%to : memref<4xf32>)
  return
}
