// Kernels: round trip through text and bytecode, then one refusal per constraint.
//
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics | wick-opt | FileCheck "%s"
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics | wick-opt --emit-bytecode | wick-opt | FileCheck "%s"

// CHECK-LABEL: func.func @kernel
func.func @kernel(%x: tensor<4xf32>, %n: tensor<2xi32>, %a: tensor<2xf32>, %b: tensor<2xi32>) {
  // CHECK: wick.kernel ins(%{{.+}}, %{{.+}}) outs(%{{.+}}, %{{.+}}) : (tensor<4xf32>, tensor<2xi32>, tensor<2xf32>, tensor<2xi32>) -> (tensor<2xf32>, tensor<2xi32>) {
  // CHECK-NEXT: ^bb0(%[[X:.+]]: memref<4xf32>, %{{.+}}: memref<2xi32>, %[[A:.+]]: memref<2xf32>, %{{.+}}: memref<2xi32>):
  // CHECK: memref.store %{{.+}}, %[[A]]
  %0:2 = wick.kernel ins(%x, %n) outs(%a, %b) : (tensor<4xf32>, tensor<2xi32>, tensor<2xf32>, tensor<2xi32>) -> (tensor<2xf32>, tensor<2xi32>) {
  ^bb0(%from: memref<4xf32>, %counts: memref<2xi32>, %to: memref<2xf32>, %more: memref<2xi32>):
    %c1 = arith.constant 1 : index
    %element = memref.load %from[%c1] : memref<4xf32>
    memref.store %element, %to[%c1] : memref<2xf32>
  }
  // CHECK: wick.kernel ins() outs(%{{.+}}) : (tensor<2xf32>) -> tensor<2xf32> {
  %1 = wick.kernel ins() outs(%a) : (tensor<2xf32>) -> tensor<2xf32> {
  ^bb0(%to: memref<2xf32>):
  }
  return
}

// -----

func.func @c1(%x: tensor<4xf32>, %a: tensor<2xf32>) {
  // expected-error@+1 {{'wick.kernel' op expected type of operand #1 ('tensor<2xf32>') to match type of corresponding result ('tensor<4xf32>')}}
  %0 = wick.kernel ins(%x) outs(%a) : (tensor<4xf32>, tensor<2xf32>) -> tensor<4xf32> {
  ^bb0(%from: memref<4xf32>, %to: memref<2xf32>):
  }
  return
}

// -----

func.func @c2(%x: tensor<4xf32>, %a: tensor<2xf32>) {
  // expected-error@+1 {{C2: the body needs the arguments ('memref<4xf32>', 'memref<2xf32>'), got ('memref<2xf32>')}}
  %0 = wick.kernel ins(%x) outs(%a) : (tensor<4xf32>, tensor<2xf32>) -> tensor<2xf32> {
  ^bb0(%to: memref<2xf32>):
  }
  return
}
