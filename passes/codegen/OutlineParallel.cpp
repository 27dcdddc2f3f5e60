#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "mlir/Transforms/RegionUtils.h"
#include "passes/Passes.h"
#include "passes/codegen/ParallelLoop.h"

using namespace mlir;

namespace wick {
#define GEN_PASS_DEF_OUTLINEPARALLEL
#include "passes/Passes.h.inc"
} // namespace wick

using namespace wick;

namespace {

/// Moves what is cheaper to compute again than to hand over into the body: constants, views, splats
/// and the arithmetic on them. Returns what is left: arguments and what comes from memory or loops.
SetVector<Value> sinkAndCapture(scf::ParallelOp loop) {
  SetVector<Value> captured;
  for (bool changed = true; changed;) {
    changed = false;
    captured.clear();
    getUsedValuesDefinedAbove(loop.getRegion(), captured);
    for (Value value : captured) {
      Operation *op = value.getDefiningOp();
      if (!op || op->getNumRegions() > 0 || !isMemoryEffectFree(op))
        continue;
      OpBuilder builder = OpBuilder::atBlockBegin(loop.getBody());
      Operation *copy = builder.clone(*op);
      for (auto [from, to] : llvm::zip_equal(op->getResults(), copy->getResults()))
        from.replaceUsesWithIf(
            to, [&](OpOperand &use) { return loop->isProperAncestor(use.getOwner()); });
      changed = true;
    }
  }
  return captured;
}

/// Bare pointers name whole buffers, and all pointers of a function are taken to be different
/// memory: only the arguments of an entry may be handed over.
bool isHandedOver(Value value) {
  if (!isa<MemRefType>(value.getType()))
    return true;
  auto argument = dyn_cast<BlockArgument>(value);
  return argument && isa<FunctionOpInterface>(argument.getOwner()->getParentOp());
}

struct OutlineParallel : wick::impl::OutlineParallelBase<OutlineParallel> {
  void runOnOperation() override {
    SmallVector<scf::ParallelOp> loops;
    getOperation()->walk([&](scf::ParallelOp loop) {
      if (loop->hasAttr(kGrainAttr))
        loops.push_back(loop);
    });
    for (scf::ParallelOp loop : loops)
      outline(loop);
  }

private:
  void outline(scf::ParallelOp loop) {
    std::optional<int64_t> count = iterations(loop);
    SetVector<Value> captured = sinkAndCapture(loop);
    if (!count || !llvm::all_of(captured, isHandedOver)) {
      loop->removeAttr(kGrainAttr);
      emitRemark(loop.getLoc(), "stays on one thread: ")
          << (count ? "it reads a buffer that is no argument of the function"
                    : "it has several dimensions, results, or bounds that are not known");
      return;
    }
    func::FuncOp body = makeBody(loop, captured.getArrayRef());
    OpBuilder builder(loop);
    Location loc = loop.getLoc();
    SmallVector<Value> operands{arith::ConstantIndexOp::create(builder, loc, 0),
                                arith::ConstantIndexOp::create(builder, loc, *count)};
    llvm::append_range(operands, captured);
    func::CallOp::create(builder, loc, body, operands);
    loop.erase();
  }

  static std::optional<int64_t> iterations(scf::ParallelOp loop) {
    if (loop.getNumLoops() != 1 || loop.getNumResults() != 0)
      return std::nullopt;
    std::optional<int64_t> begin = getConstantIntValue(loop.getLowerBound()[0]),
                           end = getConstantIntValue(loop.getUpperBound()[0]),
                           step = getConstantIntValue(loop.getStep()[0]);
    if (!begin || !end || !step || *end <= *begin)
      return std::nullopt;
    return llvm::divideCeil(*end - *begin, *step);
  }

  /// A private function of (begin, end, captured...) that runs the iterations [begin, end).
  func::FuncOp makeBody(scf::ParallelOp loop, ArrayRef<Value> captured) {
    auto parent = loop->getParentOfType<func::FuncOp>();
    OpBuilder builder = OpBuilder::atBlockEnd(getOperation().getBody());
    builder.setInsertionPoint(parent);
    Location loc = loop.getLoc();
    SmallVector<Type> types{builder.getIndexType(), builder.getIndexType()};
    llvm::append_range(types, ValueRange(captured).getTypes());
    auto function =
        func::FuncOp::create(builder, loc, nameFor(parent), builder.getFunctionType(types, {}));
    function.setPrivate();
    function->setAttr(kGrainAttr, loop->getAttr(kGrainAttr));
    Block *entry = function.addEntryBlock();
    builder.setInsertionPointToStart(entry);
    int64_t first = *getConstantIntValue(loop.getLowerBound()[0]),
            step = *getConstantIntValue(loop.getStep()[0]);
    AffineMap map = AffineMap::get(1, 0, builder.getAffineDimExpr(0) * step + first);
    auto bound = [&](unsigned i) -> Value {
      return affine::AffineApplyOp::create(builder, loc, map, entry->getArgument(i));
    };
    auto share = scf::ForOp::create(builder, loc, bound(0), bound(1),
                                    arith::ConstantIndexOp::create(builder, loc, step));
    func::ReturnOp::create(builder, loc);
    moveInto(share, loop);
    for (auto [value, argument] : llvm::zip_equal(captured, entry->getArguments().drop_front(2)))
      replaceAllUsesInRegionWith(value, argument, function.getBody());
    return function;
  }

  /// The buffers of an iteration serve all iterations of a thread, one after the other.
  static void moveInto(scf::ForOp share, scf::ParallelOp loop) {
    loop.getBody()->getTerminator()->erase();
    loop.getInductionVars()[0].replaceAllUsesWith(share.getInductionVar());
    Block *body = share.getBody();
    body->getOperations().splice(body->begin(), loop.getBody()->getOperations());
    for (auto alloca : llvm::make_early_inc_range(body->getOps<memref::AllocaOp>()))
      alloca->moveBefore(share);
  }

  /// "<function>_parallel_<i>", not yet taken.
  std::string nameFor(func::FuncOp function) {
    SymbolTable symbols(getOperation());
    std::string name;
    for (unsigned i = 0; name.empty() || symbols.lookup(name); ++i)
      name = (function.getName() + "_parallel_" + Twine(i)).str();
    return name;
  }
};

} // namespace
