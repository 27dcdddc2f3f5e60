// wick-fuse moves elementwise producers into their consumers, and says why one stays apart.
//
// RUN: wick-opt "%s" --split-input-file --verify-diagnostics --wick-to-linalg --wick-fuse | FileCheck "%s"
// RUN: wick-opt "%s" --split-input-file --wick-to-linalg --wick-fuse --wick-fuse | FileCheck "%s"

// A chain is one op, with its constant inside.
// CHECK-LABEL: func.func @chain
// CHECK-COUNT-1: linalg.generic
// CHECK: arith.mulf
// CHECK: arith.addf
// CHECK: arith.maximumf
// CHECK: linalg.yield
// CHECK-NOT: linalg.generic
// CHECK: return
func.func @chain(%x: tensor<8x4xf32>, %b: tensor<4xf32>) -> tensor<8x4xf32> {
  %zero = wick.constant dense<0.0> : tensor<f32>
  %0 = wick.mul %x, %x : (tensor<8x4xf32>, tensor<8x4xf32>) -> tensor<8x4xf32>
  %1 = wick.add %0, %b : (tensor<8x4xf32>, tensor<4xf32>) -> tensor<8x4xf32>
  %2 = wick.maximum %1, %zero : (tensor<8x4xf32>, tensor<f32>) -> tensor<8x4xf32>
  return %2 : tensor<8x4xf32>
}

// -----

// A product's epilogue is one op behind it.
// CHECK-LABEL: func.func @epilogue
// CHECK: %[[P:.+]] = linalg.generic {{.+}} iterator_types = ["parallel", "parallel", "reduction"]
// CHECK: linalg.generic {{.+}} iterator_types = ["parallel", "parallel"]} ins(%[[P]]
// CHECK: arith.addf
// CHECK: math.tanh
// CHECK-NOT: linalg.generic
// CHECK: return
func.func @epilogue(%x: tensor<8x4xf32>, %w: tensor<4x5xf32>, %b: tensor<5xf32>) -> tensor<8x5xf32> {
  %0 = wick.matmul %x, %w : (tensor<8x4xf32>, tensor<4x5xf32>) -> tensor<8x5xf32>
  %1 = wick.add %0, %b : (tensor<8x5xf32>, tensor<5xf32>) -> tensor<8x5xf32>
  %2 = wick.tanh %1 : tensor<8x5xf32>
  return %2 : tensor<8x5xf32>
}

// -----

// CHECK-LABEL: func.func @head_of_reduction
// CHECK: linalg.generic {{.+}} iterator_types = ["parallel", "reduction"]
// CHECK: math.exp
// CHECK: arith.addf
// CHECK-NOT: linalg.generic
// CHECK: return
func.func @head_of_reduction(%x: tensor<8x4xf32>) -> tensor<8xf32> {
  %0 = wick.exp %x : tensor<8x4xf32>
  %1 = wick.reduce_sum %0 {dims = array<i64: 1>} : (tensor<8x4xf32>) -> tensor<8xf32>
  return %1 : tensor<8xf32>
}

// -----

// Two results of one op: the first is read by others too, behind the consumer.
// CHECK-LABEL: func.func @both_results
// CHECK: %[[Y:.+]]:2 = linalg.generic
// CHECK: math.exp
// CHECK-NOT: math.exp
// CHECK: arith.mulf
// CHECK: linalg.yield %{{.+}}, %{{.+}} : f32, f32
// CHECK: return %[[Y]]#{{[01]}}, %[[Y]]#{{[01]}}
func.func @both_results(%x: tensor<8xf32>) -> (tensor<8xf32>, tensor<8xf32>) {
  %0 = wick.exp %x : tensor<8xf32>
  %1 = wick.mul %0, %x : (tensor<8xf32>, tensor<8xf32>) -> tensor<8xf32>
  return %0, %1 : tensor<8xf32>, tensor<8xf32>
}

// -----

// CHECK-LABEL: func.func @before_product
// CHECK: math.tanh
// CHECK: linalg.yield
// CHECK: iterator_types = ["parallel", "parallel", "reduction"]
// CHECK-NOT: math.tanh
// CHECK: return
func.func @before_product(%x: tensor<8x4xf32>, %w: tensor<4x5xf32>) -> tensor<8x5xf32> {
  // expected-remark@+1 {{not fused: its consumer is a matrix product, which would compute it once per output column}}
  %0 = wick.tanh %x : tensor<8x4xf32>
  %1 = wick.matmul %0, %w : (tensor<8x4xf32>, tensor<4x5xf32>) -> tensor<8x5xf32>
  return %1 : tensor<8x5xf32>
}

// -----

// CHECK-LABEL: func.func @many_times
// CHECK: math.exp
// CHECK: iterator_types = ["parallel", "parallel"]
// CHECK: return
func.func @many_times(%x: tensor<8x4xf32>, %b: tensor<4xf32>) -> tensor<8x4xf32> {
  // expected-remark@+1 {{not fused: its consumer would compute it many times over}}
  %0 = wick.exp %b : tensor<4xf32>
  %1 = wick.mul %x, %0 : (tensor<8x4xf32>, tensor<4xf32>) -> tensor<8x4xf32>
  return %1 : tensor<8x4xf32>
}

// -----

// The exponentials are summed and divided: the sum's op yields them too, computed once.
// CHECK-LABEL: func.func @softmax_tail
// CHECK: %[[E:.+]]:2 = linalg.generic {{.+}} iterator_types = ["parallel", "reduction"]
// CHECK: %[[EXP:.+]] = math.exp
// CHECK: %[[SUM:.+]] = arith.addf
// CHECK: linalg.yield %[[EXP]], %[[SUM]] : f32, f32
// CHECK: linalg.generic {{.+}} ins(%[[E]]#0, %[[E]]#1
// CHECK: arith.divf
// CHECK-NOT: linalg.generic
// CHECK: return
func.func @softmax_tail(%x: tensor<8x4xf32>) -> tensor<8x4xf32> {
  %0 = wick.exp %x : tensor<8x4xf32>
  %1 = wick.reduce_sum %0 {dims = array<i64: 1>, keep_dims = true} : (tensor<8x4xf32>) -> tensor<8x1xf32>
  %2 = wick.div %0, %1 : (tensor<8x4xf32>, tensor<8x1xf32>) -> tensor<8x4xf32>
  return %2 : tensor<8x4xf32>
}

// -----

// The sum of columns does not go through rows, and the epilogue of a product stays with it.
// CHECK-LABEL: func.func @elements_apart
// CHECK: math.exp
// CHECK: iterator_types = ["reduction", "parallel"]
// CHECK: iterator_types = ["parallel", "parallel", "reduction"]
// CHECK: math.tanh
// CHECK: iterator_types = ["parallel", "reduction"]
// CHECK: return
func.func @elements_apart(%x: tensor<8x4xf32>, %w: tensor<4x5xf32>) -> (tensor<8x4xf32>, tensor<4xf32>, tensor<8x5xf32>, tensor<8xf32>) {
  // expected-remark@+1 {{not fused: it is used by others and the consumer is a reduction}}
  %0 = wick.exp %x : tensor<8x4xf32>
  %1 = wick.reduce_sum %0 {dims = array<i64: 0>} : (tensor<8x4xf32>) -> tensor<4xf32>
  %2 = wick.matmul %x, %w : (tensor<8x4xf32>, tensor<4x5xf32>) -> tensor<8x5xf32>
  // expected-remark@+1 {{not fused: it is used by others and the consumer is a reduction}}
  %3 = wick.tanh %2 : tensor<8x5xf32>
  %4 = wick.reduce_sum %3 {dims = array<i64: 1>} : (tensor<8x5xf32>) -> tensor<8xf32>
  return %0, %1, %3, %4 : tensor<8x4xf32>, tensor<4xf32>, tensor<8x5xf32>, tensor<8xf32>
}

// -----

// A mask that takes less to make than to store is made again by each reader.
// CHECK-LABEL: func.func @cheap
// CHECK-COUNT-2: arith.cmpi
// CHECK: return
func.func @cheap(%label: tensor<8x1xi32>, %x: tensor<8x10xf32>, %z: tensor<8x10xf32>) -> (tensor<8xf32>, tensor<8x10xf32>) {
  %zero = wick.constant dense<0.0> : tensor<f32>
  %i = wick.iota {dim = 1 : i64} : tensor<8x10xi32>
  %mask = wick.compare eq, %i, %label : (tensor<8x10xi32>, tensor<8x1xi32>) -> tensor<8x10xi1>
  %0 = wick.select %mask, %x, %zero : (tensor<8x10xi1>, tensor<8x10xf32>, tensor<f32>) -> tensor<8x10xf32>
  %1 = wick.reduce_sum %0 {dims = array<i64: 1>} : (tensor<8x10xf32>) -> tensor<8xf32>
  %2 = wick.select %mask, %z, %zero : (tensor<8x10xi1>, tensor<8x10xf32>, tensor<f32>) -> tensor<8x10xf32>
  return %1, %2 : tensor<8xf32>, tensor<8x10xf32>
}

// -----

// Differences from a column are made again by each reader of the row, a sum among them.
// CHECK-LABEL: func.func @centered
// CHECK: iterator_types = ["parallel", "reduction"]
// CHECK: arith.subf
// CHECK: arith.mulf
// CHECK: arith.addf
// CHECK: iterator_types = ["parallel", "parallel"]
// CHECK: arith.subf
// CHECK: math.tanh
// CHECK-NOT: linalg.generic
// CHECK: return
func.func @centered(%x: tensor<8x4xf32>, %mean: tensor<8x1xf32>) -> (tensor<8xf32>, tensor<8x4xf32>) {
  %c = wick.sub %x, %mean : (tensor<8x4xf32>, tensor<8x1xf32>) -> tensor<8x4xf32>
  %s = wick.mul %c, %c : (tensor<8x4xf32>, tensor<8x4xf32>) -> tensor<8x4xf32>
  %0 = wick.reduce_sum %s {dims = array<i64: 1>} : (tensor<8x4xf32>) -> tensor<8xf32>
  %1 = wick.tanh %c : tensor<8x4xf32>
  return %0, %1 : tensor<8xf32>, tensor<8x4xf32>
}

// -----

// A product over one k adds to its init: it is not repeated for each copy of its result.
// CHECK-LABEL: func.func @outer_product
// CHECK: %[[P:.+]] = linalg.generic {{.+}} iterator_types = ["parallel", "parallel"]}
// CHECK: arith.addf
// CHECK: linalg.generic {{.+}} iterator_types = ["parallel", "parallel", "parallel"]} ins(%[[P]]
// CHECK: return
func.func @outer_product(%a: tensor<1x5xf32>, %b: tensor<1x3xf32>) -> tensor<2x5x3xf32> {
  // expected-remark@+1 {{not fused: its consumer would compute it many times over}}
  %0 = wick.matmul %a, %b {transpose_lhs = true} : (tensor<1x5xf32>, tensor<1x3xf32>) -> tensor<5x3xf32>
  %1 = wick.broadcast_in_dim %0 {dims = array<i64: 1, 2>} : tensor<5x3xf32> -> tensor<2x5x3xf32>
  return %1 : tensor<2x5x3xf32>
}

// -----

// Dimensions of one are dropped.
// CHECK-LABEL: func.func @units
// CHECK: linalg.generic {{.+}} iterator_types = ["parallel"]}
// CHECK: return
func.func @units(%x: tensor<1x8x1xf32>) -> tensor<1x8x1xf32> {
  %0 = wick.neg %x : tensor<1x8x1xf32>
  return %0 : tensor<1x8x1xf32>
}
