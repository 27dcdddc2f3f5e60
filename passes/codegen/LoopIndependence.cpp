#include "passes/codegen/LoopIndependence.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "mlir/Interfaces/ViewLikeInterface.h"
#include "passes/codegen/IndexRange.h"

using namespace mlir;

namespace wick {
namespace {

/// The part of a buffer that an op of the body touches: a range in each dimension, none if unknown.
struct Access {
  Value buffer; // defined outside of the loop, or allocated in it
  SmallVector<std::optional<IndexRange>> ranges;
  bool writes;
};

/// Collects the accesses of a loop's body.
class AccessCollector {
public:
  explicit AccessCollector(scf::ForOp loop) : loop(loop) {}

  /// Fails when some op touches memory in a way that is not known.
  LogicalResult run() {
    WalkResult result = loop.getBody()->walk([&](Operation *op) {
      return succeeded(visit(op)) ? WalkResult::advance() : WalkResult::interrupt();
    });
    return failure(result.wasInterrupted());
  }

  SmallVector<Access> accesses;

private:
  LogicalResult visit(Operation *op) {
    if (isa<memref::AllocOp, memref::DeallocOp, memref::PrefetchOp>(op) ||
        op->hasTrait<OpTrait::HasRecursiveMemoryEffects>() || isMemoryEffectFree(op))
      return success();
    if (auto load = dyn_cast<memref::LoadOp>(op))
      return add(load.getMemRef(), load.getIndices(), {}, /*writes=*/false);
    if (auto store = dyn_cast<memref::StoreOp>(op))
      return add(store.getMemRef(), store.getIndices(), {}, /*writes=*/true);
    if (auto read = dyn_cast<vector::TransferReadOp>(op))
      return add(read.getBase(), read.getIndices(), extents(read), /*writes=*/false);
    if (auto write = dyn_cast<vector::TransferWriteOp>(op))
      return add(write.getBase(), write.getIndices(), extents(write), /*writes=*/true);
    return addWholeOperands(op);
  }

  /// How many elements a transfer touches along each dimension of its buffer.
  static SmallVector<int64_t> extents(VectorTransferOpInterface transfer) {
    SmallVector<int64_t> sizes(transfer.getShapedType().getRank(), 1);
    for (auto [expr, size] : llvm::zip_equal(transfer.getPermutationMap().getResults(),
                                             transfer.getVectorType().getShape()))
      if (auto dim = dyn_cast<AffineDimExpr>(expr))
        sizes[dim.getPosition()] = size;
    return sizes;
  }

  LogicalResult add(Value memref, ValueRange indices, ArrayRef<int64_t> sizes, bool writes) {
    SmallVector<std::optional<IndexRange>> ranges;
    for (auto [i, index] : llvm::enumerate(indices)) {
      ranges.push_back(rangeOf(index, loop));
      if (ranges.back() && !sizes.empty())
        ranges.back()->high += sizes[i] - 1;
    }
    return addThroughViews(memref, std::move(ranges), writes);
  }

  /// An op on whole buffers, such as linalg's.
  LogicalResult addWholeOperands(Operation *op) {
    auto interface = dyn_cast<MemoryEffectOpInterface>(op);
    if (!interface)
      return failure();
    SmallVector<MemoryEffects::EffectInstance> effects;
    interface.getEffects(effects);
    for (const MemoryEffects::EffectInstance &effect : effects) {
      auto type = effect.getValue() ? dyn_cast<MemRefType>(effect.getValue().getType()) : nullptr;
      if (!type || !type.hasStaticShape())
        return failure();
      SmallVector<std::optional<IndexRange>> ranges;
      for (int64_t size : type.getShape())
        ranges.push_back(IndexRange{0, 0, size - 1});
      bool writes = !isa<MemoryEffects::Read>(effect.getEffect());
      if (failed(addThroughViews(effect.getValue(), std::move(ranges), writes)))
        return failure();
    }
    return success();
  }

  LogicalResult addThroughViews(Value memref, SmallVector<std::optional<IndexRange>> ranges,
                                bool writes) {
    while (Operation *view = memref.getDefiningOp()) {
      if (!loop->isProperAncestor(view) || isa<memref::AllocOp>(view))
        break;
      if (auto slice = dyn_cast<memref::SubViewOp>(view))
        ranges = throughSlice(slice, ranges);
      else if (auto other = dyn_cast<ViewLikeOpInterface>(view))
        ranges.assign(cast<MemRefType>(other.getViewSource().getType()).getRank(), std::nullopt);
      else
        return failure();
      memref = cast<ViewLikeOpInterface>(view).getViewSource();
    }
    // A buffer that some loop inside hands on.
    if (isa<BlockArgument>(memref) && loop.getRegion().isAncestor(memref.getParentRegion()))
      return failure();
    accesses.push_back({memref, std::move(ranges), writes});
    return success();
  }

  SmallVector<std::optional<IndexRange>> throughSlice(memref::SubViewOp slice,
                                                      ArrayRef<std::optional<IndexRange>> ranges) {
    SmallVector<std::optional<IndexRange>> outer;
    llvm::SmallBitVector dropped = slice.getDroppedDims();
    unsigned next = 0;
    for (auto [i, offset] : llvm::enumerate(slice.getMixedOffsets())) {
      std::optional<IndexRange> inner = dropped[i] ? IndexRange{0, 0, 0} : ranges[next++];
      std::optional<IndexRange> start = rangeOf(offset, loop);
      bool known = inner && start && isOneInteger(slice.getMixedStrides()[i]);
      outer.push_back(known ? std::optional(*start + *inner) : std::nullopt);
    }
    return outer;
  }

  scf::ForOp loop;
};

/// The allocation or function argument behind views; null for what may be one of several.
Value originOf(Value memref) {
  while (auto view = memref.getDefiningOp<ViewLikeOpInterface>())
    memref = view.getViewSource();
  auto argument = dyn_cast<BlockArgument>(memref);
  bool known = argument ? isa<FunctionOpInterface>(argument.getOwner()->getParentOp())
                        : isa<memref::AllocOp, memref::GetGlobalOp>(memref.getDefiningOp());
  return known ? memref : Value();
}

/// True if along `dim` the ranges of two iterations, which lie `step` apart, never meet.
bool separates(ArrayRef<const Access *> accesses, size_t dim, int64_t step) {
  std::optional<IndexRange> hull;
  for (const Access *access : accesses) {
    const std::optional<IndexRange> &range = access->ranges[dim];
    if (!range || range->factor == 0 || (hull && hull->factor != range->factor))
      return false;
    hull = hull ? IndexRange{range->factor, std::min(hull->low, range->low),
                             std::max(hull->high, range->high)}
                : *range;
  }
  return hull->high - hull->low < std::abs(hull->factor) * step;
}

} // namespace

std::optional<std::string> reasonForOrder(scf::ForOp loop) {
  if (!loop.getInitArgs().empty())
    return "it carries a value from one iteration to the next";
  std::optional<int64_t> step = getConstantIntValue(loop.getStep());
  AccessCollector collector(loop);
  if (!step || failed(collector.run()))
    return "it is not known what its iterations touch";
  llvm::MapVector<Value, SmallVector<const Access *>> byOrigin;
  for (const Access &access : collector.accesses)
    if (loop.isDefinedOutsideOfLoop(access.buffer)) {
      Value origin = originOf(access.buffer);
      if (!origin)
        return "it is not known what its iterations touch";
      byOrigin[origin].push_back(&access);
    }
  for (auto &[origin, accesses] : byOrigin) {
    if (llvm::none_of(accesses, [](const Access *access) { return access->writes; }))
      continue;
    Value buffer = accesses.front()->buffer;
    bool oneView = llvm::all_of(accesses, [&](auto *access) { return access->buffer == buffer; });
    auto dims = llvm::seq<size_t>(0, accesses.front()->ranges.size());
    if (!oneView ||
        llvm::none_of(dims, [&](size_t dim) { return separates(accesses, dim, *step); }))
      return "its iterations meet in a buffer that they write";
  }
  return std::nullopt;
}

} // namespace wick
