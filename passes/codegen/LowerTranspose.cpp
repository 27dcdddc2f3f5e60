#include "ir/Kernel.h"
#include "ir/decompose/Build.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "passes/Passes.h"
#include "passes/codegen/LoopNest.h"
#include "passes/codegen/TileTable.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace wick::ir;

namespace wick {
#define GEN_PASS_DEF_LOWERTRANSPOSE
#include "passes/Passes.h.inc"
} // namespace wick

using namespace wick;

namespace {

/// A transpose with as few dimensions as can be: neighbours that stay together are one.
struct Permutation {
  SmallVector<int64_t> from;  // dimension i of the result is dimension from[i] of the input
  SmallVector<int64_t> sizes; // of the input

  Permutation(ArrayRef<int64_t> permutation, ArrayRef<int64_t> shape) {
    SmallVector<int64_t> firsts; // of the groups of dimensions, in the order of the result
    DenseMap<int64_t, int64_t> groupSizes;
    for (auto [to, dim] : llvm::enumerate(permutation)) {
      if (to == 0 || dim != permutation[to - 1] + 1)
        firsts.push_back(dim);
      groupSizes.try_emplace(firsts.back(), 1).first->second *= shape[dim];
    }
    SmallVector<int64_t> sorted(firsts);
    llvm::sort(sorted);
    for (int64_t first : firsts)
      from.push_back(llvm::find(sorted, first) - sorted.begin());
    for (int64_t first : sorted)
      sizes.push_back(groupSizes[first]);
  }

  /// The input's dimension that is the last of the result, and of the input.
  int64_t lastOfResult() const { return from.back(); }
  int64_t lastOfInput() const { return static_cast<int64_t>(sizes.size()) - 1; }

  SmallVector<int64_t> resultSizes() const {
    return llvm::map_to_vector(from, [&](int64_t dim) { return sizes[dim]; });
  }
};

/// Loops over all dimensions; squares of the two that are the last, of the input and of the result,
/// change places in registers.
class TransposeEmitter : LoopNest {
public:
  TransposeEmitter(OpBuilder &builder, Location loc, Type element, int64_t lanes,
                   const Permutation &permutation, Value input, Value output)
      : LoopNest(builder, loc, element, lanes), lanes(lanes), permutation(permutation),
        input(view(input, permutation.sizes)), output(view(output, permutation.resultSizes())) {}

  void emit() {
    SmallVector<Value> at(permutation.sizes.size());
    emitLoops(0, at);
  }

private:
  /// The elements of a buffer, one behind the other, as an array of other sizes.
  Value view(Value buffer, ArrayRef<int64_t> sizes) {
    SmallVector<int64_t> strides(sizes.size(), 1);
    for (size_t dim = sizes.size(); --dim > 0;)
      strides[dim - 1] = strides[dim] * sizes[dim];
    auto layout = StridedLayoutAttr::get(builder.getContext(), 0, strides);
    auto type = MemRefType::get(sizes, vector.getElementType(), layout);
    return memref::ReinterpretCastOp::create(builder, loc, type, buffer, 0, sizes, strides);
  }

  /// Loops over the result's dimensions from `dim` on; `at` is where in the input.
  void emitLoops(size_t dim, MutableArrayRef<Value> at) {
    int64_t along = permutation.from[dim], size = permutation.sizes[along];
    bool isTiled = along == permutation.lastOfInput() || along == permutation.lastOfResult();
    auto body = [&](int64_t count) {
      return [&, count](Value index) {
        at[along] = index;
        if (isTiled)
          (along == permutation.lastOfInput() ? columns : rows) = count;
        dim + 1 == permutation.from.size() ? emitSquare(at) : emitLoops(dim + 1, at);
      };
    };
    int64_t step = isTiled ? lanes : 1, whole = size / step * step;
    if (whole > 0)
      loop(0, whole, step, body(step));
    if (whole < size)
      body(size - whole)(index(whole));
  }

  /// Reads `rows` vectors of `columns` elements of the input and writes them as `columns` vectors.
  void emitSquare(ArrayRef<Value> at) {
    Values square(lanes, zero());
    SmallVector<Value> from(at);
    for (int64_t row = 0; row < rows; ++row) {
      from[permutation.lastOfResult()] = offset(at[permutation.lastOfResult()], row);
      square[row] = load(input, from, columns == lanes);
    }
    transpose(square);
    SmallVector<Value> to =
        llvm::map_to_vector(permutation.from, [&](int64_t dim) { return at[dim]; });
    int64_t column =
        llvm::find(permutation.from, permutation.lastOfInput()) - permutation.from.begin();
    for (int64_t i = 0; i < columns; ++i) {
      to[column] = offset(at[permutation.lastOfInput()], i);
      store(square[i], output, to, rows == lanes);
    }
  }

  /// Exchanges the off-diagonal halves of squares of 2, 4, .. lanes (Eklundh, 1972).
  void transpose(Values &square) {
    SmallVector<int64_t> upper(lanes), lower(lanes);
    for (int64_t half = 1; half < lanes; half *= 2) {
      for (int64_t lane = 0; lane < lanes; ++lane) {
        bool isRight = lane & half;
        upper[lane] = isRight ? lanes + lane - half : lane;
        lower[lane] = isRight ? lanes + lane : lane + half;
      }
      for (int64_t row = 0; row < lanes; ++row) {
        if (row & half)
          continue;
        Value a = square[row], b = square[row + half];
        square[row] = vector::ShuffleOp::create(builder, loc, a, b, upper);
        square[row + half] = vector::ShuffleOp::create(builder, loc, a, b, lower);
      }
    }
  }

  int64_t lanes, rows = 1, columns = 1;
  const Permutation &permutation;
  Value input, output;
};

bool isReadByKernelsOnly(Value value) {
  return !value.use_empty() && llvm::all_of(value.getUsers(), llvm::IsaPred<KernelOp>);
}

struct LowerTranspose : wick::impl::LowerTransposeBase<LowerTranspose> {
  using LowerTransposeBase::LowerTransposeBase;

  void runOnOperation() override {
    const Isa *isa = findIsa(isaName);
    if (!isa) {
      getOperation()->emitError() << "wick-lower-transpose: no ISA '" << isaName << "'";
      return signalPassFailure();
    }
    SmallVector<TransposeOp> transposes;
    getOperation()->walk([&](TransposeOp op) { transposes.push_back(op); });
    for (TransposeOp op : transposes)
      lower(op, *isa);
  }

private:
  /// The number of lanes of the squares, or 0 where an elementwise loop is as good.
  static int64_t lanesFor(const Permutation &permutation, int64_t most) {
    int64_t shorter = std::min(permutation.sizes[permutation.lastOfInput()],
                               permutation.sizes[permutation.lastOfResult()]);
    if (permutation.lastOfInput() == permutation.lastOfResult() || shorter == 1)
      return 0;
    return std::clamp<int64_t>(llvm::PowerOf2Ceil(shorter), std::min<int64_t>(most, 4), most);
  }

  static void lower(TransposeOp op, const Isa &isa) {
    RankedTensorType type = tensorType(op.getOutput());
    Type element = type.getElementType();
    if (!op.getInput().getDefiningOp<KernelOp>() && !isReadByKernelsOnly(op.getOutput())) {
      emitRemark(op.getLoc()) << "not transposed in registers: no kernel is next to it";
      return;
    }
    Permutation permutation(op.getPermutation(), tensorType(op.getInput()).getShape());
    int64_t lanes = 0;
    if (element.isF32() || element.isF64())
      lanes = lanesFor(permutation, isa.vectorBytes * 8 / element.getIntOrFloatBitWidth());
    if (lanes == 0 || type.getNumElements() == 0) {
      emitRemark(op.getLoc()) << "not transposed in registers: the last dimension stays, or the "
                                 "elements are no f32 or f64";
      return;
    }
    // What is only reshaped is written in that shape: it may be a result of the function.
    Operation *last = op;
    if (op.getOutput().hasOneUse())
      if (auto reshape = dyn_cast<ReshapeOp>(*op.getOutput().user_begin()))
        last = reshape;
    OpBuilder builder(op);
    Location loc = op.getLoc();
    SmallVector<Value> results = emitKernel(
        builder, loc, {op.getInput()}, {tensorType(last->getResult(0))},
        [&](ValueRange inputs, ValueRange outputs) {
          TransposeEmitter(builder, loc, element, lanes, permutation, inputs[0], outputs[0]).emit();
        });
    last->getResult(0).replaceAllUsesWith(results.front());
    if (last != op)
      last->erase();
    op.erase();
  }
};

} // namespace
