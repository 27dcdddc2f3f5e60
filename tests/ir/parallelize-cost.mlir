// wick-parallelize: a loop is shared from 20 us on, and no thread gets less than 10.
//
// RUN: wick-opt "%s" --verify-diagnostics --wick-parallelize="isa=avx512" | FileCheck "%s"
// RUN: not wick-opt "%s" --wick-parallelize="isa=mmx" 2>&1 | FileCheck "%s" --check-prefix=ISA
// ISA: wick-parallelize: no ISA 'mmx'; there are baseline, avx2, avx512, neon

// 1024 x 1024 exponentials of about 20 instructions: 64 of 16 a row, at two a cycle.
// CHECK-LABEL: func.func @exponentials(
// CHECK: scf.parallel
// CHECK: {wick.grain = 46 : i64}
func.func @exponentials(%x: memref<1024x1024xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c16 = arith.constant 16 : index
  %c1024 = arith.constant 1024 : index
  %zero = arith.constant 0.0 : f32
  // expected-remark @+1 {{runs on threads: 1024 iterations of together about 218 us, at least 46 a thread}}
  scf.for %i = %c0 to %c1024 step %c1 {
    scf.for %j = %c0 to %c1024 step %c16 {
      %v = vector.transfer_read %x[%i, %j], %zero {in_bounds = [true]} : memref<1024x1024xf32>, vector<16xf32>
      %e = math.exp %v : vector<16xf32>
      vector.transfer_write %e, %x[%i, %j] {in_bounds = [true]} : vector<16xf32>, memref<1024x1024xf32>
    }
  }
  return
}

// A copy of 2 x 64 KB at 24 bytes a nanosecond.
// CHECK-LABEL: func.func @short(
// CHECK-NOT: scf.parallel
func.func @short(%x: memref<128x128xf32>, %y: memref<128x128xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c128 = arith.constant 128 : index
  // expected-remark @+1 {{stays on one thread: its work takes about 5 us, and threads pay from 20 us}}
  scf.for %i = %c0 to %c128 step %c1 {
    scf.for %j = %c0 to %c128 step %c1 {
      %v = memref.load %x[%i, %j] : memref<128x128xf32>
      memref.store %v, %y[%i, %j] : memref<128x128xf32>
    }
  }
  return
}
