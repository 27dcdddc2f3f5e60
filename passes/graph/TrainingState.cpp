#include "passes/graph/TrainingState.h"
#include <set>

using namespace mlir;
using namespace wick::ir;

namespace wick {

BlockArgument addState(func::FuncOp function, const Twine &name, Type type, Location loc) {
  return addArgument(function, type, Role::state, name.str(),
                     Builder(type.getContext()).getZeroAttr(type), loc);
}

static void appendResult(func::FuncOp function, Value value, DictionaryAttr attributes) {
  LogicalResult inserted =
      function.insertResult(function.getNumResults(), value.getType(), attributes);
  assert(succeeded(inserted) && "a func.func accepts any result");
  (void)inserted;
  Operation *terminator = function.getBody().front().getTerminator();
  terminator->insertOperands(terminator->getNumOperands(), value);
}

void addResult(func::FuncOp function, Value value, const Twine &name) {
  Builder builder(function.getContext());
  appendResult(
      function, value,
      builder.getDictionaryAttr(builder.getNamedAttr(kNameAttr, builder.getStringAttr(name))));
}

void returnState(func::FuncOp function, Value value, const Twine &name) {
  appendResult(function, value, donationTo(function.getContext(), name));
}

DictionaryAttr donationTo(MLIRContext *context, const Twine &name) {
  Builder builder(context);
  StringAttr text = builder.getStringAttr(name);
  return builder.getDictionaryAttr(
      {builder.getNamedAttr(kNameAttr, text), builder.getNamedAttr(kDonatesAttr, text)});
}

SmallVector<unsigned> gradientResults(func::FuncOp function) {
  SmallVector<unsigned> results;
  for (unsigned i = 0; i < function.getNumResults(); ++i)
    if (function.getResultAttr(i, kGradientOfAttr))
      results.push_back(i);
  return results;
}

/// The names of the parameters that an entry has gradients of.
static std::set<StringRef> trainedParams(func::FuncOp function) {
  std::set<StringRef> names;
  for (unsigned result : gradientResults(function))
    names.insert(function.getResultAttrOfType<StringAttr>(result, kGradientOfAttr).getValue());
  return names;
}

LogicalResult verifySharedStep(ModuleOp module) {
  func::FuncOp first;
  for (auto function : module.getOps<func::FuncOp>()) {
    if (!isa_and_present<AdamAttr, AdamWAttr>(function->getAttr(kOptimizerAttr)))
      continue;
    if (!first)
      first = function;
    else if (trainedParams(function) != trainedParams(first))
      return function.emitOpError()
             << "trains other parameters than entry '" << first.getName()
             << "', and both count their steps in the state '" << kStepName
             << "', which belongs to the model: Adam's bias correction would be wrong; train them "
                "in two models, or one of them by SGD";
  }
  return success();
}

} // namespace wick
