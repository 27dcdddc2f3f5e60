#include "backends/llvm/InitialWeights.h"
#include "backends/Buffer.h"
#include "ir/Entry.h"
#include "ir/interp/Elements.h"
#include "wick/error.h"
#include "wick/safetensors.h"

using namespace mlir;
using namespace wick::ir;

namespace wick {

using File = std::unique_ptr<wick_safetensors, decltype(&wick_safetensors_close)>;

static LogicalResult setInitialValue(func::FuncOp entry, unsigned index, const File &file,
                                     const std::string &path) {
  StringRef name = argumentName(entry, index);
  auto type = cast<RankedTensorType>(entry.getArgumentTypes()[index]);
  Location loc = entry.getArgument(index).getLoc();
  const wick_named_tensor *tensor = wick_safetensors_find(file.get(), name.str().c_str());
  if (!tensor) {
    if (argumentRole(entry, index) == Role::state)
      return success();
    return emitError(loc) << path << " has no tensor '" << name
                          << "', a param of the model; is it a checkpoint of another model?";
  }
  ArrayRef<int64_t> shape(tensor->shape, tensor->rank);
  if (shape != type.getShape())
    return emitError(loc) << path << ": '" << name << "' is " << shapeText(type.clone(shape))
                          << ", but the model's is " << shapeText(type);
  entry.setArgAttr(index, kInitAttr, writeElements(fromBytes(tensor->dtype, tensor->data, type)));
  return success();
}

LogicalResult setInitialWeights(ModuleOp module, const std::string &path) {
  File file(wick_safetensors_open(path.c_str()), wick_safetensors_close);
  if (!file)
    return module.emitError() << wick_last_error();
  for (auto entry : module.getOps<func::FuncOp>()) {
    if (!isEntry(entry))
      continue;
    for (unsigned i = 0; i < entry.getNumArguments(); ++i) {
      std::optional<Role> role = argumentRole(entry, i);
      if ((role == Role::param || role == Role::state) &&
          failed(setInitialValue(entry, i, file, path)))
        return failure();
    }
  }
  return success();
}

} // namespace wick
