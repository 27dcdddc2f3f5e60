#include "ir/NotWritten.h"
#include "ir/decompose/Build.h"
#include "passes/Passes.h"
#include "passes/graph/TrainingState.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace wick;
using namespace wick::ir;

namespace wick {
#define GEN_PASS_DEF_OPTIMIZER
#include "passes/Passes.h.inc"
} // namespace wick

namespace {

/// Turns the gradients of one entry into updates.
class UpdateBuilder {
public:
  explicit UpdateBuilder(func::FuncOp function)
      : function(function), terminator(function.getBody().front().getTerminator()),
        builder(terminator), b(builder, function.getLoc()) {}

  /// The gradient at `result` may be another parameter itself, as in loss = <a, b>. Reads it here,
  /// before the first update: a donated argument has its old value only until then (E4).
  void readBeforeUpdates(unsigned result) {
    Value gradient = terminator->getOperand(result), source = gradient;
    while (auto reshape = source.getDefiningOp<ReshapeOp>())
      source = reshape.getInput();
    auto argument = dyn_cast<BlockArgument>(source);
    if (argument && argumentRole(function, argument.getArgNumber()) == Role::param &&
        argument != updatedParam(result))
      terminator->setOperand(result, StopGradientOp::create(builder, gradient.getLoc(), gradient));
  }

  /// Replaces the gradient at `result` by the updated parameter.
  void update(unsigned result) {
    BlockArgument param = updatedParam(result);
    StringRef name = argumentName(function, param.getArgNumber());
    Value gradient = terminator->getOperand(result);
    Value updated =
        llvm::TypeSwitch<Attribute, Value>(function->getAttr(kOptimizerAttr))
            .Case([&](SgdAttr sgd) { return buildSgd(sgd, name, param, gradient); })
            .Case([&](AdamAttr adam) { return buildAdam<AdamStepOp>(adam, name, param, gradient); })
            .Case([&](AdamWAttr adam) {
              return buildAdam<AdamWStepOp>(adam, name, param, gradient);
            });
    terminator->setOperand(result, updated);
    function.setResultAttrs(result, donationTo(function.getContext(), name));
  }

private:
  /// The parameter whose gradient stands at `result`.
  BlockArgument updatedParam(unsigned result) {
    StringRef name = function.getResultAttrOfType<StringAttr>(result, kGradientOfAttr).getValue();
    return function.getArgument(*findArgument(function, name));
  }

  Value buildSgd(SgdAttr sgd, StringRef name, BlockArgument param, Value gradient) {
    Value rate = learningRate(param);
    FloatAttr weightDecay = builder.getF64FloatAttr(sgd.getWeightDecay());
    if (double(sgd.getMomentum()) == 0)
      return SgdStepOp::create(builder, param.getLoc(), param, gradient, rate, weightDecay);
    Value velocity = addState(function, name + ".velocity", param.getType(), param.getLoc());
    auto step = MomentumStepOp::create(builder, param.getLoc(), param, gradient, velocity, rate,
                                       builder.getF64FloatAttr(sgd.getMomentum()), weightDecay);
    returnState(function, step.getNewVelocity(), name + ".velocity");
    return step.getNewParam();
  }

  template <typename StepOp, typename AdamLike>
  Value buildAdam(AdamLike adam, StringRef name, BlockArgument param, Value gradient) {
    // LAB BEGIN 06.4a "Adam's two moments"
    // TASK: Give `param` the states "<name>.m" and "<name>.v", create a StepOp, return its new
    // TASK: moments to the states and its new weights to the caller, as buildSgd, above, does it for
    // TASK: the velocity. The StepOp's operands are param, gradient, the moments, stepNumber() and
    // TASK: learningRate(param); its attributes beta1, beta2, epsilon, weight decay, each an F64Attr.
    // STUB: return lab::notWritten(b, param.getLoc(), param.getType(), "06.4");
    Location loc = param.getLoc();
    Value rate = learningRate(param), step = stepNumber();
    Value first = addState(function, name + ".m", param.getType(), loc);
    Value second = addState(function, name + ".v", param.getType(), loc);
    auto update = StepOp::create(
        builder, loc, param, gradient, first, second, step, rate,
        builder.getF64FloatAttr(adam.getBeta1()), builder.getF64FloatAttr(adam.getBeta2()),
        builder.getF64FloatAttr(adam.getEpsilon()), builder.getF64FloatAttr(adam.getWeightDecay()));
    returnState(function, update.getNewFirstMoment(), name + ".m");
    returnState(function, update.getNewSecondMoment(), name + ".v");
    return update.getNewParam();
    // LAB END
  }

  /// The hyper `lr` in the element type of `param`.
  Value learningRate(BlockArgument param) {
    Type element = tensorType(param).getElementType();
    auto type = RankedTensorType::get({}, element);
    std::optional<unsigned> index = findArgument(function, kLearningRateName);
    if (!index) {
      Attribute init;
      if (auto value = function->getAttrOfType<FloatAttr>(kLearningRateAttr))
        init = DenseElementsAttr::get(type, FloatAttr::get(element, value.getValueAsDouble()));
      return addArgument(function, type, Role::hyper, kLearningRateName, init, function.getLoc());
    }
    Value rate = function.getArgument(*index);
    return rate.getType() == type ? rate : CastOp::create(builder, param.getLoc(), type, rate);
  }

  /// t of this step, 1 in the first: the donated count of steps plus 1.
  Value stepNumber() {
    if (step)
      return step;
    auto type = RankedTensorType::get({}, builder.getI64Type());
    // LAB BEGIN 06.4b "The number of the step"
    // TASK: Add the state kStepName of `type`, build its value plus 1, return that to the state, and
    // TASK: remember it in `step`: one count serves all parameters. A constant 1 of `type` is
    // TASK: b.create<ConstantOp>(type, DenseElementsAttr::get(type, int64_t(1))).
    // STUB: return lab::notWritten(b, function.getLoc(), type, "06.4");
    Value count = addState(function, kStepName, type, function.getLoc());
    Value one = b.create<ConstantOp>(type, DenseElementsAttr::get(type, int64_t(1)));
    step = b.add(count, one);
    returnState(function, step, kStepName);
    return step;
    // LAB END
  }

  func::FuncOp function;
  Operation *terminator;
  OpBuilder builder;
  Build b;
  Value step; // of this entry; null before the first parameter that needs it
};

/// Replaces the gradients at `results` by the updated parameters.
LogicalResult addUpdates(func::FuncOp function, ArrayRef<unsigned> results) {
  UpdateBuilder updates(function);
  for (unsigned result : results)
    updates.readBeforeUpdates(result);
  for (unsigned result : results)
    updates.update(result);
  return success();
}

const Slot slot("optimizer", addUpdates);

struct Optimizer : wick::impl::OptimizerBase<Optimizer> {
  void runOnOperation() override {
    if (failed(verifySharedStep(getOperation())))
      return signalPassFailure();
    for (auto function : getOperation().getOps<func::FuncOp>())
      if (function->hasAttr(kOptimizerAttr) && failed(optimize(function)))
        return signalPassFailure();
  }

  LogicalResult optimize(func::FuncOp function) {
    Attribute optimizer = function->getAttr(kOptimizerAttr);
    if (!isa<SgdAttr, AdamAttr, AdamWAttr>(optimizer))
      return function.emitOpError()
             << "has the optimizer " << optimizer
             << ", which is unknown; use #wick.sgd, #wick.adam or #wick.adamw";
    if (auto lr = findArgument(function, kLearningRateName))
      if (argumentRole(function, *lr) != Role::hyper ||
          !isa<FloatType>(getElementTypeOrSelf(function.getArgument(*lr))))
        return function.emitOpError() << "has an argument '" << kLearningRateName
                                      << "' that is no floating-point hyper; the optimizer needs "
                                         "this name for the learning "
                                         "rate, rename the argument";
    SmallVector<unsigned> gradients = gradientResults(function);
    if (gradients.empty())
      return function.emitOpError() << "has the optimizer " << optimizer
                                    << " but no result that is a gradient; run wick-autodiff first";

    if (failed(slot(function, gradients)))
      return failure();
    for (StringRef consumed : {kOptimizerAttr, kLearningRateAttr, kLossAttr})
      function->removeAttr(consumed);
    return success();
  }
};

} // namespace
