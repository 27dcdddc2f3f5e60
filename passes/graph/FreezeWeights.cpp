#include "ir/Entry.h"
#include "ir/interp/Elements.h"
#include "ir/interp/InitialValues.h"
#include "passes/Passes.h"

using namespace mlir;
using namespace wick::ir;

namespace wick {
#define GEN_PASS_DEF_FREEZEWEIGHTS
#include "passes/Passes.h.inc"
} // namespace wick

namespace {

bool isParam(func::FuncOp entry, unsigned index) {
  return argumentRole(entry, index) == Role::param;
}

bool updatesParams(func::FuncOp entry) {
  return llvm::any_of(llvm::seq(entry.getNumResults()), [&](unsigned result) {
    std::optional<unsigned> donor = donatedArgument(entry, result);
    return donor && isParam(entry, *donor);
  });
}

struct FreezeWeights : wick::impl::FreezeWeightsBase<FreezeWeights> {
  void runOnOperation() override {
    collectInitialValues();
    SmallVector<func::FuncOp> frozen, updating;
    for (auto entry : getOperation().getOps<func::FuncOp>())
      if (isEntry(entry))
        (updatesParams(entry) ? updating : frozen).push_back(entry);
    if (frozen.empty() && !updating.empty()) {
      updating.front().emitError()
          << "wick-freeze-weights: entry '" << updating.front().getName()
          << "' updates its params, as does every other; a model with frozen weights needs an "
             "entry that only reads them, such as predict";
      return signalPassFailure();
    }
    for (func::FuncOp entry : updating) {
      emitRemark(entry.getLoc()) << "entry '" << entry.getName()
                                 << "' is left out: it updates params, which are frozen";
      entry.erase();
    }
    for (func::FuncOp entry : frozen)
      if (failed(freeze(entry)))
        return signalPassFailure();
  }

private:
  /// Entries share a param by its name; any of them may say what it starts with.
  void collectInitialValues() {
    for (auto entry : getOperation().getOps<func::FuncOp>())
      for (unsigned i = 0; i < entry.getNumArguments(); ++i)
        if (Attribute init = entry.getArgAttr(i, kInitAttr); init && isParam(entry, i))
          initial.try_emplace(argumentName(entry, i), init);
  }

  LogicalResult freeze(func::FuncOp entry) {
    OpBuilder builder = OpBuilder::atBlockBegin(&entry.getBody().front());
    BitVector removed(entry.getNumArguments());
    for (BlockArgument argument : entry.getArguments()) {
      unsigned index = argument.getArgNumber();
      StringRef name = argumentName(entry, index);
      if (!isParam(entry, index))
        continue;
      auto type = cast<RankedTensorType>(argument.getType());
      Attribute init = initial.lookup(name);
      FailureOr<HostTensor> value =
          init ? initialValue(init, type) : FailureOr<HostTensor>(HostTensor(type));
      if (failed(value))
        return emitError(argument.getLoc())
               << "wick-freeze-weights: the initial value of '" << name << "' has no data";
      Value constant = ConstantOp::create(builder, argument.getLoc(), writeElements(*value));
      argument.replaceAllUsesWith(constant);
      removed.set(index);
    }
    return entry.eraseArguments(removed);
  }

  llvm::StringMap<Attribute> initial;
};

} // namespace
