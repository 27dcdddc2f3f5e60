#include "ir/Entry.h"
#include "ir/Inference.h"
#include "passes/Passes.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace wick::ir;

namespace wick {
#define GEN_PASS_DEF_OPTIMIZER
#include "passes/Passes.h.inc"
} // namespace wick

namespace {

constexpr llvm::StringLiteral kLearningRateName = "lr";
constexpr llvm::StringLiteral kStepName = "optimizer.step";

/// Turns the gradients of one entry into updates.
class UpdateBuilder {
public:
  explicit UpdateBuilder(func::FuncOp function)
      : function(function), terminator(function.getBody().front().getTerminator()),
        builder(terminator) {}

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
    function.setResultAttrs(result, donation(name));
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
    Value velocity = addState(name + ".velocity", param.getType(), param.getLoc());
    auto step = MomentumStepOp::create(builder, param.getLoc(), param, gradient, velocity, rate,
                                       builder.getF64FloatAttr(sgd.getMomentum()), weightDecay);
    returnState(name + ".velocity", step.getNewVelocity());
    return step.getNewParam();
  }

  template <typename StepOp, typename AdamLike>
  Value buildAdam(AdamLike adam, StringRef name, BlockArgument param, Value gradient) {
    Location loc = param.getLoc();
    Value rate = learningRate(param), step = stepNumber();
    Value first = addState(name + ".m", param.getType(), loc);
    Value second = addState(name + ".v", param.getType(), loc);
    auto update = StepOp::create(
        builder, loc, param, gradient, first, second, step, rate,
        builder.getF64FloatAttr(adam.getBeta1()), builder.getF64FloatAttr(adam.getBeta2()),
        builder.getF64FloatAttr(adam.getEpsilon()), builder.getF64FloatAttr(adam.getWeightDecay()));
    returnState(name + ".m", update.getNewFirstMoment());
    returnState(name + ".v", update.getNewSecondMoment());
    return update.getNewParam();
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
    Location loc = function.getLoc();
    auto type = RankedTensorType::get({}, builder.getI64Type());
    Value count = addState(kStepName, type, loc);
    Value one = ConstantOp::create(builder, loc, type, DenseElementsAttr::get(type, int64_t(1)));
    step = AddOp::create(builder, loc, count, one);
    returnState(kStepName, step);
    return step;
  }

  BlockArgument addState(const Twine &name, Type type, Location loc) {
    return addArgument(function, type, Role::state, name.str(), builder.getZeroAttr(type), loc);
  }

  void returnState(const Twine &name, Value value) {
    LogicalResult inserted =
        function.insertResult(function.getNumResults(), value.getType(), donation(name));
    assert(succeeded(inserted) && "a func.func accepts any result");
    (void)inserted;
    terminator->insertOperands(terminator->getNumOperands(), value);
  }

  /// The attributes of a result that replaces the argument of the same name.
  DictionaryAttr donation(const Twine &name) {
    StringAttr text = builder.getStringAttr(name);
    return builder.getDictionaryAttr(
        {builder.getNamedAttr(kNameAttr, text), builder.getNamedAttr(kDonatesAttr, text)});
  }

  func::FuncOp function;
  Operation *terminator;
  OpBuilder builder;
  Value step;
};

struct Optimizer : wick::impl::OptimizerBase<Optimizer> {
  void runOnOperation() override {
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
    SmallVector<unsigned> gradients;
    for (unsigned i = 0; i < function.getNumResults(); ++i)
      if (function.getResultAttr(i, kGradientOfAttr))
        gradients.push_back(i);
    if (gradients.empty())
      return function.emitOpError() << "has the optimizer " << optimizer
                                    << " but no result that is a gradient; run wick-autodiff first";

    UpdateBuilder updates(function);
    for (unsigned result : gradients)
      updates.readBeforeUpdates(result);
    for (unsigned result : gradients)
      updates.update(result);
    for (StringRef consumed : {kOptimizerAttr, kLearningRateAttr, kLossAttr})
      function->removeAttr(consumed);
    return success();
  }
};

} // namespace
