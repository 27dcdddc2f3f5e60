// wick-parallelize: threads share the outermost loops whose iterations touch different parts of what they write. With
// from=0 every loop is long enough.
//
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics --wick-parallelize="from=0" --mlir-print-local-scope | FileCheck "%s"
// RUN: wick-opt "%s" --split-input-file --wick-parallelize="from=0" > "%t" 2> /dev/null
// RUN: wick-opt "%t" --split-input-file --wick-parallelize="from=0" 2> /dev/null | diff "%t" -

// A tile of four rows, seven of them and an eighth of two.
// CHECK-LABEL: func.func @row_blocks(
// CHECK: scf.parallel (%[[I:.+]]) = (%c0) to (%c28) step (%c4) {
// CHECK:   memref.subview %{{.+}}[%[[I]], 0] [4, 8] [1, 1]
// CHECK:   scf.for
// CHECK:   scf.reduce
// CHECK: } {wick.grain = 1 : i64}
func.func @row_blocks(%x: memref<30x8xf32>, %y: memref<30x8xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  %c28 = arith.constant 28 : index
  %zero = arith.constant 0.0 : f32
  // expected-remark @+1 {{runs on threads: 7 iterations of together about 0 us, at least 1 a thread}}
  scf.for %i = %c0 to %c28 step %c4 {
    %tile = memref.subview %y[%i, 0] [4, 8] [1, 1] : memref<30x8xf32> to memref<4x8xf32, strided<[8, 1], offset: ?>>
    scf.for %r = %c0 to %c4 step %c1 {
      %row = affine.apply affine_map<(d0, d1) -> (d0 + d1)>(%i, %r)
      %v = vector.transfer_read %x[%row, %c0], %zero {in_bounds = [true]} : memref<30x8xf32>, vector<8xf32>
      vector.transfer_write %v, %tile[%r, %c0] {in_bounds = [true]} : vector<8xf32>, memref<4x8xf32, strided<[8, 1], offset: ?>>
    }
  }
  return
}

// -----

// Columns outside and rows inside, updated in place: the outer loop is cut, and only that.
// CHECK-LABEL: func.func @in_place(
// CHECK: scf.parallel (%{{.+}}) = (%c0) to (%c64) step (%c16) {
// CHECK:   scf.for
func.func @in_place(%w: memref<4x64xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  %c16 = arith.constant 16 : index
  %c64 = arith.constant 64 : index
  %zero = arith.constant 0.0 : f32
  // expected-remark @+1 {{runs on threads: 4 iterations}}
  scf.for %j = %c0 to %c64 step %c16 {
    scf.for %i = %c0 to %c4 step %c1 {
      %v = vector.transfer_read %w[%i, %j], %zero {in_bounds = [true]} : memref<4x64xf32>, vector<16xf32>
      %s = arith.addf %v, %v : vector<16xf32>
      vector.transfer_write %s, %w[%i, %j] {in_bounds = [true]} : vector<16xf32>, memref<4x64xf32>
    }
  }
  return
}

// -----

// Blocks of 16 elements, counted.
// CHECK-LABEL: func.func @counted_blocks(
// CHECK: scf.parallel (%{{.+}}) = (%c0) to (%c4) step (%c1) {
func.func @counted_blocks(%y: memref<64xf32>, %v: vector<16xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  %c16 = arith.constant 16 : index
  // expected-remark @+1 {{runs on threads: 4 iterations}}
  scf.for %block = %c0 to %c4 step %c1 {
    %i = arith.muli %block, %c16 : index
    vector.transfer_write %v, %y[%i] {in_bounds = [true]} : vector<16xf32>, memref<64xf32>
  }
  return
}

// -----

// Closer than they are long.
// CHECK-LABEL: func.func @counted_overlapping_blocks(
// CHECK-NOT: scf.parallel
func.func @counted_overlapping_blocks(%y: memref<64xf32>, %v: vector<16xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  %c15 = arith.constant 15 : index
  // expected-remark @+1 {{stays on one thread, for about 0 us: its iterations meet in a buffer that they write}}
  scf.for %block = %c0 to %c4 step %c1 {
    %i = arith.muli %block, %c15 : index
    vector.transfer_write %v, %y[%i] {in_bounds = [true]} : vector<16xf32>, memref<64xf32>
  }
  return
}

// -----

// A buffer of one iteration is its own, on the stack.
// CHECK-LABEL: func.func @buffer_of_an_iteration(
// CHECK: scf.parallel
// CHECK-NEXT: %[[OWN:.+]] = memref.alloca() {alignment = 64 : i64} : memref<8xf32>
// CHECK-NOT: memref.alloc()
// CHECK: memref.store %{{.+}}, %[[OWN]][%c0]
// CHECK-NOT: memref.dealloc
func.func @buffer_of_an_iteration(%x: memref<16xf32>, %y: memref<16xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c16 = arith.constant 16 : index
  // expected-remark @+1 {{runs on threads}}
  scf.for %i = %c0 to %c16 step %c1 {
    %own = memref.alloc() {alignment = 64 : i64} : memref<8xf32>
    %v = memref.load %x[%i] : memref<16xf32>
    memref.store %v, %own[%c0] : memref<8xf32>
    %u = memref.load %own[%c0] : memref<8xf32>
    memref.store %u, %y[%i] : memref<16xf32>
    memref.dealloc %own : memref<8xf32>
  }
  return
}

// -----

// So is one that was moved out of the loop but serves it alone; not one that other ops fill or read.
// CHECK-LABEL: func.func @buffer_of_a_loop(
// CHECK: scf.parallel
// CHECK-NEXT: memref.alloca() : memref<1xf32>
// CHECK: memref.copy
// CHECK: scf.for
func.func @buffer_of_a_loop(%x: memref<16xf32>, %y: memref<16xf32>, %z: memref<1xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c16 = arith.constant 16 : index
  %own = memref.alloc() : memref<1xf32>
  // expected-remark @+1 {{runs on threads}}
  scf.for %i = %c0 to %c16 step %c1 {
    %v = memref.load %x[%i] : memref<16xf32>
    memref.store %v, %own[%c0] : memref<1xf32>
    %u = memref.load %own[%c0] : memref<1xf32>
    memref.store %u, %y[%i] : memref<16xf32>
  }
  %sum = memref.alloc() : memref<1xf32>
  memref.copy %z, %sum : memref<1xf32> to memref<1xf32>
  // expected-remark @+1 {{its iterations meet in a buffer that they write}}
  scf.for %i = %c0 to %c16 step %c1 {
    %v = memref.load %x[%i] : memref<16xf32>
    %s = memref.load %sum[%c0] : memref<1xf32>
    %t = arith.addf %v, %s : f32
    memref.store %t, %sum[%c0] : memref<1xf32>
    memref.store %t, %y[%i] : memref<16xf32>
  }
  return
}

// -----

// A linalg op becomes its loops; so does no op whose first dimension is a sum.
// CHECK-LABEL: func.func @linalg(
// CHECK: scf.parallel (%{{.+}}) = (%c0) to (%c4)
// CHECK:   scf.for
// CHECK: linalg.generic
func.func @linalg(%x: memref<8x4xf32>, %y: memref<4x8xf32>, %s: memref<4xf32>) {
  // expected-remark @+1 {{runs on threads: 4 iterations}}
  linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d1, d0)>, affine_map<(d0, d1) -> (d0, d1)>],
                  iterator_types = ["parallel", "parallel"]} ins(%x : memref<8x4xf32>) outs(%y : memref<4x8xf32>) {
  ^bb0(%a: f32, %b: f32):
    linalg.yield %a : f32
  }
  linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d1)>],
                  iterator_types = ["reduction", "parallel"]} ins(%x : memref<8x4xf32>) outs(%s : memref<4xf32>) {
  ^bb0(%a: f32, %b: f32):
    %0 = arith.addf %a, %b : f32
    linalg.yield %0 : f32
  }
  return
}

// -----

// The loop inside one that must keep its order.
// CHECK-LABEL: func.func @sum_of_rows(
// CHECK: scf.for
// CHECK: scf.parallel
func.func @sum_of_rows(%x: memref<8x32xf32>, %s: memref<32xf32>) {
  %c0 = arith.constant 0 : index
  %c8 = arith.constant 8 : index
  %c1 = arith.constant 1 : index
  %c32 = arith.constant 32 : index
  // expected-remark @+1 {{stays on one thread, for about 0 us: its iterations meet in a buffer that they write}}
  scf.for %i = %c0 to %c8 step %c1 {
    // expected-remark @+1 {{runs on threads: 32 iterations}}
    scf.for %j = %c0 to %c32 step %c1 {
      %a = memref.load %x[%i, %j] : memref<8x32xf32>
      %b = memref.load %s[%j] : memref<32xf32>
      %c = arith.addf %a, %b : f32
      memref.store %c, %s[%j] : memref<32xf32>
    }
  }
  return
}

// -----

// Each iteration reads what the one before has written.
// CHECK-LABEL: func.func @reads_its_neighbour(
// CHECK-NOT: scf.parallel
func.func @reads_its_neighbour(%x: memref<17xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c16 = arith.constant 16 : index
  // expected-remark @+1 {{its iterations meet in a buffer that they write}}
  scf.for %i = %c0 to %c16 step %c1 {
    %v = memref.load %x[%i] : memref<17xf32>
    %next = arith.addi %i, %c1 : index
    memref.store %v, %x[%next] : memref<17xf32>
  }
  return
}

// -----

// Vectors of eight, four apart.
// CHECK-LABEL: func.func @overlapping_vectors(
// CHECK-NOT: scf.parallel
func.func @overlapping_vectors(%y: memref<20xf32>, %v: vector<8xf32>) {
  %c0 = arith.constant 0 : index
  %c4 = arith.constant 4 : index
  %c16 = arith.constant 16 : index
  // expected-remark @+1 {{its iterations meet in a buffer that they write}}
  scf.for %i = %c0 to %c16 step %c4 {
    vector.transfer_write %v, %y[%i] {in_bounds = [true]} : vector<8xf32>, memref<20xf32>
  }
  return
}

// -----

// Two views of one buffer, of which one is written.
// CHECK-LABEL: func.func @two_views(
// CHECK-NOT: scf.parallel
func.func @two_views(%x: memref<16xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c8 = arith.constant 8 : index
  %low = memref.subview %x[0] [8] [1] : memref<16xf32> to memref<8xf32>
  %middle = memref.subview %x[4] [8] [1] : memref<16xf32> to memref<8xf32, strided<[1], offset: 4>>
  // expected-remark @+1 {{its iterations meet in a buffer that they write}}
  scf.for %i = %c0 to %c8 step %c1 {
    %v = memref.load %low[%i] : memref<8xf32>
    memref.store %v, %middle[%i] : memref<8xf32, strided<[1], offset: 4>>
  }
  return
}

// -----

// CHECK-LABEL: func.func @carries_a_value(
// CHECK-NOT: scf.parallel
func.func @carries_a_value(%x: memref<8xf32>) -> f32 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c8 = arith.constant 8 : index
  %zero = arith.constant 0.0 : f32
  // expected-remark @+1 {{it carries a value from one iteration to the next}}
  %sum = scf.for %i = %c0 to %c8 step %c1 iter_args(%s = %zero) -> f32 {
    %v = memref.load %x[%i] : memref<8xf32>
    %t = arith.addf %s, %v : f32
    scf.yield %t : f32
  }
  return %sum : f32
}

// -----

func.func private @anything(memref<8xf32>)

// CHECK-LABEL: func.func @calls(
// CHECK-NOT: scf.parallel
func.func @calls(%x: memref<8xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c8 = arith.constant 8 : index
  // expected-remark @+1 {{it is not known what its iterations touch}}
  scf.for %i = %c0 to %c8 step %c1 {
    func.call @anything(%x) : (memref<8xf32>) -> ()
  }
  return
}

// -----

// CHECK-LABEL: func.func @buffer_too_large(
// CHECK-NOT: scf.parallel
func.func @buffer_too_large(%y: memref<8xf32>, %v: f32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c8 = arith.constant 8 : index
  // expected-remark @+1 {{its iterations need 524800 bytes of buffers each, more than a thread's stack gives (524288)}}
  scf.for %i = %c0 to %c8 step %c1 {
    %own = memref.alloc() : memref<131200xf32>
    memref.store %v, %own[%i] : memref<131200xf32>
    memref.store %v, %y[%i] : memref<8xf32>
  }
  return
}
