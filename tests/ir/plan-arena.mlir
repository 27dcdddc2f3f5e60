// wick-plan-arena: buffers become views of one arena; those that never live together share memory.
//
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics --wick-plan-arena | FileCheck "%s"

// %a and %c never live together; %b lives with both. 100 floats are 400 bytes, padded to 448.
// CHECK-LABEL: func.func @chain(
// CHECK-SAME: %[[X:[a-z0-9]+]]: memref<100xf32>, %[[ARENA:[a-z0-9]+]]: memref<896xi8>) attributes {wick.arena_bytes = 896 : i64}
// CHECK-NOT: memref.alloc
// CHECK: %[[O1:.+]] = arith.constant 0 : index
// CHECK: %[[A:.+]] = memref.view %[[ARENA]][%[[O1]]][] : memref<896xi8> to memref<100xf32>
// CHECK: memref.copy %[[X]], %[[A]]
// CHECK: %[[O2:.+]] = arith.constant 448 : index
// CHECK: %[[B:.+]] = memref.view %[[ARENA]][%[[O2]]][]
// CHECK: memref.copy %[[A]], %[[B]]
// CHECK-NOT: memref.dealloc
// CHECK: %[[O3:.+]] = arith.constant 0 : index
// CHECK: %[[C:.+]] = memref.view %[[ARENA]][%[[O3]]][]
// CHECK: memref.copy %[[B]], %[[C]]
// CHECK: memref.copy %[[C]], %[[X]]
func.func @chain(%x: memref<100xf32>) {
  %a = memref.alloc() : memref<100xf32>
  memref.copy %x, %a : memref<100xf32> to memref<100xf32>
  %b = memref.alloc() : memref<100xf32>
  memref.copy %a, %b : memref<100xf32> to memref<100xf32>
  memref.dealloc %a : memref<100xf32>
  %c = memref.alloc() : memref<100xf32>
  memref.copy %b, %c : memref<100xf32> to memref<100xf32>
  memref.copy %c, %x : memref<100xf32> to memref<100xf32>
  return
}

// -----

// A view keeps its buffer alive, and so does a loop that carries it: all three live together.
// CHECK-LABEL: func.func @aliases(
// CHECK-SAME: memref<192xi8>) attributes {wick.arena_bytes = 192 : i64}
func.func @aliases(%x: memref<16xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  %a = memref.alloc() : memref<16xf32>
  %v = memref.subview %a[0] [8] [1] : memref<16xf32> to memref<8xf32>
  %b = memref.alloc() : memref<16xf32>
  %last = scf.for %i = %c0 to %c4 step %c1 iter_args(%carried = %b) -> memref<16xf32> {
    memref.copy %x, %carried : memref<16xf32> to memref<16xf32>
    scf.yield %carried : memref<16xf32>
  }
  %c = memref.alloc() : memref<16xf32>
  memref.copy %last, %c : memref<16xf32> to memref<16xf32>
  memref.copy %c, %x : memref<16xf32> to memref<16xf32>
  %w = memref.subview %x[0] [8] [1] : memref<16xf32> to memref<8xf32>
  memref.copy %v, %w : memref<8xf32> to memref<8xf32>
  return
}

// -----

// One bit of an i1 takes a byte, and each buffer starts at a multiple of 64.
// CHECK-LABEL: func.func @bits(
// CHECK-SAME: memref<128xi8>) attributes {wick.arena_bytes = 128 : i64}
// CHECK: memref.view %{{.+}} : memref<128xi8> to memref<65xi1>
func.func @bits(%x: memref<65xi1>) {
  %a = memref.alloc() : memref<65xi1>
  memref.copy %x, %a : memref<65xi1> to memref<65xi1>
  memref.copy %a, %x : memref<65xi1> to memref<65xi1>
  return
}

// -----

// The arena is the last argument also of a function that needs none.
// CHECK-LABEL: func.func @nothing(
// CHECK-SAME: memref<16xf32>, %{{.+}}: memref<0xi8>) attributes {wick.arena_bytes = 0 : i64}
func.func @nothing(%x: memref<16xf32>) {
  return
}

// -----

// An empty buffer of several dimensions has strides of 0: as one dimension it can be a bare pointer.
// CHECK-LABEL: func.func @empty(
// CHECK-SAME: %{{.+}}: memref<0xf32>, %{{.+}}: memref<0xi8>)
func.func @empty(%x: memref<3x0xf32>) {
  return
}

// -----

// CHECK-LABEL: func.func private @declared(memref<16xf32>)
// CHECK-NOT: arena
func.func private @declared(%x: memref<16xf32>)

// -----

func.func @loop(%x: memref<16xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  scf.for %i = %c0 to %c4 step %c1 {
    // expected-error@+1 {{'memref.alloc' op cannot be placed in the arena: it stands in a loop or has a dynamic size}}
    %a = memref.alloc() : memref<16xf32>
    memref.copy %x, %a : memref<16xf32> to memref<16xf32>
  }
  return
}

// -----

func.func @dynamic(%n: index) {
  // expected-error@+1 {{'memref.alloc' op cannot be placed in the arena: it stands in a loop or has a dynamic size}}
  %a = memref.alloc(%n) : memref<?xf32>
  return
}

// -----

// A collapsed view is a view of the arena: no index is divided later on.
// CHECK-LABEL: func.func @collapsed(
// CHECK-SAME: %[[ARENA:[a-z0-9]+]]: memref<256xi8>
// CHECK-NOT: memref.collapse_shape
// CHECK: %[[FLAT:.+]] = memref.view %[[ARENA]][%{{.+}}][] : memref<256xi8> to memref<2x32xf32>
// CHECK: memref.load %[[FLAT]][%c1, %c5]
func.func @collapsed(%x: memref<2x8x4xf32>, %y: memref<1xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c5 = arith.constant 5 : index
  %a = memref.alloc() : memref<2x8x4xf32>
  memref.copy %x, %a : memref<2x8x4xf32> to memref<2x8x4xf32>
  %flat = memref.collapse_shape %a [[0], [1, 2]] : memref<2x8x4xf32> into memref<2x32xf32>
  %e = memref.load %flat[%c1, %c5] : memref<2x32xf32>
  memref.store %e, %y[%c0] : memref<1xf32>
  return
}
