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

double learningRate(const optim::Optimizer &optimizer) {
  return std::visit([](const auto &chosen) { return chosen.lr; }, optimizer);
}

mlir::Attribute optimizerAttribute(const Call &call, mlir::MLIRContext *context,
                                   const optim::Optimizer &optimizer) {
  if (!(learningRate(optimizer) > 0))
    fail(call, "the learning rate " + numberText(learningRate(optimizer)) + " is not positive",
         "set .lr");
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

} // namespace wick
