// wick-tile-and-fuse cuts products into register tiles of the ISA, with their epilogue inside.
//
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics --wick-tile-and-fuse=isa=baseline --canonicalize --cse | FileCheck "%s"
// RUN: wick-opt "%s" --split-input-file --wick-tile-and-fuse=isa=baseline --wick-tile-and-fuse=isa=avx2 --canonicalize --cse | FileCheck "%s"
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics --wick-tile-and-fuse=isa=avx512 --canonicalize --cse | FileCheck "%s" --check-prefix=AVX512
// RUN: wick-opt "%s" --split-input-file --wick-tile-and-fuse="isa=avx512 tiles=mr=5,nr=16" --canonicalize --cse | FileCheck "%s" --check-prefix=TILES
// RUN: not wick-opt "%s" --split-input-file --wick-tile-and-fuse=isa=mmx 2>&1 | FileCheck "%s" --check-prefix=UNKNOWN
//
// UNKNOWN: error: wick-tile-and-fuse: no ISA 'mmx'; there are baseline, avx2, avx512, neon

#mk = affine_map<(m, n, k) -> (m, k)>
#kn = affine_map<(m, n, k) -> (k, n)>
#mn = affine_map<(m, n, k) -> (m, n)>
#id = affine_map<(m, n) -> (m, n)>
#n = affine_map<(m, n) -> (n)>

// Columns outside, rows inside; 20 columns are two blocks of 8 and a remainder of 4. The product is filled and
// summed where its epilogue reads it, and its tensor of 8x20 is gone.
// CHECK-LABEL: func.func @epilogue
// CHECK-SAME: (%[[X:.+]]: tensor<8x16xf32>, %[[W:.+]]: tensor<16x20xf32>, %[[B:.+]]: tensor<20xf32>)
// CHECK-DAG: %[[C0:.+]] = arith.constant 0 : index
// CHECK-DAG: %[[C4:.+]] = arith.constant 4 : index
// CHECK-DAG: %[[C8:.+]] = arith.constant 8 : index
// CHECK-DAG: %[[C16:.+]] = arith.constant 16 : index
// CHECK: %[[OUT:.+]] = tensor.empty() : tensor<8x20xf32>
// CHECK: %[[MAIN:.+]] = scf.for %[[J:.+]] = %[[C0]] to %[[C16]] step %[[C8]] iter_args(%{{.+}} = %[[OUT]])
// CHECK: scf.for %[[I:.+]] = %[[C0]] to %[[C8]] step %[[C4]]
// CHECK-DAG: %[[XT:.+]] = tensor.extract_slice %[[X]][%[[I]], 0] [4, 16] [1, 1]
// CHECK-DAG: %[[WT:.+]] = tensor.extract_slice %[[W]][0, %[[J]]] [16, 8] [1, 1]
// CHECK: %[[FILL:.+]] = linalg.fill {{.+}} -> tensor<4x8xf32>
// CHECK: %[[P:.+]] = linalg.generic {{.+}} ins(%[[XT]], %[[WT]] : {{.+}} outs(%[[FILL]] : tensor<4x8xf32>) attrs = {wick.kernel}
// CHECK: linalg.generic {{.+}} ins(%[[P]], %{{.+}} : tensor<4x8xf32>, tensor<8xf32>) {{.+}} attrs = {wick.kernel}
// CHECK: arith.addf
// CHECK: scf.for %{{.+}} = %[[C0]] to %[[C8]] step %[[C4]] iter_args(%{{.+}} = %[[MAIN]])
// CHECK: outs(%{{.+}} : tensor<4x4xf32>) attrs = {wick.kernel}
// CHECK-NOT: tensor<8x20xf32>) attrs
// One tile of 8 rows holds it all in the 32 registers of AVX-512.
// AVX512-LABEL: func.func @epilogue
// AVX512-NOT: scf.for
// AVX512: linalg.generic {{.+}} outs(%{{.+}} : tensor<8x20xf32>) attrs = {wick.kernel}
// AVX512: return
func.func @epilogue(%x: tensor<8x16xf32>, %w: tensor<16x20xf32>, %b: tensor<20xf32>) -> tensor<8x20xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<8x20xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<8x20xf32>) -> tensor<8x20xf32>
  %p = linalg.generic {indexing_maps = [#mk, #kn, #mn], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<8x16xf32>, tensor<16x20xf32>) outs(%f : tensor<8x20xf32>) {
  ^bb0(%a: f32, %c: f32, %acc: f32):
    %0 = arith.mulf %a, %c : f32
    %1 = arith.addf %acc, %0 : f32
    linalg.yield %1 : f32
  } -> tensor<8x20xf32>
  %y = linalg.generic {indexing_maps = [#id, #n, #id], iterator_types = ["parallel", "parallel"]}
      ins(%p, %b : tensor<8x20xf32>, tensor<20xf32>) outs(%e : tensor<8x20xf32>) {
  ^bb0(%a: f32, %c: f32, %o: f32):
    %0 = arith.addf %a, %c : f32
    linalg.yield %0 : f32
  } -> tensor<8x20xf32>
  return %y : tensor<8x20xf32>
}

// -----

#mk = affine_map<(m, n, k) -> (m, k)>
#kn = affine_map<(m, n, k) -> (k, n)>
#mn = affine_map<(m, n, k) -> (m, n)>
#id = affine_map<(m, n) -> (m, n)>

// A product with two readers is no one's register value: it is tiled alone.
// CHECK-LABEL: func.func @two_readers
// CHECK: %[[P:.+]] = scf.for
// CHECK: wick.kernel
// CHECK: linalg.generic {{.+}} ins(%[[P]] : tensor<8x16xf32>)
// CHECK-NOT: wick.kernel
// CHECK: return %[[P]]
func.func @two_readers(%x: tensor<8x16xf32>, %w: tensor<16x16xf32>) -> (tensor<8x16xf32>, tensor<8x16xf32>) {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<8x16xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<8x16xf32>) -> tensor<8x16xf32>
  %p = linalg.generic {indexing_maps = [#mk, #kn, #mn], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<8x16xf32>, tensor<16x16xf32>) outs(%f : tensor<8x16xf32>) {
  ^bb0(%a: f32, %c: f32, %acc: f32):
    %0 = arith.mulf %a, %c : f32
    %1 = arith.addf %acc, %0 : f32
    linalg.yield %1 : f32
  } -> tensor<8x16xf32>
  %y = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]}
      ins(%p : tensor<8x16xf32>) outs(%e : tensor<8x16xf32>) {
  ^bb0(%a: f32, %o: f32):
    %0 = arith.negf %a : f32
    linalg.yield %0 : f32
  } -> tensor<8x16xf32>
  return %p, %y : tensor<8x16xf32>, tensor<8x16xf32>
}

// -----

#mk = affine_map<(m, n, k) -> (m, k)>
#kn = affine_map<(m, n, k) -> (k, n)>
#mn = affine_map<(m, n, k) -> (m, n)>

// CHECK-LABEL: func.func @small
// CHECK-NOT: scf.for
// CHECK-NOT: wick.kernel
// CHECK: return
func.func @small(%x: tensor<2x4xf32>, %w: tensor<4x8xf32>, %f: tensor<2x8xf32>) -> tensor<2x8xf32> {
  // expected-remark@+1 {{not tiled: 2x8x4 is too small for register tiles}}
  %p = linalg.generic {indexing_maps = [#mk, #kn, #mn], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<2x4xf32>, tensor<4x8xf32>) outs(%f : tensor<2x8xf32>) {
  ^bb0(%a: f32, %c: f32, %acc: f32):
    %0 = arith.mulf %a, %c : f32
    %1 = arith.addf %acc, %0 : f32
    linalg.yield %1 : f32
  } -> tensor<2x8xf32>
  return %p : tensor<2x8xf32>
}

// -----

#mk = affine_map<(m, n, k) -> (m, k)>
#nk = affine_map<(m, n, k) -> (n, k)>
#mn = affine_map<(m, n, k) -> (m, n)>

// Columns of the rhs are no rows to load: this is not the kernel's product.
// CHECK-LABEL: func.func @columns
// CHECK-NOT: scf.for
// CHECK: return
func.func @columns(%x: tensor<8x16xf32>, %w: tensor<16x16xf32>, %f: tensor<8x16xf32>) -> tensor<8x16xf32> {
  // expected-remark@+1 {{not tiled: a tile needs the rhs as [.., k, n] and the result as [.., m, n]}}
  %p = linalg.generic {indexing_maps = [#mk, #nk, #mn], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<8x16xf32>, tensor<16x16xf32>) outs(%f : tensor<8x16xf32>) {
  ^bb0(%a: f32, %c: f32, %acc: f32):
    %0 = arith.mulf %a, %c : f32
    %1 = arith.addf %acc, %0 : f32
    linalg.yield %1 : f32
  } -> tensor<8x16xf32>
  return %p : tensor<8x16xf32>
}

// -----

#mk = affine_map<(m, k) -> (m, k)>
#k = affine_map<(m, k) -> (k)>
#m = affine_map<(m, k) -> (m)>

// CHECK-LABEL: func.func @one_column
// CHECK-NOT: scf.for
// CHECK: return
func.func @one_column(%x: tensor<8x100xf32>, %w: tensor<100xf32>, %f: tensor<8xf32>) -> tensor<8xf32> {
  // expected-remark@+1 {{not tiled: a matrix by a vector has no columns for a tile}}
  %p = linalg.generic {indexing_maps = [#mk, #k, #m], iterator_types = ["parallel", "reduction"]}
      ins(%x, %w : tensor<8x100xf32>, tensor<100xf32>) outs(%f : tensor<8xf32>) {
  ^bb0(%a: f32, %c: f32, %acc: f32):
    %0 = arith.mulf %a, %c : f32
    %1 = arith.addf %acc, %0 : f32
    linalg.yield %1 : f32
  } -> tensor<8xf32>
  return %p : tensor<8xf32>
}

// -----

#mk = affine_map<(m, n, k) -> (m, k)>
#km = affine_map<(m, n, k) -> (k, m)>
#kn = affine_map<(m, n, k) -> (k, n)>
#mn = affine_map<(m, n, k) -> (m, n)>

// Rows of the lhs that are 4096 bytes apart share a set of the cache: six of them, and more columns.
// AVX512-LABEL: func.func @rows_in_one_cache_set
// AVX512: outs(%{{.+}} : tensor<6x64xf32>) attrs = {wick.kernel}
func.func @rows_in_one_cache_set(%x: tensor<30x1024xf32>, %w: tensor<1024x64xf32>, %f: tensor<30x64xf32>) -> tensor<30x64xf32> {
  %p = linalg.generic {indexing_maps = [#mk, #kn, #mn], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<30x1024xf32>, tensor<1024x64xf32>) outs(%f : tensor<30x64xf32>) {
  ^bb0(%a: f32, %c: f32, %acc: f32):
    %0 = arith.mulf %a, %c : f32
    %1 = arith.addf %acc, %0 : f32
    linalg.yield %1 : f32
  } -> tensor<30x64xf32>
  return %p : tensor<30x64xf32>
}

// TILES-LABEL: func.func @rows_in_one_cache_set
// TILES: outs(%{{.+}} : tensor<5x16xf32>) attrs = {wick.kernel}

// The rows of a transposed lhs are neighbours.
// AVX512-LABEL: func.func @rows_side_by_side
// AVX512: outs(%{{.+}} : tensor<10x32xf32>) attrs = {wick.kernel}
func.func @rows_side_by_side(%x: tensor<1024x30xf32>, %w: tensor<1024x64xf32>, %f: tensor<30x64xf32>) -> tensor<30x64xf32> {
  %p = linalg.generic {indexing_maps = [#km, #kn, #mn], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<1024x30xf32>, tensor<1024x64xf32>) outs(%f : tensor<30x64xf32>) {
  ^bb0(%a: f32, %c: f32, %acc: f32):
    %0 = arith.mulf %a, %c : f32
    %1 = arith.addf %acc, %0 : f32
    linalg.yield %1 : f32
  } -> tensor<30x64xf32>
  return %p : tensor<30x64xf32>
}
