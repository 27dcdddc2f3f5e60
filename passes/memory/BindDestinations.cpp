#include "ir/Entry.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Interfaces/DestinationStyleOpInterface.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "passes/Passes.h"

using namespace mlir;
using namespace wick::ir;

namespace wick {
#define GEN_PASS_DEF_BINDDESTINATIONS
#include "passes/Passes.h.inc"
} // namespace wick

namespace {

/// An elementwise op that reads its destination by identity reads it through the block argument of
/// the init instead: with one operand for both, tiling keeps the read and the write on the same
/// slice and bufferization sees that they agree.
void readThroughInit(linalg::GenericOp op, OpOperand &init, Value destination) {
  AffineMap map = op.getMatchingIndexingMap(&init);
  for (OpOperand *input : op.getDpsInputOperands())
    if (input->get() == destination && op.getMatchingIndexingMap(input) == map)
      op.getMatchingBlockArgument(input).replaceAllUsesWith(op.getMatchingBlockArgument(&init));
}

/// An argument in the shape `type`: what the function has already, at its start.
template <typename Reshape>
Value reshaped(Value argument, RankedTensorType type,
               ArrayRef<ReassociationIndices> reassociation) {
  Block *entry = argument.getParentBlock();
  for (Operation *user : argument.getUsers())
    if (auto known = dyn_cast<Reshape>(user); known && known.getType() == type) {
      known->moveBefore(entry, entry->begin());
      return known;
    }
  OpBuilder builder = OpBuilder::atBlockBegin(entry);
  return Reshape::create(builder, argument.getLoc(), type, argument, reassociation);
}

/// Makes the op that computes `value` write into `destination`, following inits back to the
/// uninitialized tensor. Leaves everything as it is when there is none: bufferization then ends in
/// a copy. What is reshaped has its destination in the shape before.
void writeInto(Value value, Value destination) {
  if (auto expand = value.getDefiningOp<tensor::ExpandShapeOp>();
      expand && isa<BlockArgument>(destination))
    return writeInto(expand.getSrc(),
                     reshaped<tensor::CollapseShapeOp>(destination, expand.getSrcType(),
                                                       expand.getReassociationIndices()));
  if (auto collapse = value.getDefiningOp<tensor::CollapseShapeOp>();
      collapse && isa<BlockArgument>(destination))
    return writeInto(collapse.getSrc(),
                     reshaped<tensor::ExpandShapeOp>(destination, collapse.getSrcType(),
                                                     collapse.getReassociationIndices()));
  if (auto call = value.getDefiningOp<LibraryCallOp>())
    return call.getIntoMutable().assign(destination);
  auto result = dyn_cast<OpResult>(value);
  auto op = result ? dyn_cast<DestinationStyleOpInterface>(result.getOwner()) : nullptr;
  if (!op)
    return;
  OpOperand *init = op.getTiedOpOperand(result);
  if (init->get().getDefiningOp<tensor::EmptyOp>()) {
    init->set(destination);
    if (auto generic = dyn_cast<linalg::GenericOp>(op.getOperation());
        generic && generic.getNumReductionLoops() == 0)
      readThroughInit(generic, *init, destination);
    return;
  }
  if (init->get().hasOneUse())
    writeInto(init->get(), destination);
}

struct BindDestinations : wick::impl::BindDestinationsBase<BindDestinations> {
  void runOnOperation() override {
    getOperation()->walk([&](func::FuncOp function) {
      if (isEntry(function) && !function.isExternal())
        bind(function);
    });
    // Inputs that are now read through their init.
    RewritePatternSet patterns(&getContext());
    linalg::populateEraseUnusedOperandsAndResultsPatterns(patterns);
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      signalPassFailure();
  }

  void bind(func::FuncOp function) {
    auto terminator = cast<func::ReturnOp>(function.getBody().front().getTerminator());
    auto writable = BoolAttr::get(&getContext(), true),
         readOnly = BoolAttr::get(&getContext(), false);
    unsigned inputs = function.getNumArguments();
    SmallVector<bool> written(inputs, false);
    SmallVector<int64_t> destinations;
    for (unsigned i = 0; i < function.getNumResults(); ++i) {
      std::optional<unsigned> donated = donatedArgument(function, i);
      unsigned destination = donated ? *donated : function.getNumArguments();
      if (donated)
        written[*donated] = true;
      else
        (void)function.insertArgument(destination, function.getResultTypes()[i], {},
                                      terminator.getOperand(i).getLoc());
      destinations.push_back(destination);
      writeInto(terminator.getOperand(i), function.getArgument(destination));
    }
    // The roles and names have done their work; what remains is which buffer may be written.
    function->removeAttr(kEntryAttr);
    function.removeResAttrsAttr();
    for (unsigned i = 0; i < function.getNumArguments(); ++i) {
      function.setArgAttrs(i, ArrayRef<NamedAttribute>{});
      function.setArgAttr(i, bufferization::BufferizationDialect::kWritableAttrName,
                          i >= inputs || written[i] ? writable : readOnly);
    }
    function->setAttr(kDestinationsAttr, DenseI64ArrayAttr::get(&getContext(), destinations));
  }
};

} // namespace
