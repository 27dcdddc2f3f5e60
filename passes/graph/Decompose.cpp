#include "ir/Wick.h"
#include "mlir/IR/PatternMatch.h"
#include "passes/Passes.h"

using namespace mlir;
using namespace wick::ir;

namespace wick {
#define GEN_PASS_DEF_DECOMPOSE
#include "passes/Passes.h.inc"
} // namespace wick

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
      Operation *first = before ? before->getNextNode() : &op->getBlock()->front();
      for (Operation *built = first; built != op; built = built->getNextNode())
        collect(built);
      rewriter.replaceOp(op, values);
    }
  }
};

} // namespace
