// Register tiles by multiply-adds on vectors: every ISA has them.
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "passes/codegen/TileKernel.h"

using namespace mlir;

namespace wick {
namespace {

/// Emits sums[i] += lhs[i, k] * rhs[k, :].
class FmaEmitter {
public:
  FmaEmitter(OpBuilder &builder, Contraction contraction, VectorBody &row)
      : builder(builder), contraction(contraction), row(row), loc(contraction.op.getLoc()) {}

  /// `count` values of k from `k` on.
  void addProducts(SmallVectorImpl<Value> &sums, Value k, int64_t count) {
    for (int64_t i = 0; i < count; ++i)
      addProducts(sums, row.offset(k, i));
  }

private:
  void addProducts(SmallVectorImpl<Value> &sums, Value k) {
    Value vector = row.read(contraction.rhs(), contraction.rhsMap(), position(row.index(0), k));
    for (auto [i, sum] : llvm::enumerate(sums)) {
      Value element =
          row.readElement(contraction.lhs(), contraction.lhsMap(), position(row.index(i), k));
      sum = multiplyAdd(row.broadcast(element), vector, sum);
    }
  }

  /// In the product's dimensions, of which those of the batch are 0 inside a tile.
  SmallVector<Value> position(Value m, Value k) {
    SmallVector<Value> values(contraction.batchRank, row.index(0));
    if (contraction.hasRows)
      values.push_back(m);
    values.append({row.index(0), k});
    return values;
  }

  /// a * b + sum; bf16 factors are widened to the type of the sum.
  Value multiplyAdd(Value a, Value b, Value sum) {
    if (a.getType() != sum.getType()) {
      a = arith::ExtFOp::create(builder, loc, sum.getType(), a);
      b = arith::ExtFOp::create(builder, loc, sum.getType(), b);
    }
    if (isa<FloatType>(getElementTypeOrSelf(sum.getType())))
      return vector::FMAOp::create(builder, loc, a, b, sum);
    return arith::AddIOp::create(builder, loc, sum, arith::MulIOp::create(builder, loc, a, b));
  }

  OpBuilder &builder;
  Contraction contraction;
  VectorBody &row;
  Location loc;
};

class FmaKernel : public TileKernel {
public:
  bool accepts(Contraction) const override { return true; }

  Tile tile(Contraction contraction, const Tiling &tiling) const override {
    Type element = cast<ShapedType>(contraction.op.getResultTypes()[0]).getElementType();
    int64_t bytes = llvm::divideCeil(element.getIntOrFloatBitWidth(), 8);
    bool lhsByRows = contraction.lhsMap().getResults().back() ==
                     getAffineDimExpr(contraction.kDim(), contraction.op.getContext());
    return tiling.choose(contraction.m(), contraction.n(), bytes,
                         lhsByRows ? contraction.k() * bytes : 0);
  }

  /// A loop over k that carries the sums, then the values of k that are no whole iteration.
  SmallVector<Value> sumProducts(OpBuilder &builder, Contraction contraction, const Tiling &tiling,
                                 VectorBody &row, ValueRange start) const override {
    FmaEmitter emitter(builder, contraction, row);
    int64_t k = contraction.k(), step = tiling.unroll(), whole = k / step * step;
    SmallVector<Value> sums(start);
    if (whole > 0) {
      auto loop = scf::ForOp::create(builder, contraction.op.getLoc(), row.index(0),
                                     row.index(whole), row.index(step), sums);
      OpBuilder::InsertionGuard guard(builder);
      builder.setInsertionPointToStart(loop.getBody());
      SmallVector<Value> next(loop.getRegionIterArgs());
      emitter.addProducts(next, loop.getInductionVar(), step);
      scf::YieldOp::create(builder, contraction.op.getLoc(), next);
      sums = loop.getResults();
    }
    emitter.addProducts(sums, row.index(whole), k - whole);
    return sums;
  }
};

} // namespace

const TileKernel &findKernel(const Isa &, Contraction contraction) {
  static const FmaKernel fma;
  static const TileKernel *const kernels[] = {&fma};
  return **llvm::find_if(kernels, [&](auto *kernel) { return kernel->accepts(contraction); });
}

} // namespace wick
