//===- Passes.td - passes from models to loops and vectors, in alphabetical order ===//

#ifndef WICK_PASSES_CODEGEN_PASSES_TD
#define WICK_PASSES_CODEGEN_PASSES_TD

include "mlir/Pass/PassBase.td"

defvar isaOption =
    Option<"isaName", "isa", "std::string", /*default=*/"\"avx2\"", "baseline, avx2, avx512 or neon">;

class TilesOption<string example>
    : Option<"tiles", "tiles", "std::string", /*default=*/"\"\"",
             "in place of the table's choice, such as " # example>;

/// A pass that writes `wick.kernel`.
class KernelPass<string name> : Pass<name> {
  let options = [isaOption];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::memref::MemRefDialect",
                           "::mlir::scf::SCFDialect", "::mlir::tensor::TensorDialect",
                           "::mlir::ub::UBDialect", "::mlir::vector::VectorDialect"];
}

def ApproximateMath : Pass<"wick-approximate-math"> {
  let summary = "Replace transcendental functions of f32 by polynomials";
  let description = [{
    Rewrites exp, log, tanh, erf, sin, cos and their kin on f32 scalars and vectors into the
    polynomial approximations of the math dialect, which vectorize; exp, tanh and erf into shorter
    ones. f64 keeps the calls to libm.

    Largest errors: exp 1 ulp, tanh 4.9 ulp, erf 5.5 ulp (3e-7 of its largest value: one quotient
    takes a third of the time of the math dialect's pieces, whose error is 4.2 ulp and which lose the
    sign of -0), and for x in [-8, 8] log 1 ulp. Infinities and NaN are right, and tanh and erf never exceed 1; exp flushes
    results below 1.7e-38 to 0; the logarithm of a denormal is that of the smallest normal number.

    Before:
    ```mlir
    %y = math.exp %x : vector<16xf32>
    ```
    After:
    ```mlir
    %0 = math.fma %x, %log2e, %rounder : vector<16xf32>
    %1 = arith.subf %0, %rounder : vector<16xf32>
    // ... a polynomial of degree 6, then the exponent as bits
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::math::MathDialect", "::mlir::vector::VectorDialect"];
}

def FoldPackedWeights : Pass<"wick-fold-packed-weights"> {
  let summary = "Pack constant weights at compile time";
  let description = [{
    Replaces each `linalg.pack` that `wick-pack` made of a constant by the packed constant, so that
    the program holds the weights only in the order in which its kernels read them.

    Before:
    ```mlir
    %w = arith.constant dense<[[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0]]> : tensor<2x4xf32>
    %p = linalg.pack %w outer_dims_perm = [1, 0] inner_dims_pos = [1] inner_tiles = [2] into %e
        : tensor<2x4xf32> -> tensor<2x2x2xf32>
    ```
    After:
    ```mlir
    %p = arith.constant dense<[[[1.0, 2.0], [5.0, 6.0]], [[3.0, 4.0], [7.0, 8.0]]]> : tensor<2x2x2xf32>
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect"];
}

def Fuse : Pass<"wick-fuse"> {
  let summary = "Move elementwise producers into their consumers";
  let description = [{
    Chains of elementwise ops become one linalg.generic, also at the head of a reduction. A value
    with several uses is computed again only where that is cheaper than a store and a load; else the
    fused op yields it too, also one that reduces the last dimension. A matrix product takes no
    producer in, because it would compute it once per output column. Unit dimensions are dropped
    first. Each producer that stays apart is reported in a remark.

    Before:
    ```mlir
    %s = linalg.generic {...} ins(%p, %bias) { arith.addf }
    %y = linalg.generic {...} ins(%s) { arith.maximumf }
    ```
    After:
    ```mlir
    %y = linalg.generic {...} ins(%p, %bias) { arith.addf; arith.maximumf }
    ```
  }];
}

def FuseMultiplyAdd : Pass<"wick-fuse-multiply-add"> {
  let summary = "Decide which multiplication is fused with which addition";
  let description = [{
    A product with one reader, a sum or a difference, becomes one operation with it where both may be
    contracted; nothing may be afterwards. Left to LLVM, of two products in a sum one is fused in the
    vectorized part of a loop and the other in its rest, so that an element's bits depend on where a
    thread's part of the loop ends. CPUs without fused multiply-adds compute both operations.

    Before:
    ```mlir
    %p = llvm.fmul %a, %b {fastmathFlags = #llvm.fastmath<contract>} : f32
    %s = llvm.fadd %c, %p {fastmathFlags = #llvm.fastmath<contract>} : f32
    ```
    After:
    ```mlir
    %s = llvm.intr.fmuladd(%a, %b, %c) : (f32, f32, f32) -> f32
    ```
  }];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
}

def FuseRows : Pass<"wick-fuse-rows"> {
  let summary = "Compute softmax, layer norm and the like row by row in one loop";
  let description = [{
    Row reductions, the elementwise ops around them and what is one number for a row become one loop
    over the rows, so that a row is read from memory once and from the nearest cache after that. The
    loop stands where the last of these ops stood; what is read behind it becomes one of its
    results. An op stays outside when it belongs to a matrix product, when another op reads it
    before, or when what it reads is updated in place in between.

    Before:
    ```mlir
    %max = linalg.generic {maximumf along d1} ins(%x : tensor<256x1024xf32>)
    %e, %sum = linalg.generic {exp(x - max), addf along d1} ins(%x, %max)
    %y = linalg.generic {mulf} ins(%e, %sum)
    ```
    After:
    ```mlir
    %y = scf.for %i = %c0 to %c256 step %c1 ... {
      %row = tensor.extract_slice %x[%i, 0] [1, 1024] [1, 1] : tensor<256x1024xf32> to tensor<1024xf32>
      %max = linalg.generic {maximumf} ins(%row : tensor<1024xf32>) outs(%ninf : tensor<f32>)
      ...
    ```
  }];
  let dependentDialects = ["::mlir::affine::AffineDialect", "::mlir::scf::SCFDialect", "::mlir::tensor::TensorDialect"];
}

def LowerBf16 : Pass<"wick-lower-bf16"> {
  let summary = "Represent bf16 by 16-bit integers";
  let description = [{
    Conversions from and to bf16 become integer arithmetic (rounding to nearest even), and what is
    left, moves of 16 bits, moves of i16. Where the CPU has no bf16, LLVM would widen even a move to
    f32 and back, by calls that no library provides. Arithmetic is in f32 since wick-to-linalg.

    Before:
    ```mlir
    %0 = memref.load %x[] : memref<bf16>
    %1 = arith.extf %0 : bf16 to f32
    ```
    After:
    ```mlir
    %0 = memref.load %x[] : memref<i16>
    %1 = arith.extui %0 : i16 to i32
    %2 = arith.shli %1, %c16 : i32
    %3 = arith.bitcast %2 : i32 to f32
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect"];
}

def LowerConv : KernelPass<"wick-lower-conv"> {
  let summary = "Write convolutions and poolings as register tiles";
  let description = [{
    `wick.conv2d` becomes loops over tiles of places, each of which keeps a vector of filters in
    registers while it goes through the channels (ConvKernel.h); the image has its channels last, the
    weights are packed to [filters / lanes][channels][taps][lanes]. A relu and a 2 x 2 maximum behind
    it are done before the tile is stored. `wick.conv2d_weight_gradient` keeps the sums of taps in
    registers instead, `wick.max_pool2d_gradient` goes by vectors of channels; the gradient of the
    image is a convolution already. Transposes to and from channels-last stand around each
    `wick.kernel`: `wick-layout` moves them together.

    Where nothing but the pooling's gradient reads the image, the byte of each window's winner is kept in
    its place; the gradients of image and weights spread the pooled gradient by it into a buffer
    (Unpooling.h). A remark says whether.

    Where the filters do not fill the last vector, its weights are padded with 0, and its lanes are
    stored as far as there are filters. A loop goes through the rows of filters whose taps do not fit
    into registers together. bf16 is computed in f32. An op for which there is no kernel stays, and a
    remark says why: gradients of other types than f32 and f64, of a weight whose filters are no
    multiple of 4 or have many taps, of a pooling whose windows overlap or have a border, or whose
    channels are no multiple of 4.

    Before:
    ```mlir
    %y = wick.conv2d %x, %w, %b {padding = array<i64: 1, 1>} : ... -> tensor<32x16x28x28xf32>
    %r = wick.maximum %y, %zero
    %p = wick.max_pool2d %r {kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>}
    ```
    After (avx512):
    ```mlir
    %i = wick.transpose %x {permutation = array<i64: 0, 2, 3, 1>}
    %packed = wick.transpose %blocked_w {permutation = array<i64: 0, 2, 3, 1>} // [1][c][9][16]
    %o = wick.kernel ins(%i, %packed, %b) outs(%empty) : ... -> tensor<32x14x14x16xf32> {
      ...
        %sums:16 = scf.for %c = ... { // 2 x 8 places
          %tap = vector.transfer_read %taps[%block, %c, %k, %c0]
          %element = memref.load %image[%n, %row, %column, %c]
          %sum = vector.fma %element_splat, %tap, %before
    %p = wick.transpose %o {permutation = array<i64: 0, 3, 1, 2>}
    ```
  }];
}

def LowerLibraryCalls : Pass<"wick-lower-library-calls", "::mlir::ModuleOp"> {
  let summary = "Call oneDNN through Wick's C functions";
  let description = [{
    What bufferization has made of `wick.library_call`, a declared function for each, becomes a call
    of `wick_onednn_run` (wick/onednn.h) with the addresses of the buffers. The specifications of
    all calls stand in one table, so that the run time can prepare them before the first run.

    Before:
    ```mlir
    func.func private @wick_onednn_0(memref<3x4xf32>, memref<3x4xf32>) attributes {wick.library_spec = ...}
    call @wick_onednn_0(%x, %y) : (memref<3x4xf32>, memref<3x4xf32>) -> ()
    ```
    After:
    ```mlir
    %call = llvm.getelementptr %calls[0, 0] : (!llvm.ptr) -> !llvm.ptr, !llvm.array<1 x ...>
    llvm.call @wick_onednn_run(%call, %x_address, %null, %null, %null, %y_address)
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::LLVM::LLVMDialect", "::mlir::memref::MemRefDialect"];
}

def OrderLoops : Pass<"wick-order-loops"> {
  let summary = "Run the innermost loop of matrix products along the columns";
  let description = [{
    A product's loops stand in the order m, n, k, in which the innermost one goes down a column of
    the rhs: each element is in another cache line, and for large matrices in another page. In the
    order m, k, n it goes along rows of the rhs and of the result. Register tiles do better still and
    want the order m, n, k, so the pipeline has no need of this pass; the bench's ladder shows what it
    is worth alone.

    Before:
    ```mlir
    %p = linalg.generic {indexing_maps = [(m, n, k) -> (m, k), (m, n, k) -> (k, n), (m, n, k) -> (m, n)],
                         iterator_types = ["parallel", "parallel", "reduction"]}
    ```
    After:
    ```mlir
    %p = linalg.generic {indexing_maps = [(m, k, n) -> (m, k), (m, k, n) -> (k, n), (m, k, n) -> (m, n)],
                         iterator_types = ["parallel", "reduction", "parallel"]}
    ```
  }];
}

def OutlineParallel : Pass<"wick-outline-parallel", "::mlir::ModuleOp"> {
  let summary = "Make a function of the body of each parallel loop";
  let description = [{
    The function runs the iterations of a range and gets the buffers and scalars that it reads as
    arguments; what is cheap to compute again is computed in it. The call runs all iterations;
    `wick-wrap-parallel` hands it to the threads.

    Before:
    ```mlir
    scf.parallel (%i) = (%c0) to (%c1024) step (%c32) { ... %a ... } {wick.grain = 2 : i64}
    ```
    After:
    ```mlir
    func.func private @f_parallel_0(%begin: index, %end: index, %a: memref<8x1024xf32>)
        attributes {wick.grain = 2 : i64} {
      %first = affine.apply affine_map<(d0) -> (d0 * 32)>(%begin)
      %last = affine.apply affine_map<(d0) -> (d0 * 32)>(%end)
      scf.for %i = %first to %last step %c32 { ... %a ... }
    // in @f:
    call @f_parallel_0(%c0, %c32, %a) : (index, index, memref<8x1024xf32>) -> ()
    ```
  }];
  let dependentDialects = ["::mlir::affine::AffineDialect", "::mlir::arith::ArithDialect",
                           "::mlir::func::FuncDialect", "::mlir::scf::SCFDialect"];
}

def Pack : Pass<"wick-pack"> {
  let summary = "Lay out the rhs of tiled products as their tiles read it";
  let description = [{
    A tile reads k short rows of the rhs, a whole row of the matrix apart: each in a page and,
    where the distance is a power of two, in a set of the caches of its own. Packed, they follow
    each other. A constant rhs is packed whole, to [blocks][k][columns of a tile], which
    `wick-fold-packed-weights` computes. Of any other, the columns of one tile are copied before the
    loop over the row blocks that read them, if these are many enough (`pack` in the tile table)
    and a row of the matrix is long. A remark says which products were packed and which were not.

    Before:
    ```mlir
    scf.for %j = %c0 to %c1024 step %c32 {
      scf.for %i = %c0 to %c1022 step %c14 {
        %panel = tensor.extract_slice %w[0, %j] [1024, 32] [1, 1]
        %p = linalg.generic {matmul, wick.kernel} ins(%x_tile, %panel : ...)
    ```
    After:
    ```mlir
    scf.for %j = %c0 to %c1024 step %c32 {
      %columns = tensor.extract_slice %w[0, %j] [1024, 32] [1, 1]
      %panel = scf.for %k = %c0 to %c1024 step %c1 iter_args(%to = %e) {
        %row = vector.transfer_read %columns[%k, %c0]
        %next = vector.transfer_write %row, %to[%k, %c0]
      scf.for %i = %c0 to %c1022 step %c14 {
        %p = linalg.generic {matmul, wick.kernel} ins(%x_tile, %panel : ...)
    ```
  }];
  let options = [isaOption, TilesOption<"pack=1">];
  let dependentDialects = ["::mlir::affine::AffineDialect", "::mlir::arith::ArithDialect",
                           "::mlir::linalg::LinalgDialect", "::mlir::scf::SCFDialect",
                           "::mlir::tensor::TensorDialect", "::mlir::vector::VectorDialect"];
}

def Parallelize : Pass<"wick-parallelize", "::mlir::func::FuncOp"> {
  let summary = "Let threads share the outermost loops that are worth it";
  let description = [{
    A loop over buffers becomes an scf.parallel when no two of its iterations touch the same part of
    a buffer that it writes, and when it takes one thread at least `from` us, by the arithmetic and
    the bytes in it. `wick.grain` is the number of iterations that take half of that: no thread gets
    fewer. No sum is split, so results do not depend on the number of threads. Buffers of one
    iteration move to the stack. Remarks say what runs on threads and what does not, and why.

    Before:
    ```mlir
    scf.for %i = %c0 to %c1024 step %c32 { ... write %y[%i, ...] ... }
    ```
    After:
    ```mlir
    scf.parallel (%i) = (%c0) to (%c1024) step (%c32) { ... } {wick.grain = 2 : i64}
    ```
  }];
  let options = [Option<"from", "from", "double", /*default=*/"20", "microseconds from which a loop is shared">, isaOption];
  let dependentDialects = ["::mlir::memref::MemRefDialect", "::mlir::scf::SCFDialect"];
}

def Prefetch : Pass<"wick-prefetch"> {
  let summary = "Ask for rows before products and loops over rows read them";
  let description = [{
    A tile of one row works on a row of the rhs for less time than it takes to come from memory. The
    loop over k asks for the lines of a later row (`prefetch` rows later in the tile table) where the
    rhs is too large for the caches; `pf` of `--tiles` says how much later, for all products.

    A loop over the rows of a matrix larger than the second-level cache asks for the next row: rows
    are too short for the hardware to see where they lead. The last inner loop that reads a row does
    it. What the epilogue of a tile reads of such a matrix, as of a parameter and its moments, is asked
    for in front of the loop over k. The pass runs on buffers. A remark says which products and rows it serves.

    Before:
    ```mlir
    scf.for %k = %c0 to %c768 step %c1 iter_args(%s0 = %zero) {
      %row = vector.transfer_read %w[%j, %k, %c0] : memref<24x768x32xf32>, vector<32xf32>
    ```
    After:
    ```mlir
    scf.for %k = %c0 to %c768 step %c1 iter_args(%s0 = %zero) {
      %later = arith.addi %k, %c16 : index
      memref.prefetch %w[%j, %later, %c0], read, locality<3>, data : memref<24x768x32xf32>
      %row = vector.transfer_read %w[%j, %k, %c0] : memref<24x768x32xf32>, vector<32xf32>
    ```
  }];
  let options = [isaOption, TilesOption<"pf=16">];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::memref::MemRefDialect"];
}

def TileAndFuse : Pass<"wick-tile-and-fuse"> {
  let summary = "Cut matrix products into register tiles with their epilogues";
  let description = [{
    The elementwise op that alone reads a product is tiled, and the product and its fill move into
    the innermost loop: each block of rows x columns is summed over the whole of k and finished in
    registers. Tile sizes come from the table of the ISA (TileTable.h). Blocks that the tile does
    not divide are peeled off into loops of their own, so every tile has a static shape.

    Before:
    ```mlir
    %p = linalg.generic {matmul} ins(%x, %w : tensor<32x64xf32>, tensor<64x32xf32>)
    %y = linalg.generic {+ bias, relu} ins(%p, %b)
    ```
    After (avx512):
    ```mlir
    %y = scf.for %i = %c0 to %c22 step %c11 ... {
      %p = linalg.generic {matmul, wick.kernel} ins(%x_tile, %w : tensor<11x64xf32>, tensor<64x32xf32>)
      %t = linalg.generic {+ bias, relu, wick.kernel} ins(%p, %b)
    ```
  }];
  let options = [isaOption, TilesOption<"mr=8,nr=32,ku=4">];
  let dependentDialects = ["::mlir::affine::AffineDialect", "::mlir::scf::SCFDialect", "::mlir::tensor::TensorDialect"];
}

def ToLinalg : Pass<"wick-to-linalg"> {
  let summary = "Lower wick ops to linalg and tensor ops";
  let description = [{
    Every primitive becomes one linalg.generic (elementwise, reductions, matrix products, random
    numbers) or tensor ops (reshape, slice, concat, pad). Broadcasting becomes an indexing map. bf16
    is computed and accumulated in f32. Composites must have been decomposed.

    Before:
    ```mlir
    %y = wick.add %x, %b : (tensor<4x3xf32>, tensor<3xf32>) -> tensor<4x3xf32>
    ```
    After:
    ```mlir
    %e = tensor.empty() : tensor<4x3xf32>
    %y = linalg.generic {indexing_maps = [(d0, d1) -> (d0, d1), (d0, d1) -> (d1), (d0, d1) -> (d0, d1)], ...}
        ins(%x, %b) outs(%e) { arith.addf }
    ```
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::linalg::LinalgDialect", "::mlir::math::MathDialect",
                           "::mlir::scf::SCFDialect", "::mlir::tensor::TensorDialect"];
}

def Vectorize : Pass<"wick-vectorize"> {
  let summary = "Write register tiles as vector code";
  let description = [{
    A tile marked by `wick-tile-and-fuse` becomes a loop over k that carries one vector per row: a
    row of the rhs is loaded once, each element of the lhs is broadcast, and a fused multiply-add
    adds their product. The epilogue then works on those vectors, and each row is stored once. A row
    whose length is no power of two is masked.

    A reduction along the last dimension keeps four registers of partial results, combined after the
    row; sums must allow `reassoc`, unless they are a product of long rows by a vector. Its other
    results, the elements that it reduces, are stored on the way. One number for a row is scalar
    code. A copy into an order with another last dimension goes by square tiles.

    Before:
    ```mlir
    %p = linalg.generic {matmul, wick.kernel} ins(%a, %b : tensor<2x64xf32>, tensor<64x16xf32>)
    ```
    After:
    ```mlir
    %sums:2 = scf.for %k = %c0 to %c64 step %c1 iter_args(%s0 = %zero, %s1 = %zero) {
      %row = vector.transfer_read %b[%k, %c0] : tensor<64x16xf32>, vector<16xf32>
      %a0 = tensor.extract %a[%c0, %k]
      %f0 = vector.fma %a0_splat, %row, %s0 : vector<16xf32>
    ```
  }];
  let options = [isaOption, TilesOption<"mr=8,nr=32,ku=4">];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::LLVM::LLVMDialect", "::mlir::scf::SCFDialect",
                           "::mlir::tensor::TensorDialect", "::mlir::vector::VectorDialect"];
}

def Winograd : KernelPass<"wick-winograd"> {
  let summary = "Convolve by fewer multiplications, with larger errors";
  let description = [{
    `wick.conv2d` with windows of 3 x 3 and stride 1 becomes tiles of m x m results, each of which
    takes (m + 2)^2 multiplications for a channel in place of 9 m^2 (WinogradKernel.h). Filters are
    transformed in the graph, once when they are constants; a relu behind is done before results are
    stored. `wick-lower-conv` does the others: those of less than 32 channels or filters, for which
    the transforms cost more than they save, and whose channels or filters do not fill their vectors.
    A remark says which and why.

    Sums of transformed numbers cancel, so results are further from exact ones than those of the
    direct convolution, and must be asked for (`wick build --winograd`). With elements and weights in
    [-1, 1] and 64 channels the largest error is less than 5e-5 (m = 2) or 3e-4 (m = 4); the direct
    convolution's is less than 3e-5.

    Before:
    ```mlir
    %y = wick.conv2d %x, %w {padding = array<i64: 1, 1>} : ... -> tensor<1x64x28x28xf32>
    ```
    After (avx512):
    ```mlir
    %u = wick.matmul %taps, %matrix : (tensor<4096x9xf32>, tensor<9x36xf32>) -> tensor<4096x36xf32>
    %filters = wick.transpose %blocked_u {permutation = array<i64: 3, 0, 2, 1>} // [36][4][64][16]
    %o = wick.kernel ins(%i, %filters) outs(%empty) ... {
      ... // of each row of tiles: transforms, products, transforms back
    ```
  }];
  let options = [isaOption, Option<"outputs", "outputs", "int64_t", /*default=*/"4", "m: 2 or 4">];
}

def WrapParallel : Pass<"wick-wrap-parallel", "::mlir::ModuleOp"> {
  let summary = "Hand the calls of outlined bodies to the threads";
  let description = [{
    In the LLVM dialect, replaces each call of a function with a `wick.grain` by one of the runtime's
    `wick_parallel_for`. The captured values go into a structure on the stack; a wrapper unpacks it.

    Before:
    ```mlir
    llvm.call @f_parallel_0(%c0, %c32, %a) : (i64, i64, !llvm.ptr) -> ()
    ```
    After:
    ```mlir
    llvm.store %a, %captured
    %body = llvm.mlir.addressof @f_parallel_0_range
    llvm.call @wick_parallel_for(%body, %c32, %grain, %captured)
    ```
  }];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
}

#endif // WICK_PASSES_CODEGEN_PASSES_TD
