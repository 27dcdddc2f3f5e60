// wick-outline-parallel: the body of a parallel loop becomes a function of a range of iterations.
//
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics --wick-outline-parallel --mlir-print-local-scope | FileCheck "%s"
// RUN: wick-opt "%s" --split-input-file --wick-outline-parallel > "%t" 2> /dev/null
// RUN: wick-opt "%t" --split-input-file --wick-outline-parallel | diff "%t" -

// Buffers and what is loaded are handed over, constants and views made again; a buffer on the stack serves all
// iterations of the range.
// CHECK-LABEL: func.func private @f_parallel_0(
// CHECK-SAME: %[[BEGIN:.+]]: index, %[[END:.+]]: index, %[[A:.+]]: memref<64xi8>, %[[X:.+]]: memref<10xf32>, %[[S:.+]]: f32) attributes {wick.grain = 3 : i64} {
// CHECK-DAG: %[[FIRST:.+]] = affine.apply affine_map<(d0) -> (d0 * 2 + 4)>(%[[BEGIN]])
// CHECK-DAG: %[[LAST:.+]] = affine.apply affine_map<(d0) -> (d0 * 2 + 4)>(%[[END]])
// CHECK: %[[OWN:.+]] = memref.alloca() : memref<1xf32>
// CHECK: scf.for %[[I:.+]] = %[[FIRST]] to %[[LAST]] step %{{.+}} {
// CHECK:   %[[VIEW:.+]] = memref.view %[[A]]
// CHECK:   %[[V:.+]] = memref.load %[[X]][%[[I]]]
// CHECK:   arith.mulf %[[V]], %[[S]]
// CHECK:   memref.store %{{.+}}, %[[OWN]]
// CHECK:   memref.store %{{.+}}, %[[VIEW]][%[[I]]]
// CHECK: return
// CHECK-LABEL: func.func @f(
// CHECK-SAME: %[[X:.+]]: memref<10xf32>, %[[SCALE:.+]]: memref<f32>, %[[ARENA:.+]]: memref<64xi8>)
// CHECK: %[[S:.+]] = memref.load %[[SCALE]][]
// CHECK-NOT: scf.parallel
// CHECK-DAG: %[[ZERO:.+]] = arith.constant 0 : index
// CHECK-DAG: %[[THREE:.+]] = arith.constant 3 : index
// CHECK: call @f_parallel_0(%[[ZERO]], %[[THREE]], %[[ARENA]], %[[X]], %[[S]])
func.func @f(%x: memref<10xf32>, %scale: memref<f32>, %arena: memref<64xi8>) {
  %c0 = arith.constant 0 : index
  %c2 = arith.constant 2 : index
  %c4 = arith.constant 4 : index
  %c9 = arith.constant 9 : index
  %s = memref.load %scale[] : memref<f32>
  %y = memref.view %arena[%c0][] : memref<64xi8> to memref<10xf32>
  scf.parallel (%i) = (%c4) to (%c9) step (%c2) {
    %own = memref.alloca() : memref<1xf32>
    %v = memref.load %x[%i] : memref<10xf32>
    %p = arith.mulf %v, %s : f32
    memref.store %p, %own[%c0] : memref<1xf32>
    %q = memref.load %own[%c0] : memref<1xf32>
    memref.store %q, %y[%i] : memref<10xf32>
    scf.reduce
  } {wick.grain = 3 : i64}
  return
}

// -----

// Two loops of one function, and a name that is taken.
// CHECK-LABEL: func.func private @g_parallel_0(index)
// CHECK: func.func private @g_parallel_1(
// CHECK: func.func private @g_parallel_2(
// CHECK: func.func @g(
// CHECK: call @g_parallel_1(
// CHECK: call @g_parallel_2(
func.func private @g_parallel_0(index)
func.func @g(%x: memref<8xf32>, %v: f32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c8 = arith.constant 8 : index
  scf.parallel (%i) = (%c0) to (%c8) step (%c1) {
    memref.store %v, %x[%i] : memref<8xf32>
    scf.reduce
  } {wick.grain = 1 : i64}
  scf.parallel (%i) = (%c0) to (%c8) step (%c1) {
    memref.store %v, %x[%i] : memref<8xf32>
    scf.reduce
  } {wick.grain = 1 : i64}
  return
}

// -----

// A loop of no threads stays.
// CHECK-LABEL: func.func @without_grain(
// CHECK: scf.parallel
func.func @without_grain(%x: memref<8xf32>, %v: f32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c8 = arith.constant 8 : index
  scf.parallel (%i) = (%c0) to (%c8) step (%c1) {
    memref.store %v, %x[%i] : memref<8xf32>
    scf.reduce
  }
  return
}

// -----

// CHECK-LABEL: func.func @buffer_of_a_loop(
// CHECK: scf.parallel
// CHECK-NOT: wick.grain
func.func @buffer_of_a_loop(%x: memref<8xf32>, %y: memref<8xf32>, %v: f32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c8 = arith.constant 8 : index
  scf.for %k = %c0 to %c8 step %c1 iter_args(%b = %x) -> memref<8xf32> {
    // expected-remark @+1 {{stays on one thread: it reads a buffer that is no argument of the function}}
    scf.parallel (%i) = (%c0) to (%c8) step (%c1) {
      memref.store %v, %b[%i] : memref<8xf32>
      scf.reduce
    } {wick.grain = 1 : i64}
    scf.yield %y : memref<8xf32>
  }
  return
}

// -----

// CHECK-LABEL: func.func @two_dimensions(
// CHECK: scf.parallel
func.func @two_dimensions(%x: memref<8x8xf32>, %v: f32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c8 = arith.constant 8 : index
  // expected-remark @+1 {{stays on one thread: it has several dimensions, results, or bounds that are not known}}
  scf.parallel (%i, %j) = (%c0, %c0) to (%c8, %c8) step (%c1, %c1) {
    memref.store %v, %x[%i, %j] : memref<8x8xf32>
    scf.reduce
  } {wick.grain = 1 : i64}
  return
}
