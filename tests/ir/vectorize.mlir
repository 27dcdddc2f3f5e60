// wick-vectorize writes the marked tiles as vector code and touches nothing else.
//
// RUN: wick-opt "%s" --split-input-file --wick-vectorize --canonicalize --cse | FileCheck "%s"
// RUN: wick-opt "%s" --split-input-file --wick-vectorize --wick-vectorize --canonicalize --cse | FileCheck "%s"

#mk = affine_map<(m, n, k) -> (m, k)>
#kn = affine_map<(m, n, k) -> (k, n)>
#mn = affine_map<(m, n, k) -> (m, n)>
#id = affine_map<(m, n) -> (m, n)>
#n = affine_map<(m, n) -> (n)>

// One accumulator a row; three columns are a masked vector of four; four values of k an iteration, then the ninth.
// CHECK-LABEL: func.func @epilogue
// CHECK-SAME: (%[[X:.+]]: tensor<2x9xf32>, %[[W:.+]]: tensor<9x3xf32>, %[[B:.+]]: tensor<3xf32>, %[[OUT:.+]]: tensor<2x3xf32>)
// CHECK-DAG: %[[C0:.+]] = arith.constant 0 : index
// CHECK-DAG: %[[C1:.+]] = arith.constant 1 : index
// CHECK-DAG: %[[C4:.+]] = arith.constant 4 : index
// CHECK-DAG: %[[C8:.+]] = arith.constant 8 : index
// CHECK-DAG: %[[ZERO:.+]] = arith.constant dense<0.0{{.+}}> : vector<4xf32>
// CHECK: %[[LOOP:.+]]:2 = scf.for %[[K:.+]] = %[[C0]] to %[[C8]] step %[[C4]] iter_args(%[[S0:.+]] = %[[ZERO]], %[[S1:.+]] = %[[ZERO]])
// CHECK: %[[MASK:.+]] = vector.constant_mask [3] : vector<4xi1>
// CHECK: %[[ROW:.+]] = vector.transfer_read %[[W]][%[[K]], %[[C0]]], %{{.+}}, %[[MASK]] {in_bounds = [true]} : tensor<9x3xf32>, vector<4xf32>
// CHECK: %[[A0:.+]] = tensor.extract %[[X]][%[[C0]], %[[K]]]
// CHECK: %[[V0:.+]] = vector.broadcast %[[A0]]
// CHECK: %[[F0:.+]] = vector.fma %[[V0]], %[[ROW]], %[[S0]]
// CHECK: %[[A1:.+]] = tensor.extract %[[X]][%[[C1]], %[[K]]]
// CHECK: %[[V1:.+]] = vector.broadcast %[[A1]]
// CHECK: %[[F1:.+]] = vector.fma %[[V1]], %[[ROW]], %[[S1]]
// CHECK-COUNT-6: vector.fma
// CHECK: scf.yield
// CHECK: vector.transfer_read %[[W]][%[[C8]], %[[C0]]]
// CHECK: %[[SUM0:.+]] = vector.fma %{{.+}}, %{{.+}}, %[[LOOP]]#0
// CHECK: %[[SUM1:.+]] = vector.fma %{{.+}}, %{{.+}}, %[[LOOP]]#1
// The epilogue works on the sums; each row is stored once, into the destination.
// CHECK: %[[BIAS:.+]] = vector.transfer_read %[[B]]
// CHECK: %[[E0:.+]] = arith.addf %[[SUM0]], %[[BIAS]]
// CHECK: %[[R0:.+]] = arith.maximumf %[[E0]], %[[ZERO]]
// CHECK: %[[Y0:.+]] = vector.transfer_write %[[R0]], %[[OUT]][%[[C0]], %[[C0]]]
// CHECK: %[[E1:.+]] = arith.addf %[[SUM1]], %[[BIAS]]
// CHECK: %[[R1:.+]] = arith.maximumf %[[E1]], %[[ZERO]]
// CHECK: %[[Y1:.+]] = vector.transfer_write %[[R1]], %[[Y0]][%[[C1]], %[[C0]]]
// CHECK-NOT: linalg.generic
// CHECK: return %[[Y1]]
func.func @epilogue(%x: tensor<2x9xf32>, %w: tensor<9x3xf32>, %b: tensor<3xf32>, %out: tensor<2x3xf32>) -> tensor<2x3xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<2x3xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<2x3xf32>) -> tensor<2x3xf32>
  %p = linalg.generic {indexing_maps = [#mk, #kn, #mn], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<2x9xf32>, tensor<9x3xf32>) outs(%f : tensor<2x3xf32>) attrs = {wick.kernel} {
  ^bb0(%a: f32, %c: f32, %acc: f32):
    %0 = arith.mulf %a, %c : f32
    %1 = arith.addf %acc, %0 : f32
    linalg.yield %1 : f32
  } -> tensor<2x3xf32>
  %y = linalg.generic {indexing_maps = [#id, #n, #id], iterator_types = ["parallel", "parallel"]}
      ins(%p, %b : tensor<2x3xf32>, tensor<3xf32>) outs(%out : tensor<2x3xf32>) attrs = {wick.kernel} {
  ^bb0(%a: f32, %c: f32, %o: f32):
    %0 = arith.addf %a, %c : f32
    %1 = arith.maximumf %0, %zero : f32
    linalg.yield %1 : f32
  } -> tensor<2x3xf32>
  return %y : tensor<2x3xf32>
}

// -----

#mk = affine_map<(m, n, k) -> (m, k)>
#kn = affine_map<(m, n, k) -> (k, n)>
#mn = affine_map<(m, n, k) -> (m, n)>

// Without a fill the sums start at what stands there; k = 8 goes in steps of four; bf16 is widened; no mask for 16.
// CHECK-LABEL: func.func @accumulates
// CHECK-SAME: %[[INIT:[a-z0-9]+]]: tensor<1x16xf32>)
// CHECK-DAG: %[[C4:.+]] = arith.constant 4 : index
// CHECK-NOT: vector.constant_mask
// CHECK: %[[START:.+]] = vector.transfer_read %[[INIT]]
// CHECK: scf.for {{.+}} step %[[C4]] iter_args(%{{.+}} = %[[START]])
// CHECK-COUNT-4: vector.fma {{.+}} : vector<16xf32>
// CHECK-NOT: vector.fma
// CHECK: scf.yield
func.func @accumulates(%x: tensor<1x8xbf16>, %w: tensor<8x16xbf16>, %init: tensor<1x16xf32>) -> tensor<1x16xf32> {
  %p = linalg.generic {indexing_maps = [#mk, #kn, #mn], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<1x8xbf16>, tensor<8x16xbf16>) outs(%init : tensor<1x16xf32>) attrs = {wick.kernel} {
  ^bb0(%a: bf16, %c: bf16, %acc: f32):
    %wide_a = arith.extf %a : bf16 to f32
    %wide_c = arith.extf %c : bf16 to f32
    %0 = arith.mulf %wide_a, %wide_c : f32
    %1 = arith.addf %acc, %0 : f32
    linalg.yield %1 : f32
  } -> tensor<1x16xf32>
  return %p : tensor<1x16xf32>
}

// -----

#mk = affine_map<(m, n, k) -> (m, k)>
#kn = affine_map<(m, n, k) -> (k, n)>
#mn = affine_map<(m, n, k) -> (m, n)>

// Integers have no fused multiply-add.
// CHECK-LABEL: func.func @integers
// CHECK: %[[P:.+]] = arith.muli %{{.+}}, %{{.+}} : vector<4xi32>
// CHECK: arith.addi %{{.+}}, %[[P]] : vector<4xi32>
func.func @integers(%x: tensor<1x3xi32>, %w: tensor<3x4xi32>, %init: tensor<1x4xi32>) -> tensor<1x4xi32> {
  %p = linalg.generic {indexing_maps = [#mk, #kn, #mn], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<1x3xi32>, tensor<3x4xi32>) outs(%init : tensor<1x4xi32>) attrs = {wick.kernel} {
  ^bb0(%a: i32, %c: i32, %acc: i32):
    %0 = arith.muli %a, %c : i32
    %1 = arith.addi %acc, %0 : i32
    linalg.yield %1 : i32
  } -> tensor<1x4xi32>
  return %p : tensor<1x4xi32>
}

// -----

#mk = affine_map<(m, n, k) -> (m, k)>
#kn = affine_map<(m, n, k) -> (k, n)>
#mn = affine_map<(m, n, k) -> (m, n)>

// CHECK-LABEL: func.func @unmarked
// CHECK-NEXT: linalg.generic
// CHECK-NOT: vector
// CHECK: return
func.func @unmarked(%x: tensor<8x16xf32>, %w: tensor<16x16xf32>, %f: tensor<8x16xf32>) -> tensor<8x16xf32> {
  %p = linalg.generic {indexing_maps = [#mk, #kn, #mn], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<8x16xf32>, tensor<16x16xf32>) outs(%f : tensor<8x16xf32>) {
  ^bb0(%a: f32, %c: f32, %acc: f32):
    %0 = arith.mulf %a, %c : f32
    %1 = arith.addf %acc, %0 : f32
    linalg.yield %1 : f32
  } -> tensor<8x16xf32>
  return %p : tensor<8x16xf32>
}

// -----

// Without loops: scalars. The filled start of a reduction is a number, nothing is stored for it.
// CHECK-LABEL: func.func @scalars
// CHECK-NOT: linalg.fill
// CHECK: %[[SUM:.+]] = vector.reduction <add>
// CHECK: %[[S:.+]] = arith.addf %[[SUM]]
// CHECK: %[[T:.+]] = math.tanh %[[S]] : f32
// CHECK: %[[Y:.+]] = tensor.insert %[[T]] into %{{.+}}[] : tensor<f32>
// CHECK-NOT: linalg.generic
// CHECK: return %[[Y]]
func.func @scalars(%x: tensor<32xf32>) -> tensor<f32> {
  %zero = arith.constant 0.0 : f32
  %empty = tensor.empty() : tensor<f32>
  %start = linalg.fill ins(%zero : f32) outs(%empty : tensor<f32>) -> tensor<f32>
  %sum = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> ()>], iterator_types = ["reduction"]}
      ins(%x : tensor<32xf32>) outs(%start : tensor<f32>) {
  ^bb0(%in: f32, %acc: f32):
    %s = arith.addf %acc, %in fastmath<reassoc> : f32
    linalg.yield %s : f32
  } -> tensor<f32>
  %y = linalg.generic {indexing_maps = [affine_map<() -> ()>, affine_map<() -> ()>], iterator_types = []}
      ins(%sum : tensor<f32>) outs(%empty : tensor<f32>) {
  ^bb0(%in: f32, %out: f32):
    %t = math.tanh %in : f32
    linalg.yield %t : f32
  } -> tensor<f32>
  return %y : tensor<f32>
}

// -----

#mk = affine_map<(m, k) -> (m, k)>
#m = affine_map<(m, k) -> (m)>

// A reduction that yields its elements, too, stores them on the way: the whole blocks in a loop that LLVM is to leave one
// when it is long, then the rest of the row, whose surplus lanes add nothing.
// CHECK: #[[KEPT:.+]] = #llvm.loop_unroll<disable = true>
// CHECK-LABEL: func.func @stored
// CHECK: scf.for
// CHECK: %[[LOOP:.+]]:2 = scf.for {{.+}} to %c160 step %c32 iter_args
// CHECK: %[[EXP:.+]] = math.exp %{{.+}} : vector<32xf32>
// CHECK: arith.addf %{{.+}}, %[[EXP]]
// CHECK: vector.transfer_write %[[EXP]]
// CHECK: } {loop_annotation = #{{.+}}}
// CHECK: vector.reduction <add>, %[[LOOP]]#{{[01]}} fastmath<reassoc,nsz>
// CHECK: math.exp %{{.+}} : vector<4xf32>
// CHECK: arith.select
// CHECK: vector.reduction <add>
// CHECK-NOT: linalg.generic
// CHECK: return
func.func @stored(%x: tensor<8x163xf32>, %e: tensor<8x163xf32>, %f: tensor<8xf32>) -> (tensor<8x163xf32>, tensor<8xf32>) {
  %p:2 = linalg.generic {indexing_maps = [#mk, #mk, #m], iterator_types = ["parallel", "reduction"]}
      ins(%x : tensor<8x163xf32>) outs(%e, %f : tensor<8x163xf32>, tensor<8xf32>) {
  ^bb0(%in: f32, %out: f32, %acc: f32):
    %0 = math.exp %in : f32
    %1 = arith.addf %acc, %0 fastmath<reassoc> : f32
    linalg.yield %0, %1 : f32, f32
  } -> (tensor<8x163xf32>, tensor<8xf32>)
  return %p#0, %p#1 : tensor<8x163xf32>, tensor<8xf32>
}

// -----

#mk = affine_map<(m, k) -> (m, k)>
#k = affine_map<(m, k) -> (k)>
#m = affine_map<(m, k) -> (m)>

// A matrix by a vector: four registers of partial sums a row. Short rows stay a loop nest, which LLVM vectorizes along m.
// CHECK-LABEL: func.func @long_rows
// CHECK: scf.for
// CHECK: scf.for {{.+}}vector<32xf32>
// CHECK: vector.transfer_read
// CHECK: arith.addf {{.+}} : vector<32xf32>
// CHECK: vector.reduction <add>
// CHECK-NOT: linalg.generic
// CHECK: return
func.func @long_rows(%x: tensor<8x64xf32>, %w: tensor<64xf32>, %f: tensor<8xf32>) -> tensor<8xf32> {
  %p = linalg.generic {indexing_maps = [#mk, #k, #m], iterator_types = ["parallel", "reduction"]}
      ins(%x, %w : tensor<8x64xf32>, tensor<64xf32>) outs(%f : tensor<8xf32>) {
  ^bb0(%a: f32, %c: f32, %acc: f32):
    %0 = arith.mulf %a, %c : f32
    %1 = arith.addf %acc, %0 : f32
    linalg.yield %1 : f32
  } -> tensor<8xf32>
  return %p : tensor<8xf32>
}

// CHECK-LABEL: func.func @short_rows
// CHECK-NEXT: linalg.generic
func.func @short_rows(%x: tensor<8x63xf32>, %w: tensor<63xf32>, %f: tensor<8xf32>) -> tensor<8xf32> {
  %p = linalg.generic {indexing_maps = [#mk, #k, #m], iterator_types = ["parallel", "reduction"]}
      ins(%x, %w : tensor<8x63xf32>, tensor<63xf32>) outs(%f : tensor<8xf32>) {
  ^bb0(%a: f32, %c: f32, %acc: f32):
    %0 = arith.mulf %a, %c : f32
    %1 = arith.addf %acc, %0 : f32
    linalg.yield %1 : f32
  } -> tensor<8xf32>
  return %p : tensor<8xf32>
}

// -----

#mk = affine_map<(m, n, k) -> (m, k)>
#kn = affine_map<(m, n, k) -> (k, n)>
#mn = affine_map<(m, n, k) -> (m, n)>

// Sums without an epilogue go where they are wanted, which is not filled before.
// CHECK-LABEL: func.func @filled
// CHECK-SAME: %[[OUT:[a-z0-9]+]]: tensor<1x4xf32>)
// CHECK-NOT: linalg.fill
// CHECK: %[[Y:.+]] = vector.transfer_write %{{.+}}, %[[OUT]]
// CHECK-NOT: linalg.fill
// CHECK: return %[[Y]]
func.func @filled(%x: tensor<1x8xf32>, %w: tensor<8x4xf32>, %out: tensor<1x4xf32>) -> tensor<1x4xf32> {
  %zero = arith.constant 0.0 : f32
  %f = linalg.fill ins(%zero : f32) outs(%out : tensor<1x4xf32>) -> tensor<1x4xf32>
  %p = linalg.generic {indexing_maps = [#mk, #kn, #mn], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<1x8xf32>, tensor<8x4xf32>) outs(%f : tensor<1x4xf32>) attrs = {wick.kernel} {
  ^bb0(%a: f32, %b: f32, %acc: f32):
    %0 = arith.mulf %a, %b : f32
    %1 = arith.addf %acc, %0 : f32
    linalg.yield %1 : f32
  } -> tensor<1x4xf32>
  return %p : tensor<1x4xf32>
}

// -----

#rows = affine_map<(n, i, j) -> (n, j, i)>
#columns = affine_map<(n, i, j) -> (n, i, j)>

// Tiles of 8 x 8 elements (avx2), transposed by three rounds of shuffles. The last of the 20 columns are in a tile that
// overlaps the one before; the 5 rows are masked vectors.
// CHECK-LABEL: func.func @transposition
// CHECK-SAME: (%[[X:.+]]: tensor<2x20x5xf32>, %[[Y:.+]]: tensor<2x5x20xf32>)
// CHECK: scf.for %[[N:.+]] = %c0 to %c2 step %c1
// CHECK: scf.for %[[J:.+]] = %c0 to %c16 step %c8
// CHECK: %[[MASK:.+]] = vector.constant_mask [5] : vector<8xi1>
// CHECK: vector.transfer_read %[[X]][%[[N]], %[[J]], %c0], %{{.+}}, %[[MASK]] {in_bounds = [true]} : tensor<2x20x5xf32>, vector<8xf32>
// CHECK-COUNT-7: vector.transfer_read
// CHECK: vector.shuffle %{{.+}}, %{{.+}} [0, 2, 4, 6, 8, 10, 12, 14] : vector<8xf32>, vector<8xf32>
// CHECK: vector.shuffle %{{.+}}, %{{.+}} [1, 3, 5, 7, 9, 11, 13, 15] : vector<8xf32>, vector<8xf32>
// CHECK-COUNT-5: vector.transfer_write %{{.+}} : vector<8xf32>, tensor<2x5x20xf32>
// CHECK-NOT: vector.transfer_write
// CHECK: scf.yield
// CHECK: vector.transfer_read %[[X]][%[[N]], %c12, %c0]
// CHECK-COUNT-5: vector.transfer_write
// CHECK-NOT: vector.transfer_write
func.func @transposition(%x: tensor<2x20x5xf32>, %y: tensor<2x5x20xf32>) -> tensor<2x5x20xf32> {
  %r = linalg.generic {indexing_maps = [#rows, #columns], iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%x : tensor<2x20x5xf32>) outs(%y : tensor<2x5x20xf32>) {
  ^bb0(%a: f32, %o: f32):
    linalg.yield %a : f32
  } -> tensor<2x5x20xf32>
  return %r : tensor<2x5x20xf32>
}

// -----

#rows = affine_map<(i, j) -> (j, i)>
#columns = affine_map<(i, j) -> (i, j)>

// Columns of three elements are not worth the shuffles.
// CHECK-LABEL: func.func @narrow_transposition
// CHECK: linalg.generic
func.func @narrow_transposition(%x: tensor<20x3xf32>, %y: tensor<3x20xf32>) -> tensor<3x20xf32> {
  %r = linalg.generic {indexing_maps = [#rows, #columns], iterator_types = ["parallel", "parallel"]}
      ins(%x : tensor<20x3xf32>) outs(%y : tensor<3x20xf32>) {
  ^bb0(%a: f32, %o: f32):
    linalg.yield %a : f32
  } -> tensor<3x20xf32>
  return %r : tensor<3x20xf32>
}
