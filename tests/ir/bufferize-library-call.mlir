// RUN: wick-opt --wick-bufferize "%s" | FileCheck "%s"
// RUN: wick-opt --wick-bind-destinations --wick-bufferize "%s" | FileCheck "%s" --check-prefix=BOUND

// Each call gets a declaration that says what it computes. Its output is a new buffer, or the one that
// it is told.
// CHECK: func.func private @[[SOFTMAX:wick_onednn_[0-9]+]](memref<3x4xf32>, memref<3x4xf32>) attributes {wick.library_operands = array<i1: true, false, false, false>, wick.library_spec = array<i64: 1, 2, 3, 4,
// CHECK-LABEL: func.func @entry
// CHECK: %[[P:.+]] = memref.alloc() {alignment = 64 : i64} : memref<3x4xf32>
// CHECK: call @[[SOFTMAX]](%arg0, %[[P]])
// CHECK: %[[Y:.+]] = memref.alloc() {alignment = 64 : i64} : memref<3x2xf32>
// CHECK: call @{{.+}}(%[[P]], %arg1, %[[Y]])

// BOUND-LABEL: func.func @entry
// BOUND-SAME: %[[OUT:[a-z0-9]+]]: memref<3x2xf32>) {
// BOUND: %[[P:.+]] = memref.alloc
// BOUND: call @{{.+}}(%arg0, %[[P]])
// BOUND: call @{{.+}}(%[[P]], %arg1, %[[OUT]])
// BOUND-NOT: memref.copy
func.func @entry(%x: tensor<3x4xf32> {wick.name = "x", wick.role = #wick.role<input>},
                 %w: tensor<4x2xf32> {wick.name = "w", wick.role = #wick.role<param>})
    -> (tensor<3x2xf32> {wick.name = "y"}) attributes {wick.entry} {
  %p = wick.library_call softmax %x {dim = 1} : (tensor<3x4xf32>) -> tensor<3x4xf32>
  %y = wick.library_call matmul %p weight(%w) : (tensor<3x4xf32>, tensor<4x2xf32>) -> tensor<3x2xf32>
  return %y : tensor<3x2xf32>
}

// What the library writes down in between gets a buffer, which the arena has room for.
// CHECK-LABEL: func.func @scratch
// CHECK: %[[S:.+]] = memref.alloc() {{.*}} : memref<100xi8>
// CHECK: call @{{.+}}(%arg0, %{{.+}}, %[[S]])
func.func @scratch(%x: tensor<3x4xf32> {wick.name = "x", wick.role = #wick.role<input>})
    -> (tensor<3x4xf32> {wick.name = "y"}) attributes {wick.entry} {
  %y = wick.library_call softmax %x {dim = 1, scratch_bytes = 100} : (tensor<3x4xf32>) -> tensor<3x4xf32>
  return %y : tensor<3x4xf32>
}
