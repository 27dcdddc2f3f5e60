// A pass that grows without end meets the bound, and the message names it.
// The bound is one of address space, of which a sanitizer's shadow memory takes terabytes.
// UNSUPPORTED: sanitized
// RUN: not wick-opt --memory-limit=1 --pass-pipeline='builtin.module(func.func(affine-loop-unroll{unroll-factor=-1}))' "%s" 2>&1 | FileCheck "%s"
// CHECK: error: out of memory: the bound of 1 GiB was met while affine-loop-unroll was running.
// CHECK-SAME: raise --memory-limit

func.func @grows(%buffer: memref<1xf32>, %value: f32) {
  affine.for %i = 0 to 1000000000 {
    affine.store %value, %buffer[0] : memref<1xf32>
  }
  return
}
