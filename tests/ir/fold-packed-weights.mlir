// wick-fold-packed-weights packs constants at compile time.
//
// RUN: wick-opt "%s" --verify-diagnostics --wick-fold-packed-weights --canonicalize | FileCheck "%s"
// RUN: wick-opt "%s" --wick-fold-packed-weights --wick-fold-packed-weights --canonicalize | FileCheck "%s"

// CHECK-LABEL: func.func @whole
// CHECK-NEXT: %[[P:.+]] = arith.constant dense<{{\[\[\[}}1.0{{.+}}, 2.0{{.+}}], [5.0{{.+}}, 6.0{{.+}}]], {{\[\[}}3.0{{.+}}, 4.0{{.+}}], [7.0{{.+}}, 8.0{{.+}}]]]> : tensor<2x2x2xf32>
// CHECK-NEXT: return %[[P]]
func.func @whole() -> tensor<2x2x2xf32> {
  %w = arith.constant dense<[[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0]]> : tensor<2x4xf32>
  %e = tensor.empty() : tensor<2x2x2xf32>
  %p = linalg.pack %w outer_dims_perm = [1, 0] inner_dims_pos = [1] inner_tiles = [2] into %e : tensor<2x4xf32> -> tensor<2x2x2xf32>
  return %p : tensor<2x2x2xf32>
}

// The columns from the second on.
// CHECK-LABEL: func.func @columns
// CHECK-NEXT: %[[P:.+]] = arith.constant dense<{{\[\[\[}}2, 3], [6, 7]]]> : tensor<1x2x2xi16>
// CHECK-NEXT: return %[[P]]
func.func @columns() -> tensor<1x2x2xi16> {
  %w = arith.constant dense<[[1, 2, 3, 4], [5, 6, 7, 8]]> : tensor<2x4xi16>
  %s = tensor.extract_slice %w[0, 1] [2, 2] [1, 1] : tensor<2x4xi16> to tensor<2x2xi16>
  %e = tensor.empty() : tensor<1x2x2xi16>
  %p = linalg.pack %s outer_dims_perm = [1, 0] inner_dims_pos = [1] inner_tiles = [2] into %e : tensor<2x2xi16> -> tensor<1x2x2xi16>
  return %p : tensor<1x2x2xi16>
}

// CHECK-LABEL: func.func @splat
// CHECK-NEXT: arith.constant dense<3.0{{.+}}> : tensor<2x2x2xf32>
func.func @splat() -> tensor<2x2x2xf32> {
  %w = arith.constant dense<3.0> : tensor<2x4xf32>
  %e = tensor.empty() : tensor<2x2x2xf32>
  %p = linalg.pack %w outer_dims_perm = [1, 0] inner_dims_pos = [1] inner_tiles = [2] into %e : tensor<2x4xf32> -> tensor<2x2x2xf32>
  return %p : tensor<2x2x2xf32>
}

// CHECK-LABEL: func.func @no_constant
// CHECK: linalg.pack
func.func @no_constant(%w: tensor<2x4xf32>) -> tensor<2x2x2xf32> {
  %e = tensor.empty() : tensor<2x2x2xf32>
  // expected-remark@+1 {{not folded: no whole blocks of columns of a constant}}
  %p = linalg.pack %w outer_dims_perm = [1, 0] inner_dims_pos = [1] inner_tiles = [2] into %e : tensor<2x4xf32> -> tensor<2x2x2xf32>
  return %p : tensor<2x2x2xf32>
}

// Another order than a kernel's.
// CHECK-LABEL: func.func @by_rows
// CHECK: linalg.pack
func.func @by_rows() -> tensor<2x2x2xf32> {
  %w = arith.constant dense<[[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0]]> : tensor<2x4xf32>
  %e = tensor.empty() : tensor<2x2x2xf32>
  // expected-remark@+1 {{not folded: no whole blocks of columns of a constant}}
  %p = linalg.pack %w inner_dims_pos = [1] inner_tiles = [2] into %e : tensor<2x4xf32> -> tensor<2x2x2xf32>
  return %p : tensor<2x2x2xf32>
}
