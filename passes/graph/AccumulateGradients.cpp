#include "ir/decompose/Build.h"
#include "passes/Passes.h"
#include "passes/graph/TrainingState.h"

using namespace mlir;
using namespace wick;
using namespace wick::ir;

namespace wick {
#define GEN_PASS_DEF_ACCUMULATEGRADIENTS
#include "passes/Passes.h.inc"
} // namespace wick

namespace {

Value castTo(Build &b, Value value, RankedTensorType type) {
  return type == value.getType() ? value : b.create<CastOp>(type, value);
}

struct AccumulateGradients : wick::impl::AccumulateGradientsBase<AccumulateGradients> {
  void runOnOperation() override {
    for (auto function : getOperation().getOps<func::FuncOp>())
      if (function->hasAttr(kAccumulateAttr) && failed(accumulate(function)))
        return signalPassFailure();
  }

  LogicalResult accumulate(func::FuncOp function) {
    auto count = function->getAttrOfType<IntegerAttr>(kAccumulateAttr);
    if (!count || count.getInt() < 1)
      return function.emitOpError()
             << "has a " << kAccumulateAttr << " that is no number of steps; use 2 : i64 or more";
    SmallVector<unsigned> gradients = gradientResults(function);
    if (gradients.empty())
      return function.emitOpError() << "has a " << kAccumulateAttr
                                    << " but no result that is a gradient; run wick-autodiff first";
    function->removeAttr(kAccumulateAttr);
    if (count.getInt() > 1)
      gather(function, gradients, count.getInt());
    return success();
  }

  static void gather(func::FuncOp function, ArrayRef<unsigned> gradients, int64_t every) {
    OpBuilder builder(function.getBody().front().getTerminator());
    Build b(builder, function.getLoc());
    auto type = RankedTensorType::get({}, builder.getI64Type());
    auto number = [&](int64_t value) {
      return b.create<ConstantOp>(type, DenseElementsAttr::get(type, value));
    };
    Value gathered = addState(function, kGatheredName, type, function.getLoc());
    Value isLast = b.create<CompareOp>(ComparePredicate::eq, gathered, number(every - 1));
    for (unsigned result : gradients)
      addUp(function, b, result, isLast, every);
    Value next = b.create<SelectOp>(isLast, number(0), b.add(gathered, number(1)));
    returnState(function, next, kGatheredName);
    function->setAttr(
        kHoldAttr,
        builder.getDictionaryAttr(
            {builder.getNamedAttr("every", builder.getI64IntegerAttr(every)),
             builder.getNamedAttr("from", builder.getI64IntegerAttr(function.getNumResults())),
             builder.getNamedAttr("gradients", builder.getDenseI64ArrayAttr(
                                                   llvm::to_vector_of<int64_t>(gradients)))}));
  }

  /// Replaces the gradient at `result` by the mean of what is gathered.
  static void addUp(func::FuncOp function, Build &b, unsigned result, Value isLast, int64_t every) {
    Operation *terminator = function.getBody().front().getTerminator();
    Value gradient = terminator->getOperand(result);
    RankedTensorType type = tensorType(gradient);
    // The last bits of many small summands are lost in bf16.
    RankedTensorType wide =
        type.getElementType().isBF16() ? type.clone(Float32Type::get(type.getContext())) : type;
    StringRef param = function.getResultAttrOfType<StringAttr>(result, kGradientOfAttr).getValue();
    const std::string name = (param + ".gradient").str();
    Value before = addState(function, name, wide, gradient.getLoc());
    Value sum = b.add(before, castTo(b, gradient, wide));
    terminator->setOperand(result, castTo(b, b.mul(sum, 1.0 / double(every)), type));
    returnState(function, b.create<SelectOp>(isLast, b.scalar(0, sum), sum), name);
  }
};

} // namespace
