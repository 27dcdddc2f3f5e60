#include "passes/codegen/RowGroup.h"
#include "passes/codegen/Contraction.h"
#include "passes/codegen/Rows.h"

using namespace mlir;

namespace wick {

/// Producers are visited last first, so that all readers of an op have been seen before it.
RowGroup::RowGroup(linalg::GenericOp root) : root(root), rowDims(root.getNumLoops() - 1) {
  if (root.getNumLoops() < 2 || !isRowOp(root))
    return;
  members.insert(root);
  for (Operation *op = root->getPrevNode(); op; op = op->getPrevNode())
    if (auto producer = dyn_cast<linalg::GenericOp>(op); producer && canJoin(producer))
      members.insert(producer);
}

bool RowGroup::isWorthALoop() const {
  return members.size() > 1 && llvm::any_of(members, [](Operation *op) {
           return cast<linalg::GenericOp>(op).getNumReductionLoops() != 0;
         });
}

llvm::SmallDenseSet<Operation *> RowGroup::readBehindRoot() const {
  llvm::SmallDenseSet<Operation *> read;
  for (Operation *op : members)
    if (llvm::any_of(op->getUsers(), [&](Operation *user) { return !contains(user); }))
      read.insert(op);
  return read;
}

bool RowGroup::canJoin(linalg::GenericOp op) {
  if (!isRowOp(op) || isOverwrittenBeforeRoot(op))
    return false;
  bool isRead = false;
  for (OpOperand &use : op->getUses()) {
    if (contains(use.getOwner())) {
      auto reader = cast<linalg::GenericOp>(use.getOwner());
      if (!reader.isDpsInput(&use) || !isRowOfRoot(reader.getMatchingIndexingMap(&use)))
        return false;
      isRead = true;
    } else {
      Operation *user = op->getBlock()->findAncestorOpInBlock(*use.getOwner());
      if (!user || user->isBeforeInBlock(root))
        return false;
    }
  }
  return isRead;
}

/// The epilogue of a product is none: the product's tiles compute it in registers.
bool RowGroup::isRowOp(linalg::GenericOp op) {
  for (Value input : op.getDpsInputs())
    if (Contraction::match(input.getDefiningOp()))
      return false;
  bool isElementwise = op.getNumReductionLoops() == 0 && isReadableByRows(op);
  if (!isElementwise && !rowReductionKind(op))
    return false;
  SmallVector<int64_t> ranges = op.getStaticLoopRanges(), rows = root.getStaticLoopRanges();
  unsigned fewest = isElementwise ? rowDims : rowDims + 1;
  return ranges.size() >= fewest && ranges.size() <= rowDims + 1 &&
         ArrayRef(ranges).take_front(rowDims) == ArrayRef(rows).take_front(rowDims) &&
         llvm::all_of(op.getDpsInitsMutable(), [&](OpOperand &init) {
           return isRowOfRoot(op.getMatchingIndexingMap(&init));
         });
}

/// The loops over rows, in their order, are the first dimensions of the tensor.
bool RowGroup::isRowOfRoot(AffineMap map) {
  return map.getNumResults() >= rowDims &&
         map.getMajorSubMap(rowDims) ==
             AffineMap::getMultiDimIdentityMap(map.getNumDims(), map.getContext())
                 .getMajorSubMap(rowDims);
}

/// True if an op between `op` and the root updates in place what `op` reads. In the root's place
/// `op` would need a copy of it.
bool RowGroup::isOverwrittenBeforeRoot(linalg::GenericOp op) {
  for (Value input : op.getDpsInputs())
    for (OpOperand &use : input.getUses()) {
      auto writer = dyn_cast<DestinationStyleOpInterface>(use.getOwner());
      if (writer && writer.isDpsInit(&use) && writer->getBlock() == op->getBlock() &&
          op->isBeforeInBlock(writer) && writer->isBeforeInBlock(root))
        return true;
    }
  return false;
}

} // namespace wick
