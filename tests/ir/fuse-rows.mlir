// wick-fuse-rows computes row reductions and what is around them row by row in one loop.
//
// RUN: wick-opt "%s" --split-input-file --wick-decompose --wick-to-linalg --wick-fuse --wick-fuse-rows --cse | FileCheck "%s"
// RUN: wick-opt "%s" --split-input-file --wick-decompose --wick-to-linalg --wick-fuse --wick-fuse-rows --wick-fuse-rows --cse | FileCheck "%s"

// A row is read, its maximum, exponentials and sum stay with it; nothing of the matrix's size is
// stored but the result.
// CHECK-LABEL: func.func @softmax
// CHECK-SAME: (%[[X:.+]]: tensor<8x4xf32>)
// CHECK: scf.for {{.+}} -> (tensor<8x4xf32>) {
// CHECK: %[[ROW:.+]] = tensor.extract_slice %[[X]]
// CHECK-SAME: tensor<8x4xf32> to tensor<4xf32>
// CHECK: %[[MAX:.+]] = linalg.generic {{.+}} ["reduction"]} ins(%[[ROW]] : tensor<4xf32>)
// CHECK: arith.maximumf
// CHECK: %[[E:.+]]:2 = linalg.generic {{.+}} ["reduction"]} ins(%[[ROW]], %[[MAX]] : tensor<4xf32>, tensor<f32>)
// CHECK: math.exp
// CHECK: linalg.generic {{.+}} iterator_types = []} ins(%[[E]]#1 : tensor<f32>)
// CHECK: arith.divf
// CHECK: linalg.generic {{.+}} ["parallel"]} ins(%[[E]]#0
// CHECK: tensor.insert_slice
// CHECK-NEXT: scf.yield
// CHECK-NEXT: }
// CHECK-NEXT: return
func.func @softmax(%x: tensor<8x4xf32>) -> tensor<8x4xf32> {
  %0 = wick.softmax %x {dim = 1 : i64} : tensor<8x4xf32>
  return %0 : tensor<8x4xf32>
}

// -----

// Several dimensions of rows are as many loops; gamma and beta are read in each row.
// CHECK-LABEL: func.func @layer_norm
// CHECK-COUNT-2: scf.for
// CHECK-NOT: scf.for
// CHECK: ["reduction"]} ins(%{{.+}} : tensor<5xf32>)
// CHECK: ["reduction"]} ins(%{{.+}}, %{{.+}} : tensor<5xf32>, tensor<f32>)
// CHECK: math.sqrt
// CHECK: ["parallel"]} ins(%{{.+}} : tensor<5xf32>, tensor<f32>, tensor<f32>, tensor<5xf32>, tensor<5xf32>)
// CHECK-NOT: linalg.generic
// CHECK: return
func.func @layer_norm(%x: tensor<2x3x5xf32>, %g: tensor<5xf32>, %b: tensor<5xf32>) -> tensor<2x3x5xf32> {
  %0 = wick.layer_norm %x, %g, %b : (tensor<2x3x5xf32>, tensor<5xf32>, tensor<5xf32>) -> tensor<2x3x5xf32>
  return %0 : tensor<2x3x5xf32>
}

// -----

// What is read behind the loop is one of its results.
// CHECK-LABEL: func.func @read_behind
// CHECK: %[[R:.+]]:2 = scf.for {{.+}} -> (tensor<8x4xf32>, tensor<8xf32>) {
// CHECK-COUNT-2: linalg.generic
// CHECK: }
// CHECK: linalg.generic {{.+}} ins(%[[R]]#1 : tensor<8xf32>)
// CHECK: math.tanh
// CHECK: return
func.func @read_behind(%x: tensor<8x4xf32>) -> (tensor<8x4xf32>, tensor<8xf32>) {
  %sum = wick.reduce_sum %x {dims = array<i64: 1>} : (tensor<8x4xf32>) -> tensor<8xf32>
  %column = wick.reshape %sum : tensor<8xf32> -> tensor<8x1xf32>
  %0 = wick.mul %x, %column : (tensor<8x4xf32>, tensor<8x1xf32>) -> tensor<8x4xf32>
  %1 = wick.tanh %sum : tensor<8xf32>
  return %0, %1 : tensor<8x4xf32>, tensor<8xf32>
}

// -----

// However many ops of the row read the sums, one result of the loop holds them.
// CHECK-LABEL: func.func @read_twice_and_behind
// CHECK: %[[R:.+]]:2 = scf.for {{.+}} -> (tensor<8x4xf32>, tensor<8xf32>) {
// CHECK-COUNT-1: ["reduction"]
// CHECK-NOT: ["reduction"]
// CHECK: }
// CHECK: linalg.generic {{.+}} ins(%[[R]]#1 : tensor<8xf32>)
// CHECK: return
func.func @read_twice_and_behind(%x: tensor<8x4xf32>) -> (tensor<8x4xf32>, tensor<8xf32>) {
  %sum = wick.reduce_sum %x {dims = array<i64: 1>} : (tensor<8x4xf32>) -> tensor<8xf32>
  %column = wick.reshape %sum : tensor<8xf32> -> tensor<8x1xf32>
  %top = wick.reduce_max %x {dims = array<i64: 1>, keep_dims = true} : (tensor<8x4xf32>) -> tensor<8x1xf32>
  %e = wick.exp %column : tensor<8x1xf32>
  %q = wick.div %e, %top : (tensor<8x1xf32>, tensor<8x1xf32>) -> tensor<8x1xf32>
  %y = wick.mul %x, %q : (tensor<8x4xf32>, tensor<8x1xf32>) -> tensor<8x4xf32>
  %0 = wick.add %y, %column : (tensor<8x4xf32>, tensor<8x1xf32>) -> tensor<8x4xf32>
  %1 = wick.tanh %sum : tensor<8xf32>
  return %0, %1 : tensor<8x4xf32>, tensor<8xf32>
}

// -----

// An op that reads the sums before the last op of the row: they are made before it.
// CHECK-LABEL: func.func @read_before
// CHECK-NOT: scf.for
// CHECK: return
func.func @read_before(%x: tensor<8x4xf32>, %w: tensor<8x8xf32>) -> tensor<8x4xf32> {
  %sum = wick.reduce_sum %x {dims = array<i64: 1>} : (tensor<8x4xf32>) -> tensor<8xf32>
  %column = wick.reshape %sum : tensor<8xf32> -> tensor<8x1xf32>
  %p = wick.matmul %w, %column : (tensor<8x8xf32>, tensor<8x1xf32>) -> tensor<8x1xf32>
  %t = wick.mul %p, %column : (tensor<8x1xf32>, tensor<8x1xf32>) -> tensor<8x1xf32>
  %0 = wick.mul %x, %t : (tensor<8x4xf32>, tensor<8x1xf32>) -> tensor<8x4xf32>
  return %0 : tensor<8x4xf32>
}

// -----

// The epilogue of a product stays with it; the sum of its rows is an op of its own.
// CHECK-LABEL: func.func @epilogue
// CHECK-NOT: scf.for
// CHECK: return
func.func @epilogue(%x: tensor<8x4xf32>, %w: tensor<4x5xf32>) -> (tensor<8x5xf32>, tensor<8xf32>) {
  %0 = wick.matmul %x, %w : (tensor<8x4xf32>, tensor<4x5xf32>) -> tensor<8x5xf32>
  %1 = wick.tanh %0 : tensor<8x5xf32>
  %2 = wick.reduce_sum %1 {dims = array<i64: 1>} : (tensor<8x5xf32>) -> tensor<8xf32>
  return %1, %2 : tensor<8x5xf32>, tensor<8xf32>
}

// -----

// Reductions of columns are no rows.
// CHECK-LABEL: func.func @columns
// CHECK-NOT: scf.for
// CHECK: return
func.func @columns(%x: tensor<8x4xf32>) -> tensor<8x4xf32> {
  %0 = wick.softmax %x {dim = 0 : i64} : tensor<8x4xf32>
  return %0 : tensor<8x4xf32>
}

// -----

// Elementwise ops alone need no loop of their own.
// CHECK-LABEL: func.func @elementwise
// CHECK-NOT: scf.for
// CHECK: return
func.func @elementwise(%x: tensor<8x4xf32>) -> tensor<8x4xf32> {
  %0 = wick.exp %x : tensor<8x4xf32>
  return %0 : tensor<8x4xf32>
}

// -----

// The maximum reads x, which an op before the last one overwrites: it stays where it is.
// CHECK-LABEL: func.func @overwritten
// CHECK: ["parallel", "reduction"]
// CHECK: linalg.fill
// CHECK: return
func.func @overwritten(%x: tensor<8x4xf32>, %y: tensor<8x4xf32>, %out: tensor<8x4xf32>) -> (tensor<8x4xf32>, tensor<8x4xf32>) {
  %zero = arith.constant 0.0 : f32
  %empty = tensor.empty() : tensor<8xf32>
  %start = linalg.fill ins(%zero : f32) outs(%empty : tensor<8xf32>) -> tensor<8xf32>
  %max = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>], iterator_types = ["parallel", "reduction"]}
      ins(%x : tensor<8x4xf32>) outs(%start : tensor<8xf32>) {
  ^bb0(%in: f32, %acc: f32):
    %m = arith.maximumf %acc, %in : f32
    linalg.yield %m : f32
  } -> tensor<8xf32>
  %new = linalg.fill ins(%zero : f32) outs(%x : tensor<8x4xf32>) -> tensor<8x4xf32>
  %r = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]}
      ins(%y, %max : tensor<8x4xf32>, tensor<8xf32>) outs(%out : tensor<8x4xf32>) {
  ^bb0(%in: f32, %m: f32, %o: f32):
    %d = arith.subf %in, %m : f32
    linalg.yield %d : f32
  } -> tensor<8x4xf32>
  return %new, %r : tensor<8x4xf32>, tensor<8x4xf32>
}
