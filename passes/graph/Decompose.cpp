#include "ir/Wick.h"
#include "mlir/IR/PatternMatch.h"
#include "passes/Passes.h"

using namespace mlir;
using namespace wick::ir;

namespace wick {
#define GEN_PASS_DEF_DECOMPOSE
#include "passes/Passes.h.inc"
} // namespace wick

/// A decomposition may be anybody's: it must make one value of the right type a result.
static LogicalResult checkValues(Operation *op, ArrayRef<Value> values) {
  if (values.size() != op->getNumResults())
    return op->emitOpError() << "has a decomposition that returns " << values.size()
                             << " values for " << op->getNumResults()
                             << " results; return one for each";
  for (auto [value, type] : llvm::zip_equal(values, op->getResultTypes())) {
    if (!value)
      return op->emitOpError()
             << "has a decomposition that returns a null value; return what computes the result";
    if (value.getType() != type)
      return op->emitOpError() << "has a decomposition of type " << value.getType()
                               << " where the result is " << type << "; return the result's type";
  }
  return success();
}

namespace {

struct Decompose : wick::impl::DecomposeBase<Decompose> {
  void runOnOperation() override {
    // A decomposition may contain composites; they are pushed and expanded in turn.
    SmallVector<DecomposableInterface> pending;
    auto collect = [&](Operation *root) {
      root->walk([&](DecomposableInterface op) { pending.push_back(op); });
    };
    collect(getOperation());
    IRRewriter rewriter(&getContext());
    while (!pending.empty()) {
      DecomposableInterface op = pending.pop_back_val();
      Operation *before = op->getPrevNode();
      rewriter.setInsertionPoint(op);
      SmallVector<Value> values = op.decompose(rewriter);
      if (failed(checkValues(op, values)))
        return signalPassFailure();
      Operation *first = before ? before->getNextNode() : &op->getBlock()->front();
      for (Operation *built = first; built != op; built = built->getNextNode())
        collect(built);
      rewriter.replaceOp(op, values);
    }
  }
};

} // namespace
