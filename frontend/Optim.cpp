#include "wick/builder/Optim.h"
#include "frontend/ModelImpl.h"

namespace wick {

namespace {
/// The attribute of each optimizer; null, after a diagnostic, when a number is out of its range.
struct ToAttribute {
  mlir::MLIRContext *context;
  llvm::function_ref<mlir::InFlightDiagnostic()> emitError;

  mlir::Attribute operator()(const optim::Sgd &sgd) const {
    return checked<ir::SgdAttr>(sgd.momentum, sgd.weight_decay);
  }
  mlir::Attribute operator()(const optim::Adam &adam) const {
    return checked<ir::AdamAttr>(adam.beta1, adam.beta2, adam.epsilon, adam.weight_decay);
  }
  mlir::Attribute operator()(const optim::AdamW &adam) const {
    return checked<ir::AdamWAttr>(adam.beta1, adam.beta2, adam.epsilon, adam.weight_decay);
  }

private:
  template <typename Attr, typename... Numbers> Attr checked(Numbers... numbers) const {
    return Attr::getChecked(emitError, context, ir::Real(numbers)...);
  }
};
} // namespace

/// `wick.optimizer`.
static mlir::Attribute optimizerAttribute(const Call &call, mlir::MLIRContext *context,
                                          const optim::Optimizer &optimizer) {
  std::string refusal;
  mlir::Attribute attribute;
  auto emitError = [&] { return mlir::emitError(mlir::UnknownLoc::get(context)); };
  (void)refusalOf(context, refusal, [&] {
    attribute = std::visit(ToAttribute{context, emitError}, optimizer);
    return mlir::success(attribute != nullptr);
  });
  if (!attribute)
    fail(call, refusal, "change that number of the optimizer");
  return attribute;
}

namespace {
/// The entry of `wick.schedule` for each schedule; none for a constant rate.
struct ToSchedule {
  const Call &call;
  double rate;
  mlir::Builder builder;

  void operator()(const optim::Constant &, mlir::NamedAttrList &) const {}

  void operator()(const optim::Cosine &cosine, mlir::NamedAttrList &schedule) {
    if (cosine.steps < 1)
      fail(call, "a cosine schedule of " + numberText(double(cosine.steps)) + " steps has no end",
           "set .steps to the steps of the training");
    if (!(cosine.minimum >= 0 && cosine.minimum <= rate))
      fail(call,
           "the schedule's minimum " + numberText(cosine.minimum) +
               " is not between 0 and the learning rate " + numberText(rate),
           "change .minimum or .lr");
    schedule.set("cosine",
                 builder.getDictionaryAttr(
                     {builder.getNamedAttr("minimum", builder.getF64FloatAttr(cosine.minimum)),
                      builder.getNamedAttr("steps", builder.getI64IntegerAttr(cosine.steps))}));
  }

  void operator()(const optim::Step &step, mlir::NamedAttrList &schedule) {
    if (step.every < 1)
      fail(call,
           "a schedule cannot drop the learning rate every " + numberText(double(step.every)) +
               " steps",
           "set .every to 1 or more");
    if (!(step.factor > 0 && step.factor <= 1))
      fail(call, "the schedule's factor " + numberText(step.factor) + " is not in (0, 1]",
           "set .factor to what the learning rate is multiplied by");
    schedule.set("step",
                 builder.getDictionaryAttr(
                     {builder.getNamedAttr("every", builder.getI64IntegerAttr(step.every)),
                      builder.getNamedAttr("factor", builder.getF64FloatAttr(step.factor))}));
  }
};
} // namespace

/// `wick.schedule`, empty for a constant rate.
static mlir::DictionaryAttr scheduleAttribute(const Call &call, mlir::MLIRContext *context,
                                              const optim::Schedule &schedule, double rate) {
  mlir::NamedAttrList attributes;
  mlir::Builder builder(context);
  ToSchedule toSchedule{call, rate, builder};
  std::visit([&](const auto &chosen) { toSchedule(chosen, attributes); }, schedule);
  int64_t warmUp = std::visit([](const auto &chosen) { return chosen.warm_up; }, schedule);
  if (warmUp < 0)
    fail(call, "a warm-up cannot take " + numberText(double(warmUp)) + " steps",
         "set .warm_up to 0 or more");
  if (warmUp > 0)
    attributes.set("warm_up", builder.getI64IntegerAttr(warmUp));
  return attributes.getDictionary(context);
}

mlir::NamedAttrList trainingAttributes(const Call &call, mlir::MLIRContext *context,
                                       const optim::Optimizer &optimizer) {
  mlir::Builder builder(context);
  auto [rate, clipNorm, schedule, accumulate] = std::visit(
      [](const auto &chosen) {
        return std::tuple(chosen.lr, chosen.clip_norm, chosen.schedule, chosen.accumulate);
      },
      optimizer);
  if (!(rate > 0))
    fail(call, "the learning rate " + numberText(rate) + " is not positive", "set .lr");
  if (!(clipNorm >= 0))
    fail(call, "gradients cannot be clipped to the norm " + numberText(clipNorm),
         "set .clip_norm above 0, or to 0 to clip nothing");
  if (accumulate < 1)
    fail(call,
         "an update cannot gather the gradients of " + numberText(double(accumulate)) + " steps",
         "set .accumulate to 1 or more");
  mlir::NamedAttrList attributes;
  attributes.set(ir::kOptimizerAttr, optimizerAttribute(call, context, optimizer));
  attributes.set(ir::kLearningRateAttr, builder.getF64FloatAttr(rate));
  if (clipNorm > 0)
    attributes.set(ir::kClipNormAttr, builder.getF64FloatAttr(clipNorm));
  if (accumulate > 1)
    attributes.set(ir::kAccumulateAttr, builder.getI64IntegerAttr(accumulate));
  if (mlir::DictionaryAttr chosen = scheduleAttribute(call, context, schedule, rate);
      !chosen.empty())
    attributes.set(ir::kScheduleAttr, chosen);
  return attributes;
}

} // namespace wick
