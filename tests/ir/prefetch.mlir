// wick-prefetch asks for rows before products and loops over rows read them.
//
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics --wick-prefetch=isa=avx512 | FileCheck "%s"
// RUN: wick-opt "%s" --split-input-file --wick-prefetch=isa=avx512 --wick-prefetch=isa=avx512 | FileCheck "%s"
// RUN: wick-opt "%s" --split-input-file --wick-prefetch="isa=avx512 tiles=pf=4" | FileCheck "%s" --check-prefix=PF4
// RUN: wick-opt "%s" --split-input-file --wick-prefetch="isa=avx512 tiles=pf=0" | FileCheck "%s" --check-prefix=PF0
// RUN: not wick-opt "%s" --split-input-file --wick-prefetch=tiles=pf=-1 2>&1 | FileCheck "%s" --check-prefix=WRONG
//
// WRONG: error: wick-prefetch: pf='-1': rows from prefetch to use are a whole number from 0 to 1024

// One row of sums, and a matrix that comes from memory: both lines of the row that is read 16 values of k later.
// CHECK-LABEL: func.func @from_memory
// CHECK: scf.for %[[K:.+]] = %c0 to %c512 step %c1
// CHECK: %[[LATER:.+]] = arith.addi %[[K]], %c16
// CHECK: memref.prefetch %arg1[%c3, %[[LATER]], %c0], read, locality<3>, data : memref<513x512x32xf32>
// CHECK: %[[LINE:.+]] = arith.addi %c0, %{{c16.*}} : index
// CHECK: memref.prefetch %arg1[%c3, %[[LATER]], %[[LINE]]], read, locality<3>, data
// CHECK-NOT: memref.prefetch
// CHECK: vector.transfer_read %arg1[%c3, %[[K]], %c0]
// CHECK-NOT: memref.prefetch
// CHECK: return
// PF0-LABEL: func.func @from_memory
// PF0-NOT: memref.prefetch
// PF0: return
func.func @from_memory(%a: memref<1x512xf32>, %w: memref<513x512x32xf32>) -> vector<32xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  %c512 = arith.constant 512 : index
  %zero = arith.constant 0.0 : f32
  %start = arith.constant dense<0.0> : vector<32xf32>
  // expected-remark@+1 {{rhs prefetched: 16 rows ahead, of 33619968 bytes}}
  %sum = scf.for %k = %c0 to %c512 step %c1 iter_args(%s = %start) -> (vector<32xf32>) {
    %row = vector.transfer_read %w[%c3, %k, %c0], %zero {in_bounds = [true]} : memref<513x512x32xf32>, vector<32xf32>
    %e = memref.load %a[%c0, %k] : memref<1x512xf32>
    %b = vector.broadcast %e : f32 to vector<32xf32>
    %n = vector.fma %b, %row, %s : vector<32xf32>
    scf.yield %n : vector<32xf32>
  }
  return %sum : vector<32xf32>
}

// -----

// A matrix that the caches hold is left to the hardware, unless the command line wants it otherwise: then each of the
// rows of an iteration asks for one.
// CHECK-LABEL: func.func @in_cache
// CHECK-NOT: memref.prefetch
// CHECK: return
// PF4-LABEL: func.func @in_cache
// PF4: %[[FIRST:.+]] = arith.addi %{{.+}}, %c4
// PF4: memref.prefetch %arg1[%[[FIRST]], %c0]
// PF4: vector.transfer_read
// PF4: %[[SECOND:.+]] = arith.addi %{{.+}}, %c4
// PF4: memref.prefetch %arg1[%[[SECOND]], %c0]
// PF4: vector.transfer_read
// PF4-NOT: memref.prefetch
// PF4: return
// PF0-LABEL: func.func @in_cache
// PF0-NOT: memref.prefetch
// PF0: return
func.func @in_cache(%a: memref<1x512xf32>, %w: memref<512x16xf32>) -> vector<16xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %c512 = arith.constant 512 : index
  %zero = arith.constant 0.0 : f32
  %start = arith.constant dense<0.0> : vector<16xf32>
  // expected-remark@+1 {{rhs not prefetched: the hardware follows its 32768 bytes}}
  %sum = scf.for %k = %c0 to %c512 step %c2 iter_args(%s = %start) -> (vector<16xf32>) {
    %row = vector.transfer_read %w[%k, %c0], %zero {in_bounds = [true]} : memref<512x16xf32>, vector<16xf32>
    %e = memref.load %a[%c0, %k] : memref<1x512xf32>
    %b = vector.broadcast %e : f32 to vector<16xf32>
    %n = vector.fma %b, %row, %s : vector<16xf32>
    %next = arith.addi %k, %c1 : index
    %row1 = vector.transfer_read %w[%next, %c0], %zero {in_bounds = [true]} : memref<512x16xf32>, vector<16xf32>
    %e1 = memref.load %a[%c0, %next] : memref<1x512xf32>
    %b1 = vector.broadcast %e1 : f32 to vector<16xf32>
    %n1 = vector.fma %b1, %row1, %n : vector<16xf32>
    scf.yield %n1 : vector<16xf32>
  }
  return %sum : vector<16xf32>
}

// -----

// A sum of rows is no product: nothing is asked for, and nothing is said.
// PF4-LABEL: func.func @no_product
// PF4-NOT: memref.prefetch
// PF4: return
func.func @no_product(%w: memref<512x16xf32>) -> vector<16xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c512 = arith.constant 512 : index
  %zero = arith.constant 0.0 : f32
  %start = arith.constant dense<0.0> : vector<16xf32>
  %sum = scf.for %k = %c0 to %c512 step %c1 iter_args(%s = %start) -> (vector<16xf32>) {
    %row = vector.transfer_read %w[%k, %c0], %zero {in_bounds = [true]} : memref<512x16xf32>, vector<16xf32>
    %n = arith.addf %row, %s : vector<16xf32>
    scf.yield %n : vector<16xf32>
  }
  return %sum : vector<16xf32>
}

// -----

// The last of the loops over a row asks for the next row, a block at a time.
// CHECK-LABEL: func.func @rows
// CHECK: scf.for %[[I:.+]] = %c0 to %c256 step %c1
// CHECK: scf.for
// CHECK-NOT: memref.prefetch
// CHECK: scf.yield
// CHECK: scf.for %[[J:.+]] = %c0 to %c1024 step %c32
// CHECK: %[[NEXT:.+]] = arith.addi %[[I]], %c1
// CHECK: memref.prefetch %arg0[%[[NEXT]], %[[J]]], read, locality<3>, data : memref<256x1024xf32>
// CHECK: %[[LINE:.+]] = arith.addi %[[J]], %c16
// CHECK: memref.prefetch %arg0[%[[NEXT]], %[[LINE]]], read, locality<3>, data
// CHECK-NOT: memref.prefetch
// CHECK: return
func.func @rows(%x: memref<256x1024xf32>, %y: memref<256x1024xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c32 = arith.constant 32 : index
  %c256 = arith.constant 256 : index
  %c1024 = arith.constant 1024 : index
  %zero = arith.constant 0.0 : f32
  %start = arith.constant dense<0.0> : vector<32xf32>
  scf.for %i = %c0 to %c256 step %c1 {
    %top = scf.for %j = %c0 to %c1024 step %c32 iter_args(%m = %start) -> (vector<32xf32>) {
      %v = vector.transfer_read %x[%i, %j], %zero {in_bounds = [true]} : memref<256x1024xf32>, vector<32xf32>
      %n = arith.maximumf %v, %m : vector<32xf32>
      scf.yield %n : vector<32xf32>
    }
    scf.for %j = %c0 to %c1024 step %c32 {
      // expected-remark@+1 {{row prefetched: one ahead}}
      %v = vector.transfer_read %x[%i, %j], %zero {in_bounds = [true]} : memref<256x1024xf32>, vector<32xf32>
      %d = arith.subf %v, %top : vector<32xf32>
      vector.transfer_write %d, %y[%i, %j] {in_bounds = [true]} : vector<32xf32>, memref<256x1024xf32>
    }
  }
  return
}

// -----

// Rows that the second-level cache holds are left alone.
// CHECK-LABEL: func.func @near_rows
// CHECK-NOT: memref.prefetch
// CHECK: return
func.func @near_rows(%x: memref<64x1024xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c32 = arith.constant 32 : index
  %c64 = arith.constant 64 : index
  %c1024 = arith.constant 1024 : index
  %zero = arith.constant 0.0 : f32
  scf.for %i = %c0 to %c64 step %c1 {
    scf.for %j = %c0 to %c1024 step %c32 {
      %v = vector.transfer_read %x[%i, %j], %zero {in_bounds = [true]} : memref<64x1024xf32>, vector<32xf32>
      %d = arith.negf %v : vector<32xf32>
      vector.transfer_write %d, %x[%i, %j] {in_bounds = [true]} : vector<32xf32>, memref<64x1024xf32>
    }
  }
  return
}

// -----

// What the epilogue updates comes while the loop computes, and is going to be written; what it only reads is large, too,
// unlike the bias.
// CHECK-LABEL: func.func @update
// CHECK: %[[NEXT:.+]] = arith.addi %arg5, %{{c1.*}} : index
// CHECK: memref.prefetch %arg2[%[[NEXT]], %c0], write, locality<3>, data : memref<16384x16xf32>
// CHECK: memref.prefetch %arg3[%arg5, %c0], read, locality<3>, data : memref<16384x16xf32>
// CHECK-NOT: memref.prefetch
// CHECK: return
func.func @update(%a: memref<1x8xf32>, %w: memref<8x16xf32>, %p: memref<16384x16xf32>, %m: memref<16384x16xf32>, %b: memref<16xf32>, %i: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c8 = arith.constant 8 : index
  %zero = arith.constant 0.0 : f32
  %start = arith.constant dense<0.0> : vector<16xf32>
  // expected-remark@+1 {{rhs not prefetched: the hardware follows its 512 bytes}}
  %sum = scf.for %k = %c0 to %c8 step %c1 iter_args(%s = %start) -> (vector<16xf32>) {
    %row = vector.transfer_read %w[%k, %c0], %zero {in_bounds = [true]} : memref<8x16xf32>, vector<16xf32>
    %e = memref.load %a[%c0, %k] : memref<1x8xf32>
    %x = vector.broadcast %e : f32 to vector<16xf32>
    %n = vector.fma %x, %row, %s : vector<16xf32>
    scf.yield %n : vector<16xf32>
  }
  %next = arith.addi %i, %c1 : index
  %old = vector.transfer_read %p[%next, %c0], %zero {in_bounds = [true]} : memref<16384x16xf32>, vector<16xf32>
  %moment = vector.transfer_read %m[%i, %c0], %zero {in_bounds = [true]} : memref<16384x16xf32>, vector<16xf32>
  %bias = vector.transfer_read %b[%c0], %zero {in_bounds = [true]} : memref<16xf32>, vector<16xf32>
  %0 = arith.addf %sum, %old : vector<16xf32>
  %1 = arith.addf %moment, %0 : vector<16xf32>
  %2 = arith.addf %1, %bias : vector<16xf32>
  vector.transfer_write %2, %p[%next, %c0] {in_bounds = [true]} : vector<16xf32>, memref<16384x16xf32>
  return
}
