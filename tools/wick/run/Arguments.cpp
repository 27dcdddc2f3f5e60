#include "tools/wick/run/Arguments.h"
#include "backends/Buffer.h"
#include "ir/Entry.h"
#include "ir/interp/Elements.h"
#include "ir/interp/InitialValues.h"
#include "wick/error.h"
#include "wick/npy.h"
#include "wick/safetensors.h"

#include <map>
#include <memory>
#include <stdexcept>

using namespace mlir;
using wick::ir::HostTensor;

namespace wick::driver {

using Given = std::map<std::string, std::string>; // by name of the argument
using Safetensors = std::unique_ptr<wick_safetensors, decltype(&wick_safetensors_close)>;

[[noreturn]] static void refuse(const Twine &sentence) { throw std::runtime_error(sentence.str()); }

static std::string namesOfArguments(func::FuncOp entry) {
  std::string names;
  for (unsigned i = 0; i < entry.getNumArguments(); ++i)
    names += (i ? ", " : "") + ir::argumentName(entry, i).str();
  return names;
}

/// Splits NAME=VALUE and checks that the entry has such an argument.
static Given parse(func::FuncOp entry, const std::vector<std::string> &texts, StringRef option) {
  Given given;
  for (StringRef text : texts) {
    auto [name, value] = text.split('=');
    if (name.size() == text.size())
      refuse(option + " '" + text + "' must read NAME=VALUE");
    if (!ir::findArgument(entry, name))
      refuse("entry '" + entry.getName() + "' has no argument '" + name +
             "'; it has: " + namesOfArguments(entry));
    given[name.str()] = value.str();
  }
  return given;
}

/// Dense data of a file as the value of an argument, converted to its element type.
static HostTensor convert(const Twine &what, RankedTensorType wanted, int32_t dtype,
                          ArrayRef<int64_t> shape, const void *data) {
  char found[128];
  if (shape != wanted.getShape())
    refuse(what + " needs " + shapeText(wanted) + " but holds " +
           wick_shape_text(dtype, int32_t(shape.size()), shape.data(), found, sizeof found));
  return fromBytes(dtype, data, wanted);
}

static HostTensor readNpy(StringRef name, const std::string &path, RankedTensorType type) {
  wick_tensor tensor;
  if (!wick_npy_read(path.c_str(), &tensor))
    refuse("input '" + name + "': " + wick_last_error());
  std::unique_ptr<wick_tensor, decltype(&wick_tensor_free)> owner(&tensor, wick_tensor_free);
  return convert("input '" + name + "' from '" + path + "'", type, tensor.dtype,
                 {tensor.shape, size_t(tensor.rank)}, tensor.data);
}

static HostTensor fromInput(StringRef name, StringRef source, RankedTensorType type) {
  int64_t seed;
  if (!source.consume_front("seed:"))
    return readNpy(name, source.str(), type);
  if (source.getAsInteger(10, seed))
    refuse("input '" + name + "': '" + source + "' is no seed; write " + name + "=seed:7");
  return ir::seededValue(seed, type);
}

static HostTensor fromNumber(StringRef name, StringRef text, RankedTensorType type) {
  double number;
  if (text.getAsDouble(number))
    refuse("'" + text + "' is no number for '" + name + "'; write --set " + name + "=0.1");
  HostTensor tensor(type);
  std::fill(tensor.reals.begin(), tensor.reals.end(), number);
  std::fill(tensor.integers.begin(), tensor.integers.end(), static_cast<int64_t>(number));
  ir::roundToElementType(tensor);
  return tensor;
}

static const wick_named_tensor *findWeight(const wick_safetensors *weights, func::FuncOp entry,
                                           StringRef name) {
  if (!weights)
    return nullptr;
  if (const wick_named_tensor *tensor = wick_safetensors_find(weights, name.str().c_str()))
    return tensor;
  return wick_safetensors_find(weights, (entry.getName() + "/" + name).str().c_str());
}

/// The value that the model itself gives an argument.
static HostTensor fromInit(func::FuncOp entry, unsigned index, RankedTensorType type) {
  StringRef name = ir::argumentName(entry, index);
  std::optional<ir::Role> role = ir::argumentRole(entry, index);
  Attribute init = entry.getArgAttr(index, ir::kInitAttr);
  std::string what =
      (stringifyRole(role.value_or(ir::Role::input)) + " '" + name + "' (" + shapeText(type) + ")")
          .str();
  if (!init && (!role || role == ir::Role::input))
    refuse(what + " has no values: add --input " + name + "=FILE.npy or --input " + name +
           "=seed:1");
  if (!init)
    refuse(what + " has no initial value: add --weights FILE.safetensors or --set " + name + "=0");
  FailureOr<HostTensor> value = ir::initialValue(init, type);
  if (failed(value))
    refuse("the initial value of " + what +
           " has no data in this module (an elided resource?): add --weights FILE.safetensors");
  return *value;
}

SmallVector<HostTensor> gatherArguments(func::FuncOp entry, const ArgumentSources &sources) {
  Given inputs = parse(entry, sources.inputs, "--input");
  Given settings = parse(entry, sources.settings, "--set");
  Safetensors weights(nullptr, wick_safetensors_close);
  if (!sources.weights.empty()) {
    weights.reset(wick_safetensors_open(sources.weights.c_str()));
    if (!weights)
      refuse(wick_last_error());
  }
  SmallVector<HostTensor> arguments;
  for (unsigned i = 0; i < entry.getNumArguments(); ++i) {
    auto type = dyn_cast<RankedTensorType>(entry.getArgumentTypes()[i]);
    if (!type)
      refuse("argument '" + ir::argumentName(entry, i) + "' is not a tensor: run takes a model " +
             "before it is lowered to buffers");
    StringRef name = ir::argumentName(entry, i);
    if (auto given = inputs.find(name.str()); given != inputs.end())
      arguments.push_back(fromInput(name, given->second, type));
    else if (auto given = settings.find(name.str()); given != settings.end())
      arguments.push_back(fromNumber(name, given->second, type));
    else if (const wick_named_tensor *weight = findWeight(weights.get(), entry, name))
      arguments.push_back(convert("'" + name + "' from '" + sources.weights + "'", type,
                                  weight->dtype, {weight->shape, size_t(weight->rank)},
                                  weight->data));
    else
      arguments.push_back(fromInit(entry, i, type));
  }
  return arguments;
}

} // namespace wick::driver
