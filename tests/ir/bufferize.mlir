// wick-bufferize: entries write through arguments; a copy stands only where a result is not computed in place.
//
// RUN: wick-opt "%s" --wick-bufferize | FileCheck "%s"
// RUN: wick-opt "%s" --wick-bufferize --wick-bufferize | FileCheck "%s"

#id = affine_map<(i) -> (i)>
#reverse = affine_map<(i) -> (7 - i)>

// CHECK-LABEL: func.func @in_place(
// CHECK-SAME: %[[W:[a-z0-9]+]]: memref<8xf32>) {
// CHECK-NOT: memref
// CHECK: linalg.generic {{.+}} outs(%[[W]] : memref<8xf32>)
// CHECK: arith.negf
// CHECK-NEXT: linalg.yield
// CHECK-NEXT: }
// CHECK-NEXT: return
func.func @in_place(%w: tensor<8xf32> {bufferization.writable = true}) -> tensor<8xf32>
    attributes {wick.destinations = array<i64: 0>} {
  %new = linalg.generic {indexing_maps = [#id], iterator_types = ["parallel"]} outs(%w : tensor<8xf32>) {
  ^bb0(%o: f32):
    %0 = arith.negf %o : f32
    linalg.yield %0 : f32
  } -> tensor<8xf32>
  return %new : tensor<8xf32>
}

// Reading and writing the same buffer in another order is a hazard: a buffer between, and one copy.
// CHECK-LABEL: func.func @conflict(
// CHECK-SAME: %[[W:[a-z0-9]+]]: memref<8xf32>
// CHECK: %[[NEW:.+]] = memref.alloc() {alignment = 64 : i64} : memref<8xf32>
// CHECK: linalg.generic {{.+}} ins(%[[W]] : memref<8xf32>) outs(%[[NEW]] : memref<8xf32>)
// CHECK: memref.copy %[[NEW]], %[[W]]
// CHECK-NEXT: return
func.func @conflict(%w: tensor<8xf32> {bufferization.writable = true}) -> tensor<8xf32>
    attributes {wick.destinations = array<i64: 0>} {
  %new = linalg.generic {indexing_maps = [#reverse, #id], iterator_types = ["parallel"]}
      ins(%w : tensor<8xf32>) outs(%w : tensor<8xf32>) {
  ^bb0(%a: f32, %o: f32):
    linalg.yield %a : f32
  } -> tensor<8xf32>
  return %new : tensor<8xf32>
}

// An argument that may not be written is not.
// CHECK-LABEL: func.func @read_only(
// CHECK-SAME: %[[X:[a-z0-9]+]]: memref<8xf32>, %[[Y:[a-z0-9]+]]: memref<8xf32>
// CHECK: %[[NEW:.+]] = memref.alloc
// CHECK: linalg.fill ins(%{{.+}} : f32) outs(%[[NEW]]
// CHECK: memref.copy %[[NEW]], %[[Y]]
func.func @read_only(%x: tensor<8xf32> {bufferization.writable = false}, %y: tensor<8xf32> {bufferization.writable = true})
    -> tensor<8xf32> attributes {wick.destinations = array<i64: 1>} {
  %zero = arith.constant 0.0 : f32
  %new = linalg.fill ins(%zero : f32) outs(%x : tensor<8xf32>) -> tensor<8xf32>
  return %new : tensor<8xf32>
}

// The same value as two results, the first of them an argument.
// CHECK-LABEL: func.func @twice(
// CHECK-SAME: %[[X:[a-z0-9]+]]: memref<8xf32>, %[[A:[a-z0-9]+]]: memref<8xf32>, %[[B:[a-z0-9]+]]: memref<8xf32>
// CHECK-NEXT: memref.copy %[[X]], %[[A]]
// CHECK-NEXT: memref.copy %[[X]], %[[B]]
// CHECK-NEXT: return
func.func @twice(%x: tensor<8xf32>, %a: tensor<8xf32>, %b: tensor<8xf32>) -> (tensor<8xf32>, tensor<8xf32>)
    attributes {wick.destinations = array<i64: 1, 2>} {
  return %x, %x : tensor<8xf32>, tensor<8xf32>
}

// Two arguments change places: the second value is saved before the first write destroys it.
// CHECK-LABEL: func.func @swap(
// CHECK-SAME: %[[A:[a-z0-9]+]]: memref<8xf32>, %[[B:[a-z0-9]+]]: memref<8xf32>
// CHECK-NEXT: %[[SAVED:.+]] = memref.alloc() {alignment = 64 : i64} : memref<8xf32>
// CHECK-NEXT: memref.copy %[[A]], %[[SAVED]]
// CHECK-NEXT: memref.copy %[[B]], %[[A]]
// CHECK-NEXT: memref.copy %[[SAVED]], %[[B]]
// CHECK-NEXT: return
func.func @swap(%a: tensor<8xf32> {bufferization.writable = true}, %b: tensor<8xf32> {bufferization.writable = true})
    -> (tensor<8xf32>, tensor<8xf32>) attributes {wick.destinations = array<i64: 0, 1>} {
  return %b, %a : tensor<8xf32>, tensor<8xf32>
}

// Two iteration arguments that start as the same empty tensor are two buffers: each is read inside
// the loop after the other is written. Nothing reads their last values.
// CHECK-LABEL: func.func @empty_inits(
// CHECK-SAME: %[[X:[a-z0-9]+]]: memref<8xf32>, %[[Y:[a-z0-9]+]]: memref<8xf32>
// CHECK-DAG: %[[P:.+]] = memref.alloc() {alignment = 64 : i64} : memref<8xf32>
// CHECK-DAG: %[[Q:.+]] = memref.alloc() {alignment = 64 : i64} : memref<8xf32>
// CHECK: scf.for {{.+}} iter_args(%[[A:.+]] = %[[P]], %[[B:.+]] = %[[Q]], %[[OUT:.+]] = %[[Y]])
// CHECK: memref.store %{{.+}}, %[[A]]
// CHECK: memref.store %{{.+}}, %[[B]]
// CHECK: memref.load %[[A]]
// CHECK: memref.load %[[B]]
func.func @empty_inits(%x: tensor<8xf32>, %y: tensor<8xf32> {bufferization.writable = true}) -> tensor<8xf32>
    attributes {wick.destinations = array<i64: 1>} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c8 = arith.constant 8 : index
  %empty = tensor.empty() : tensor<8xf32>
  %last:3 = scf.for %i = %c0 to %c8 step %c1 iter_args(%a = %empty, %b = %empty, %out = %y)
      -> (tensor<8xf32>, tensor<8xf32>, tensor<8xf32>) {
    %in = tensor.extract %x[%i] : tensor<8xf32>
    %square = arith.mulf %in, %in : f32
    %newA = tensor.insert %in into %a[%i] : tensor<8xf32>
    %newB = tensor.insert %square into %b[%i] : tensor<8xf32>
    %first = tensor.extract %newA[%i] : tensor<8xf32>
    %second = tensor.extract %newB[%i] : tensor<8xf32>
    %sum = arith.addf %first, %second : f32
    %newOut = tensor.insert %sum into %out[%i] : tensor<8xf32>
    scf.yield %newA, %newB, %newOut : tensor<8xf32>, tensor<8xf32>, tensor<8xf32>
  }
  return %last#2 : tensor<8xf32>
}
