#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "passes/Passes.h"
#include "passes/codegen/IndexRange.h"
#include "passes/codegen/TileTable.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace wick {
#define GEN_PASS_DEF_PREFETCH
#include "passes/Passes.h.inc"
} // namespace wick

using namespace wick;

namespace {

constexpr int64_t kCacheLineBytes = 64;

/// Smaller matrices are read from the second-level cache, which is near enough.
constexpr int64_t kSecondCacheBytes = 1 << 19;

int64_t bytesOf(ShapedType type) {
  return type.getNumElements() * llvm::divideCeil(type.getElementTypeBitWidth(), 8);
}

/// A row of the rhs that the loop over k multiplies and adds: the read, and which of its indices is
/// k.
struct RhsRow {
  vector::TransferReadOp read;
  unsigned k;

  /// Nothing if `read` is no such row. Elements of the lhs are no vectors.
  static std::optional<RhsRow> match(vector::TransferReadOp read, scf::ForOp loop) {
    auto buffer = dyn_cast<MemRefType>(read.getBase().getType());
    if (!buffer || !buffer.hasStaticShape() || !read.getPermutationMap().isMinorIdentity() ||
        !loop.isDefinedOutsideOfLoop(read.getBase()) || !isFactor(read.getVector()))
      return std::nullopt;
    std::optional<unsigned> k;
    for (auto [dimension, index] : llvm::enumerate(read.getIndices()))
      if (!loop.isDefinedOutsideOfLoop(index)) {
        std::optional<IndexRange> range = rangeOf(index, loop);
        if (k || !range || range->factor != 1)
          return std::nullopt;
        k = dimension;
      }
    if (!k || *k + 1 == read.getIndices().size())
      return std::nullopt;
    return RhsRow{read, *k};
  }

  Value matrix() { return read.getBase(); }

private:
  static bool isFactor(Value vector) {
    return llvm::any_of(vector.getUsers(), [](Operation *user) {
      if (isa<arith::ExtFOp>(user))
        return isFactor(user->getResult(0));
      return isa<vector::FMAOp>(user);
    });
  }
};

/// A row of a matrix that an inner loop reads, block by block, while an outer one counts the rows.
struct MatrixRow {
  vector::TransferReadOp read;

  static std::optional<MatrixRow> match(vector::TransferReadOp read, scf::ForOp inner) {
    auto buffer = dyn_cast<MemRefType>(read.getBase().getType());
    if (!buffer || !buffer.hasStaticShape() || buffer.getRank() < 2 ||
        bytesOf(buffer) <= kSecondCacheBytes || !read.getPermutationMap().isMinorIdentity() ||
        read.getIndices().back() != inner.getInductionVar())
      return std::nullopt;
    MatrixRow row{read};
    auto counter = dyn_cast<BlockArgument>(row.index());
    auto outer = counter ? dyn_cast<LoopLikeOpInterface>(counter.getOwner()->getParentOp())
                         : LoopLikeOpInterface();
    if (!outer ||
        !llvm::is_contained(outer.getLoopInductionVars().value_or(SmallVector<Value>()),
                            row.index()) ||
        !outer.isDefinedOutsideOfLoop(row.matrix()))
      return std::nullopt;
    return row;
  }

  unsigned dimension() { return read.getIndices().size() - 2; }
  Value index() { return read.getIndices()[dimension()]; }
  Value matrix() { return read.getBase(); }
};

struct Prefetch : wick::impl::PrefetchBase<Prefetch> {
  using PrefetchBase::PrefetchBase;

  void runOnOperation() override {
    llvm::Expected<Tiling> tiling = Tiling::find(isaName, tiles);
    if (!tiling) {
      getOperation()->emitError() << "wick-prefetch: " << llvm::toString(tiling.takeError());
      return signalPassFailure();
    }
    llvm::MapVector<std::pair<Value, Value>, MatrixRow>
        lastReads; // by matrix and number of the row
    getOperation()->walk([&](memref::PrefetchOp op) { known.insert(op->getBlock()); });
    getOperation()->walk<WalkOrder::PreOrder>([&](scf::ForOp loop) {
      if (!hasPrefetch(loop.getBody()))
        visit(loop, *tiling);
      for (auto read : loop.getOps<vector::TransferReadOp>())
        if (std::optional<MatrixRow> row = MatrixRow::match(read, loop))
          lastReads.insert_or_assign({row->matrix(), row->index()}, *row);
    });
    for (auto &[place, row] : lastReads)
      if (!hasPrefetch(row.read->getBlock())) {
        prefetch(row.read, row.dimension(), /*ahead=*/1);
        emitRemark(row.read.getLoc()) << "row prefetched: one ahead";
      }
  }

private:
  /// The pass has been here.
  static bool hasPrefetch(Block *block) { return !block->getOps<memref::PrefetchOp>().empty(); }

  void visit(scf::ForOp loop, const Tiling &tiling) {
    SmallVector<RhsRow> rows;
    for (auto read : loop.getOps<vector::TransferReadOp>())
      if (std::optional<RhsRow> row = RhsRow::match(read, loop))
        rows.push_back(*row);
    if (!rows.empty() && !known.contains(loop->getBlock()))
      prefetchEpilogue(loop);
    for (RhsRow row : rows) {
      int64_t bytes = bytesOf(cast<MemRefType>(row.matrix().getType()));
      int64_t ahead = tiling.rowsAhead(bytes, loop.getNumRegionIterArgs()); // a vector a row
      if (ahead > 0)
        prefetch(row.read, row.k, ahead);
      report(loop, row, ahead, bytes);
    }
  }

  /// What is read behind the loop, such as the parameter that the product updates, comes while the
  /// loop computes. Small buffers are near enough.
  static void prefetchEpilogue(scf::ForOp loop) {
    SmallVector<vector::TransferReadOp> reads;
    DenseSet<Value> written;
    for (Operation *op = loop->getNextNode(); op && !isa<scf::ForOp>(op); op = op->getNextNode()) {
      auto read = dyn_cast<vector::TransferReadOp>(op);
      auto type = read ? dyn_cast<MemRefType>(read.getBase().getType()) : MemRefType();
      if (type && type.hasStaticShape() && bytesOf(type) > kSecondCacheBytes &&
          read.getPermutationMap().isMinorIdentity())
        reads.push_back(read);
      if (auto write = dyn_cast<vector::TransferWriteOp>(op))
        written.insert(write.getBase());
    }
    for (vector::TransferReadOp read : reads) {
      ImplicitLocOpBuilder builder(read.getLoc(), loop);
      SmallVector<Value> at;
      for (Value index : read.getIndices())
        if (Value before = valueBefore(builder, index, loop))
          at.push_back(before);
      if (at.size() == read.getIndices().size() && isBefore(read.getBase(), loop))
        prefetchLines(builder, read, at, written.contains(read.getBase()));
    }
  }

  static bool isBefore(Value value, scf::ForOp loop) {
    Operation *op = value.getDefiningOp();
    return !op || op->getBlock() != loop->getBlock() || op->isBeforeInBlock(loop);
  }

  /// `index`, computed in front of `loop` if it is computed behind; null if it depends on the loop.
  static Value valueBefore(OpBuilder &builder, Value index, scf::ForOp loop) {
    if (isBefore(index, loop))
      return index;
    Operation *op = index.getDefiningOp();
    if (!isa<arith::AddIOp, arith::ConstantOp, affine::AffineApplyOp>(op))
      return {};
    IRMapping mapping;
    for (Value operand : op->getOperands()) {
      Value before = valueBefore(builder, operand, loop);
      if (!before)
        return {};
      mapping.map(operand, before);
    }
    return builder.clone(*op, mapping)->getResult(0);
  }

  /// The lines of what is read `ahead` rows later; `rowDimension` is the index that counts rows.
  /// Behind the last row stands the next panel, or nothing: an address that is no memory is not
  /// looked up.
  static void prefetch(vector::TransferReadOp read, unsigned rowDimension, int64_t ahead) {
    ImplicitLocOpBuilder builder(read.getLoc(), read);
    SmallVector<Value> at(read.getIndices());
    at[rowDimension] = plus(builder, at[rowDimension], ahead);
    prefetchLines(builder, read, at, /*isWrite=*/false);
  }

  static Value plus(ImplicitLocOpBuilder &builder, Value index, int64_t offset) {
    if (offset == 0)
      return index;
    return arith::AddIOp::create(builder, index, arith::ConstantIndexOp::create(builder, offset));
  }

  /// The lines of the vector that `read` would read at `at`.
  static void prefetchLines(ImplicitLocOpBuilder &builder, vector::TransferReadOp read,
                            SmallVector<Value> at, bool isWrite) {
    Value first = at.back();
    VectorType type = read.getVectorType();
    int64_t perLine = kCacheLineBytes * 8 / type.getElementTypeBitWidth();
    for (int64_t column = 0; column < type.getNumElements(); column += perLine) {
      at.back() = plus(builder, first, column);
      memref::PrefetchOp::create(builder, read.getBase(), at, isWrite, /*localityHint=*/3,
                                 /*isDataCache=*/true);
    }
  }

  /// Once for all loops of a product.
  void report(scf::ForOp loop, RhsRow row, int64_t ahead, int64_t bytes) {
    if (!reported.insert({loop.getLoc(), row.matrix()}).second)
      return;
    if (ahead > 0)
      emitRemark(loop.getLoc()) << "rhs prefetched: " << ahead << " rows ahead, of " << bytes
                                << " bytes";
    else
      emitRemark(loop.getLoc()) << "rhs not prefetched: the hardware follows its " << bytes
                                << " bytes";
  }

  llvm::DenseSet<std::pair<Location, Value>> reported;
  llvm::DenseSet<Block *> known; // with prefetches of an earlier run
};

} // namespace
