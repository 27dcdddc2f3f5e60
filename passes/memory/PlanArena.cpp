#include "ir/Entry.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Interfaces/LoopLikeInterface.h"
#include "mlir/Interfaces/ViewLikeInterface.h"
#include "passes/Passes.h"

using namespace mlir;
using namespace wick::ir;

namespace wick {
#define GEN_PASS_DEF_PLANARENA
#include "passes/Passes.h.inc"
} // namespace wick

namespace {

constexpr int64_t kAlignment = 64;

/// A buffer alive from the first to the last op of the entry block that touches it, inclusive.
struct Interval {
  memref::AllocOp alloc;
  int64_t first, last, bytes, offset = 0;

  bool overlaps(const Interval &other) const { return first <= other.last && other.first <= last; }
};

int64_t paddedBytes(MemRefType type) {
  int64_t bytes = type.getNumElements() * llvm::divideCeil(type.getElementTypeBitWidth(), 8);
  return llvm::alignTo(bytes, kAlignment);
}

/// Values that may be the same memory as `value` after `user`: views, loop-carried copies,
/// selections.
void collectAliases(Operation *user, OpOperand &use, SmallVectorImpl<Value> &aliases) {
  auto isBuffer = [](Value value) { return isa<MemRefType>(value.getType()); };
  if (isa<ViewLikeOpInterface, LoopLikeOpInterface>(user) ||
      user->hasTrait<OpTrait::IsTerminator>() || isa<arith::SelectOp>(user))
    llvm::copy_if(user->getResults(), std::back_inserter(aliases), isBuffer);
  if (auto loop = dyn_cast<LoopLikeOpInterface>(user)) {
    llvm::copy_if(loop.getRegionIterArgs(), std::back_inserter(aliases), isBuffer);
  } else if (user->hasTrait<OpTrait::IsTerminator>()) {
    llvm::copy_if(user->getParentOp()->getResults(), std::back_inserter(aliases), isBuffer);
  }
}

Interval liveRange(memref::AllocOp alloc, Block &entry,
                   const DenseMap<Operation *, int64_t> &order) {
  Interval interval{alloc, order.lookup(alloc), order.lookup(alloc), paddedBytes(alloc.getType())};
  interval.first = std::numeric_limits<int64_t>::max();
  SmallVector<Value> pending{alloc.getResult()};
  DenseSet<Value> seen;
  while (!pending.empty()) {
    Value value = pending.pop_back_val();
    if (!seen.insert(value).second)
      continue;
    for (OpOperand &use : value.getUses()) {
      int64_t position = order.lookup(entry.findAncestorOpInBlock(*use.getOwner()));
      interval.first = std::min(interval.first, position);
      interval.last = std::max(interval.last, position);
      collectAliases(use.getOwner(), use, pending);
    }
  }
  return interval;
}

/// First fit, largest buffer first: each goes to the lowest offset free over its whole life.
/// Returns the arena's size.
int64_t assignOffsets(SmallVectorImpl<Interval> &intervals) {
  llvm::sort(intervals, [](const Interval &a, const Interval &b) {
    return std::pair(-a.bytes, a.first) < std::pair(-b.bytes, b.first);
  });
  int64_t total = 0;
  for (size_t i = 0; i < intervals.size(); ++i) {
    SmallVector<const Interval *> neighbours;
    for (size_t j = 0; j < i; ++j)
      if (intervals[j].overlaps(intervals[i]))
        neighbours.push_back(&intervals[j]);
    llvm::sort(neighbours, [](auto *a, auto *b) { return a->offset < b->offset; });
    int64_t offset = 0;
    for (const Interval *neighbour : neighbours) {
      if (offset + intervals[i].bytes <= neighbour->offset)
        break;
      offset = std::max(offset, neighbour->offset + neighbour->bytes);
    }
    intervals[i].offset = offset;
    total = std::max(total, offset + intervals[i].bytes);
  }
  return total;
}

struct PlanArena : wick::impl::PlanArenaBase<PlanArena> {
  void runOnOperation() override {
    func::FuncOp function = getOperation();
    if (function.isExternal())
      return;
    Block &entry = function.getBody().front();
    DenseMap<Operation *, int64_t> order;
    for (Operation &op : entry)
      order[&op] = order.size();
    SmallVector<Interval> intervals;
    WalkResult found = function.walk([&](memref::AllocOp alloc) -> WalkResult {
      if (alloc->getBlock() != &entry || !alloc.getType().hasStaticShape())
        return alloc.emitOpError(
            "cannot be placed in the arena: it stands in a loop or has a dynamic size");
      intervals.push_back(liveRange(alloc, entry, order));
      return WalkResult::advance();
    });
    if (found.wasInterrupted())
      return signalPassFailure();
    flattenEmptyArguments(entry);
    int64_t total = assignOffsets(intervals);
    replaceAllocs(function, intervals, total);
  }

  /// Nothing reads or writes an empty buffer, and its strides may be 0, which have no bare pointer.
  static void flattenEmptyArguments(Block &entry) {
    for (BlockArgument argument : entry.getArguments())
      if (auto type = dyn_cast<MemRefType>(argument.getType());
          type && type.getNumElements() == 0 && argument.use_empty())
        argument.setType(MemRefType::get({0}, type.getElementType()));
    auto function = cast<func::FuncOp>(entry.getParentOp());
    function.setType(FunctionType::get(function.getContext(), entry.getArgumentTypes(),
                                       function.getResultTypes()));
  }

  void replaceAllocs(func::FuncOp function, ArrayRef<Interval> intervals, int64_t total) {
    OpBuilder builder(&getContext());
    auto type = MemRefType::get({total}, builder.getI8Type());
    unsigned last = function.getNumArguments();
    (void)function.insertArgument(last, type, {}, function.getLoc());
    function->setAttr(kArenaBytesAttr, builder.getI64IntegerAttr(total));
    for (const Interval &interval : intervals) {
      memref::AllocOp alloc = interval.alloc;
      builder.setInsertionPoint(alloc);
      Value offset = arith::ConstantIndexOp::create(builder, alloc.getLoc(), interval.offset);
      Value view = memref::ViewOp::create(builder, alloc.getLoc(), alloc.getType(),
                                          function.getArgument(last), offset, ValueRange{});
      for (Operation *user : llvm::make_early_inc_range(alloc->getUsers()))
        if (isa<memref::DeallocOp>(user))
          user->erase();
      alloc.replaceAllUsesWith(view);
      alloc.erase();
      collapse(view.getDefiningOp<memref::ViewOp>());
    }
  }

  /// A view of fewer dimensions is a view of the arena, too. An element of it would otherwise be
  /// found by dividing its index.
  static void collapse(memref::ViewOp view) {
    for (Operation *user : llvm::make_early_inc_range(view->getUsers()))
      if (auto shape = dyn_cast<memref::CollapseShapeOp>(user);
          shape && shape.getType().getLayout().isIdentity()) {
        OpBuilder builder(shape);
        auto flat = memref::ViewOp::create(builder, shape.getLoc(), shape.getType(),
                                           view.getSource(), view.getByteShift(), ValueRange{});
        shape.replaceAllUsesWith(flat.getResult());
        shape.erase();
        collapse(flat);
      }
  }
};

} // namespace
