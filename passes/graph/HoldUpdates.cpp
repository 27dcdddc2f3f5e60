#include "ir/decompose/Build.h"
#include "passes/Passes.h"
#include "passes/graph/TrainingState.h"

using namespace mlir;
using namespace wick;
using namespace wick::ir;

namespace wick {
#define GEN_PASS_DEF_HOLDUPDATES
#include "passes/Passes.h.inc"
} // namespace wick

namespace {

struct HoldUpdates : wick::impl::HoldUpdatesBase<HoldUpdates> {
  void runOnOperation() override {
    for (auto function : getOperation().getOps<func::FuncOp>())
      if (function->hasAttr(kHoldAttr) && failed(hold(function)))
        return signalPassFailure();
  }

  LogicalResult hold(func::FuncOp function) {
    auto all = function->getAttrOfType<DictionaryAttr>(kHoldAttr);
    auto every = all ? all.getAs<IntegerAttr>("every") : nullptr;
    auto from = all ? all.getAs<IntegerAttr>("from") : nullptr;
    auto gradients = all ? all.getAs<DenseI64ArrayAttr>("gradients") : nullptr;
    std::optional<unsigned> gathered = findArgument(function, kGatheredName);
    if (!every || !from || !gradients || !gathered)
      return function.emitOpError() << "has a " << kHoldAttr << " that wick-accumulate-gradients "
                                    << "did not write; use " << kAccumulateAttr;
    if (function->hasAttr(kOptimizerAttr))
      return function.emitOpError()
             << "has updates to hold that are not there yet; run wick-optimizer first";
    OpBuilder builder = OpBuilder::atBlockBegin(&function.getBody().front());
    Build b(builder, function.getLoc());
    auto type = RankedTensorType::get({}, builder.getI64Type());
    Value last = b.create<ConstantOp>(type, DenseElementsAttr::get(type, every.getInt() - 1));
    Value isLast = b.create<CompareOp>(ComparePredicate::eq, function.getArgument(*gathered), last);
    for (unsigned result = 0; result < function.getNumResults(); ++result)
      if (result >= from.getInt() || llvm::is_contained(gradients.asArrayRef(), result))
        holdResult(function, result, isLast);
    function->removeAttr(kHoldAttr);
    return success();
  }

  /// Lets a result that replaces an argument do so in the last step only.
  static void holdResult(func::FuncOp function, unsigned result, Value isLast) {
    std::optional<unsigned> argument = donatedArgument(function, result);
    if (!argument)
      return;
    Operation *terminator = function.getBody().front().getTerminator();
    OpBuilder builder(terminator);
    Value updated = terminator->getOperand(result);
    terminator->setOperand(result, SelectOp::create(builder, updated.getLoc(), isLast, updated,
                                                    function.getArgument(*argument)));
  }
};

} // namespace
