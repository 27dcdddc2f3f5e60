// wick-pack lays out the rhs of tiled products as their tiles read it.
//
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics --wick-pack=isa=avx512 --canonicalize --cse | FileCheck "%s"
// RUN: wick-opt "%s" --split-input-file --wick-pack=isa=avx512 --wick-pack=isa=avx512 --canonicalize --cse | FileCheck "%s"
// RUN: wick-opt "%s" --split-input-file --wick-pack="isa=avx512 tiles=pack=2" --canonicalize --cse | FileCheck "%s" --check-prefix=PACK2
// RUN: not wick-opt "%s" --split-input-file --wick-pack=tiles=pack=no 2>&1 | FileCheck "%s" --check-prefix=WRONG
//
// WRONG: error: wick-pack: pack='no': row blocks that repay a copy are a whole number from 1

#mk = affine_map<(m, n, k) -> (m, k)>
#kn = affine_map<(m, n, k) -> (k, n)>
#mn = affine_map<(m, n, k) -> (m, n)>

// Twenty row blocks and the remainder read the same columns, so these are copied once, before the first of them.
// CHECK-LABEL: func.func @panel
// CHECK-SAME: (%[[X:.+]]: tensor<81x8xf32>, %[[W:.+]]: tensor<8x1024xf32>, %[[F:.+]]: tensor<81x1024xf32>)
// CHECK: scf.for %[[J:.+]] = %c0 to %c1024 step %c32
// CHECK: %[[COLUMNS:.+]] = tensor.extract_slice %[[W]][0, %[[J]]] [8, 32] [1, 1]
// CHECK: %[[E:.+]] = tensor.empty() : tensor<8x32xf32>
// CHECK: %[[PANEL:.+]] = scf.for %[[K:.+]] = %c0 to %c8 step %c1 iter_args(%[[TO:.+]] = %[[E]])
// CHECK: %[[ROW:.+]] = vector.transfer_read %[[COLUMNS]][%[[K]], %c0]{{.+}} vector<32xf32>
// CHECK: vector.transfer_write %[[ROW]], %[[TO]][%[[K]], %c0]
// CHECK: scf.for %{{.+}} = %c0 to %c80 step %c4
// CHECK: linalg.generic {{.+}} ins(%{{.+}}, %[[PANEL]] : tensor<4x8xf32>, tensor<8x32xf32>)
// CHECK: linalg.generic {{.+}} ins(%{{.+}}, %[[PANEL]] : tensor<1x8xf32>, tensor<8x32xf32>)
// CHECK-NOT: linalg.generic
func.func @panel(%x: tensor<81x8xf32>, %w: tensor<8x1024xf32>, %f: tensor<81x1024xf32>) -> tensor<81x1024xf32> {
  %c0 = arith.constant 0 : index
  %c4 = arith.constant 4 : index
  %c32 = arith.constant 32 : index
  %c80 = arith.constant 80 : index
  %c1024 = arith.constant 1024 : index
  %y = scf.for %j = %c0 to %c1024 step %c32 iter_args(%out = %f) -> (tensor<81x1024xf32>) {
    %blocks = scf.for %i = %c0 to %c80 step %c4 iter_args(%o = %out) -> (tensor<81x1024xf32>) {
      %xs = tensor.extract_slice %x[%i, 0] [4, 8] [1, 1] : tensor<81x8xf32> to tensor<4x8xf32>
      %ws = tensor.extract_slice %w[0, %j] [8, 32] [1, 1] : tensor<8x1024xf32> to tensor<8x32xf32>
      %os = tensor.extract_slice %o[%i, %j] [4, 32] [1, 1] : tensor<81x1024xf32> to tensor<4x32xf32>
      // expected-remark@+1 {{rhs packed: a copy of 'tensor<8x32xf32>' serves 21 row blocks}}
      %p = linalg.generic {indexing_maps = [#mk, #kn, #mn], iterator_types = ["parallel", "parallel", "reduction"]}
          ins(%xs, %ws : tensor<4x8xf32>, tensor<8x32xf32>) outs(%os : tensor<4x32xf32>) attrs = {wick.kernel} {
      ^bb0(%a: f32, %c: f32, %acc: f32):
        %0 = arith.mulf %a, %c : f32
        %1 = arith.addf %acc, %0 : f32
        linalg.yield %1 : f32
      } -> tensor<4x32xf32>
      %r = tensor.insert_slice %p into %o[%i, %j] [4, 32] [1, 1] : tensor<4x32xf32> into tensor<81x1024xf32>
      scf.yield %r : tensor<81x1024xf32>
    }
    %xs = tensor.extract_slice %x[80, 0] [1, 8] [1, 1] : tensor<81x8xf32> to tensor<1x8xf32>
    %ws = tensor.extract_slice %w[0, %j] [8, 32] [1, 1] : tensor<8x1024xf32> to tensor<8x32xf32>
    %os = tensor.extract_slice %blocks[80, %j] [1, 32] [1, 1] : tensor<81x1024xf32> to tensor<1x32xf32>
    %p = linalg.generic {indexing_maps = [#mk, #kn, #mn], iterator_types = ["parallel", "parallel", "reduction"]}
        ins(%xs, %ws : tensor<1x8xf32>, tensor<8x32xf32>) outs(%os : tensor<1x32xf32>) attrs = {wick.kernel} {
    ^bb0(%a: f32, %c: f32, %acc: f32):
      %0 = arith.mulf %a, %c : f32
      %1 = arith.addf %acc, %0 : f32
      linalg.yield %1 : f32
    } -> tensor<1x32xf32>
    %r = tensor.insert_slice %p into %blocks[80, %j] [1, 32] [1, 1] : tensor<1x32xf32> into tensor<81x1024xf32>
    scf.yield %r : tensor<81x1024xf32>
  }
  return %y : tensor<81x1024xf32>
}

// -----

#mk = affine_map<(m, n, k) -> (m, k)>
#kn = affine_map<(m, n, k) -> (k, n)>
#mn = affine_map<(m, n, k) -> (m, n)>

// Two row blocks of short rows read the rhs where it stands, unless the command line wants it otherwise.
// CHECK-LABEL: func.func @few_rows
// CHECK-NOT: vector
// CHECK: return
// PACK2-LABEL: func.func @few_rows
// PACK2: vector.transfer_write
func.func @few_rows(%x: tensor<8x8xf32>, %w: tensor<8x64xf32>, %f: tensor<8x64xf32>) -> tensor<8x64xf32> {
  %c0 = arith.constant 0 : index
  %c4 = arith.constant 4 : index
  %c8 = arith.constant 8 : index
  %y = scf.for %i = %c0 to %c8 step %c4 iter_args(%o = %f) -> (tensor<8x64xf32>) {
    %xs = tensor.extract_slice %x[%i, 0] [4, 8] [1, 1] : tensor<8x8xf32> to tensor<4x8xf32>
    %ws = tensor.extract_slice %w[0, 0] [8, 32] [1, 1] : tensor<8x64xf32> to tensor<8x32xf32>
    %os = tensor.extract_slice %o[%i, 0] [4, 32] [1, 1] : tensor<8x64xf32> to tensor<4x32xf32>
    // expected-remark@+1 {{rhs not packed: 2 row blocks of rows 256 bytes apart do not repay a copy}}
    %p = linalg.generic {indexing_maps = [#mk, #kn, #mn], iterator_types = ["parallel", "parallel", "reduction"]}
        ins(%xs, %ws : tensor<4x8xf32>, tensor<8x32xf32>) outs(%os : tensor<4x32xf32>) attrs = {wick.kernel} {
    ^bb0(%a: f32, %c: f32, %acc: f32):
      %0 = arith.mulf %a, %c : f32
      %1 = arith.addf %acc, %0 : f32
      linalg.yield %1 : f32
    } -> tensor<4x32xf32>
    %r = tensor.insert_slice %p into %o[%i, 0] [4, 32] [1, 1] : tensor<4x32xf32> into tensor<8x64xf32>
    scf.yield %r : tensor<8x64xf32>
  }
  return %y : tensor<8x64xf32>
}

// -----

#mk = affine_map<(m, n, k) -> (m, k)>
#kn = affine_map<(m, n, k) -> (k, n)>
#mn = affine_map<(m, n, k) -> (m, n)>

// A constant is packed whole, however few rows read it: the blocks of the loop, and the columns that are left.
// CHECK-LABEL: func.func @constant
// CHECK-DAG: %[[W:.+]] = arith.constant dense<{{.+}}> : tensor<2x10xf32>
// CHECK-DAG: %[[MAIN:.+]] = tensor.extract_slice %[[W]][0, 0] [2, 8] [1, 1]
// CHECK-DAG: %[[BLOCKS:.+]] = linalg.pack %[[MAIN]] outer_dims_perm = [1, 0] inner_dims_pos = [1] inner_tiles = [4] into %{{.+}} : tensor<2x8xf32> -> tensor<2x2x4xf32>
// CHECK-DAG: %[[REST:.+]] = tensor.extract_slice %[[W]][0, 8] [2, 2] [1, 1]
// CHECK-DAG: %[[LAST:.+]] = linalg.pack %[[REST]] {{.+}} inner_tiles = [2] into %{{.+}} : tensor<2x2xf32> -> tensor<1x2x2xf32>
// CHECK: scf.for %[[J:.+]] = %c0 to %c8 step %c4
// CHECK: %[[I:.+]] = affine.apply {{.+}}(%[[J]])
// CHECK: %[[PANEL:.+]] = tensor.extract_slice %[[BLOCKS]][%[[I]], 0, 0] [1, 2, 4] [1, 1, 1] : tensor<2x2x4xf32> to tensor<2x4xf32>
// CHECK: linalg.generic {{.+}} ins(%{{.+}}, %[[PANEL]] :
// CHECK: %[[TAIL:.+]] = tensor.extract_slice %[[LAST]][0, 0, 0] [1, 2, 2] [1, 1, 1]
// CHECK: linalg.generic {{.+}} ins(%{{.+}}, %[[TAIL]] :
func.func @constant(%x: tensor<1x2xf32>, %f: tensor<1x10xf32>) -> tensor<1x10xf32> {
  %w = arith.constant dense<[[0., 1., 2., 3., 4., 5., 6., 7., 8., 9.], [10., 11., 12., 13., 14., 15., 16., 17., 18., 19.]]> : tensor<2x10xf32>
  %c0 = arith.constant 0 : index
  %c4 = arith.constant 4 : index
  %c8 = arith.constant 8 : index
  %main = scf.for %j = %c0 to %c8 step %c4 iter_args(%o = %f) -> (tensor<1x10xf32>) {
    %ws = tensor.extract_slice %w[0, %j] [2, 4] [1, 1] : tensor<2x10xf32> to tensor<2x4xf32>
    %os = tensor.extract_slice %o[0, %j] [1, 4] [1, 1] : tensor<1x10xf32> to tensor<1x4xf32>
    %p = linalg.generic {indexing_maps = [#mk, #kn, #mn], iterator_types = ["parallel", "parallel", "reduction"]}
        ins(%x, %ws : tensor<1x2xf32>, tensor<2x4xf32>) outs(%os : tensor<1x4xf32>) attrs = {wick.kernel} {
    ^bb0(%a: f32, %c: f32, %acc: f32):
      %0 = arith.mulf %a, %c : f32
      %1 = arith.addf %acc, %0 : f32
      linalg.yield %1 : f32
    } -> tensor<1x4xf32>
    %r = tensor.insert_slice %p into %o[0, %j] [1, 4] [1, 1] : tensor<1x4xf32> into tensor<1x10xf32>
    scf.yield %r : tensor<1x10xf32>
  }
  %ws = tensor.extract_slice %w[0, 8] [2, 2] [1, 1] : tensor<2x10xf32> to tensor<2x2xf32>
  %os = tensor.extract_slice %main[0, 8] [1, 2] [1, 1] : tensor<1x10xf32> to tensor<1x2xf32>
  %p = linalg.generic {indexing_maps = [#mk, #kn, #mn], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %ws : tensor<1x2xf32>, tensor<2x2xf32>) outs(%os : tensor<1x2xf32>) attrs = {wick.kernel} {
  ^bb0(%a: f32, %c: f32, %acc: f32):
    %0 = arith.mulf %a, %c : f32
    %1 = arith.addf %acc, %0 : f32
    linalg.yield %1 : f32
  } -> tensor<1x2xf32>
  %r = tensor.insert_slice %p into %main[0, 8] [1, 2] [1, 1] : tensor<1x2xf32> into tensor<1x10xf32>
  return %r : tensor<1x10xf32>
}

// -----

#mk = affine_map<(m, n, k) -> (m, k)>
#kn = affine_map<(m, n, k) -> (k, n)>
#mn = affine_map<(m, n, k) -> (m, n)>

// Two row blocks without a loop between them read the very same slice.
// CHECK-LABEL: func.func @shared_slice
// CHECK: %[[PANEL:.+]] = tensor.extract_slice %{{.+}}[%{{.+}}, 0, 0] [1, 2, 4] [1, 1, 1]
// CHECK: linalg.generic {{.+}} ins(%{{.+}}, %[[PANEL]] : tensor<2x2xf32>
// CHECK: linalg.generic {{.+}} ins(%{{.+}}, %[[PANEL]] : tensor<1x2xf32>
func.func @shared_slice(%x: tensor<2x2xf32>, %y: tensor<1x2xf32>, %f: tensor<2x8xf32>, %g: tensor<1x8xf32>)
    -> (tensor<2x8xf32>, tensor<1x8xf32>) {
  %w = arith.constant dense<[[0., 1., 2., 3., 4., 5., 6., 7.], [10., 11., 12., 13., 14., 15., 16., 17.]]> : tensor<2x8xf32>
  %c0 = arith.constant 0 : index
  %c4 = arith.constant 4 : index
  %c8 = arith.constant 8 : index
  %r:2 = scf.for %j = %c0 to %c8 step %c4 iter_args(%o = %f, %u = %g) -> (tensor<2x8xf32>, tensor<1x8xf32>) {
    %ws = tensor.extract_slice %w[0, %j] [2, 4] [1, 1] : tensor<2x8xf32> to tensor<2x4xf32>
    %os = tensor.extract_slice %o[0, %j] [2, 4] [1, 1] : tensor<2x8xf32> to tensor<2x4xf32>
    %us = tensor.extract_slice %u[0, %j] [1, 4] [1, 1] : tensor<1x8xf32> to tensor<1x4xf32>
    %p = linalg.generic {indexing_maps = [#mk, #kn, #mn], iterator_types = ["parallel", "parallel", "reduction"]}
        ins(%x, %ws : tensor<2x2xf32>, tensor<2x4xf32>) outs(%os : tensor<2x4xf32>) attrs = {wick.kernel} {
    ^bb0(%a: f32, %c: f32, %acc: f32):
      %0 = arith.mulf %a, %c : f32
      %1 = arith.addf %acc, %0 : f32
      linalg.yield %1 : f32
    } -> tensor<2x4xf32>
    %q = linalg.generic {indexing_maps = [#mk, #kn, #mn], iterator_types = ["parallel", "parallel", "reduction"]}
        ins(%y, %ws : tensor<1x2xf32>, tensor<2x4xf32>) outs(%us : tensor<1x4xf32>) attrs = {wick.kernel} {
    ^bb0(%a: f32, %c: f32, %acc: f32):
      %0 = arith.mulf %a, %c : f32
      %1 = arith.addf %acc, %0 : f32
      linalg.yield %1 : f32
    } -> tensor<1x4xf32>
    %n = tensor.insert_slice %p into %o[0, %j] [2, 4] [1, 1] : tensor<2x4xf32> into tensor<2x8xf32>
    %v = tensor.insert_slice %q into %u[0, %j] [1, 4] [1, 1] : tensor<1x4xf32> into tensor<1x8xf32>
    scf.yield %n, %v : tensor<2x8xf32>, tensor<1x8xf32>
  }
  return %r#0, %r#1 : tensor<2x8xf32>, tensor<1x8xf32>
}
