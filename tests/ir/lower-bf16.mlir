// RUN: wick-opt "%s" --wick-lower-bf16 | FileCheck "%s"
// RUN: wick-opt "%s" --wick-lower-bf16 --wick-lower-bf16 | FileCheck "%s"

// Widening is a shift; buffers and constants become i16. 1.5 is 0x3FC0 = 16320.
// CHECK-LABEL: func.func @widen
// CHECK-SAME: memref<4xi16>
// CHECK-NOT: bf16
func.func @widen(%x: memref<4xbf16>, %i: index) -> f32 {
  // CHECK-DAG: arith.constant 16320 : i16
  // CHECK: arith.shli
  %c = arith.constant 1.5 : bf16
  memref.store %c, %x[%i] : memref<4xbf16>
  %0 = memref.load %x[%i] : memref<4xbf16>
  %1 = arith.extf %0 : bf16 to f32
  return %1 : f32
}

// Rounding to nearest even is integer arithmetic, on vectors too; an integer goes by way of f32.
// CHECK-LABEL: func.func @narrow
// CHECK-NOT: arith.truncf
// CHECK: arith.sitofp %{{.*}} : vector<4xi32> to vector<4xf32>
// CHECK-NOT: arith.truncf
// CHECK: return %{{.*}}, %{{.*}} : vector<4xi16>, vector<4xi16>
func.func @narrow(%x: vector<4xf32>, %n: vector<4xi32>) -> (vector<4xbf16>, vector<4xbf16>) {
  %0 = arith.truncf %x : vector<4xf32> to vector<4xbf16>
  %1 = arith.sitofp %n : vector<4xi32> to vector<4xbf16>
  return %0, %1 : vector<4xbf16>, vector<4xbf16>
}

// Nothing to do.
// CHECK-LABEL: func.func @other
func.func @other(%x: f32) -> f64 {
  // CHECK-NEXT: arith.extf %{{.*}} : f32 to f64
  %0 = arith.extf %x : f32 to f64
  return %0 : f64
}
