#include "backends/llvm/ModelDescription.h"
#include "backends/Buffer.h"
#include "ir/Entry.h"
#include "ir/interp/InitialValues.h"
#include "wick/error.h"
#include "wick/safetensors.h"
#include "llvm/ADT/StringSet.h"

using namespace mlir;
using namespace wick::ir;

namespace wick {

static wick_role cRole(Role role) {
  switch (role) {
  case Role::input:
    return WICK_INPUT;
  case Role::param:
    return WICK_PARAM;
  case Role::state:
    return WICK_STATE;
  case Role::hyper:
    return WICK_HYPER;
  }
  llvm_unreachable("all roles are handled");
}

static std::string identifier(StringRef name) {
  std::string text;
  for (char c : name)
    text += llvm::isAlnum(c) ? c : '_';
  return text.empty() || llvm::isDigit(text[0]) ? "model_" + text : text;
}

static EntryDescription describeEntry(func::FuncOp function, StringRef model) {
  EntryDescription entry;
  entry.name = function.getName().str();
  entry.symbol = (model + "_" + identifier(entry.name)).str();
  for (unsigned i = 0; i < function.getNumArguments(); ++i)
    entry.arguments.push_back({argumentName(function, i).str(), cRole(*argumentRole(function, i)),
                               cast<RankedTensorType>(function.getArgumentTypes()[i]), -1,
                               function.getArgAttr(i, kInitAttr)});
  for (unsigned i = 0; i < function.getNumResults(); ++i) {
    std::optional<unsigned> donated = donatedArgument(function, i);
    entry.results.push_back({resultName(function, i).str(),
                             WICK_RESULT,
                             cast<RankedTensorType>(function.getResultTypes()[i]),
                             donated ? static_cast<int32_t>(*donated) : -1,
                             {}});
  }
  return entry;
}

ModelDescription describeModel(ModuleOp module) {
  ModelDescription model;
  model.name = identifier(module.getName().value_or("model"));
  for (auto function : module.getOps<func::FuncOp>())
    if (isEntry(function))
      model.entries.push_back(describeEntry(function, model.name));
  return model;
}

namespace {

/// A tensor of the weights file, with the memory that wick_named_tensor points to.
struct Weight {
  std::string name;
  RankedTensorType type;
  std::vector<char> bytes;
};

} // namespace

/// The first entry that names a shared value decides its initial value, unless only a later one has
/// one.
static FailureOr<std::vector<Weight>> collectWeights(const ModelDescription &model, Location loc) {
  llvm::StringMap<const SlotDescription *> chosen;
  std::vector<std::string> order;
  for (const EntryDescription &entry : model.entries)
    for (const SlotDescription &slot : entry.arguments) {
      bool isInput = slot.role == WICK_INPUT;
      if (isInput && !slot.init)
        continue;
      std::string name = isInput ? entry.name + "/" + slot.name : slot.name;
      const SlotDescription *&choice = chosen[name];
      if (!choice)
        order.push_back(name);
      if (!choice || (!choice->init && slot.init))
        choice = &slot;
    }
  std::vector<Weight> weights;
  for (const std::string &name : order) {
    const SlotDescription &slot = *chosen[name];
    HostTensor zeros(slot.type);
    FailureOr<HostTensor> value = slot.init ? initialValue(slot.init, slot.type) : zeros;
    if (failed(value)) {
      emitError(loc) << "the initial value of '" << name << "' has no data";
      return failure();
    }
    std::vector<char> bytes = toBytes(*value);
    bool isZero = llvm::all_of(bytes, [](char byte) { return byte == 0; });
    if (slot.role != WICK_STATE || !isZero)
      weights.push_back({name, slot.type, std::move(bytes)});
  }
  return weights;
}

LogicalResult writeInitialWeights(const ModelDescription &model, Location loc,
                                  const std::string &path) {
  FailureOr<std::vector<Weight>> weights = collectWeights(model, loc);
  if (failed(weights))
    return failure();
  std::vector<wick_named_tensor> tensors;
  for (const Weight &weight : *weights)
    tensors.push_back({weight.name.c_str(), cTypeOf(weight.type.getElementType()),
                       static_cast<int32_t>(weight.type.getRank()), weight.type.getShape().data(),
                       weight.bytes.data()});
  if (!wick_safetensors_write(path.c_str(), tensors.data(), tensors.size(), nullptr, 0))
    return emitError(loc) << wick_last_error();
  return success();
}

} // namespace wick
