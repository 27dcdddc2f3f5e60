// wick-approximate-math: polynomials instead of calls for f32, scalars and vectors alike; f64 keeps libm.
//
// RUN: wick-opt "%s" --wick-approximate-math | FileCheck "%s"
// RUN: wick-opt "%s" --wick-approximate-math --wick-approximate-math | FileCheck "%s"

// CHECK-LABEL: func.func @vectors
// CHECK-NOT: math.{{exp|log|tanh|erf|sin|cos}}
// CHECK-COUNT-4: math.fma {{.+}} : vector<16xf32>
// CHECK-NOT: math.{{exp|log|tanh|erf|sin|cos}}
// CHECK: return
func.func @vectors(%x: vector<16xf32>) -> (vector<16xf32>, vector<16xf32>, vector<16xf32>, vector<16xf32>, vector<16xf32>, vector<16xf32>) {
  %0 = math.exp %x : vector<16xf32>
  %1 = math.log %x : vector<16xf32>
  %2 = math.tanh %x : vector<16xf32>
  %3 = math.erf %x : vector<16xf32>
  %4 = math.sin %x : vector<16xf32>
  %5 = math.cos %x : vector<16xf32>
  return %0, %1, %2, %3, %4, %5 : vector<16xf32>, vector<16xf32>, vector<16xf32>, vector<16xf32>, vector<16xf32>, vector<16xf32>
}

// CHECK-LABEL: func.func @scalar
// CHECK-NOT: math.exp
// CHECK: math.fma {{.+}} : f32
// CHECK-NOT: math.exp
// CHECK: return
func.func @scalar(%x: f32) -> f32 {
  %0 = math.exp %x : f32
  return %0 : f32
}

// The square root is an instruction.
// CHECK-LABEL: func.func @kept
// CHECK-NEXT: math.exp %{{.+}} : f64
// CHECK-NEXT: math.tanh %{{.+}} : vector<4xf64>
// CHECK-NEXT: math.sqrt %{{.+}} : f32
// CHECK-NEXT: return
func.func @kept(%x: f64, %v: vector<4xf64>, %y: f32) -> (f64, vector<4xf64>, f32) {
  %0 = math.exp %x : f64
  %1 = math.tanh %v : vector<4xf64>
  %2 = math.sqrt %y : f32
  return %0, %1, %2 : f64, vector<4xf64>, f32
}
