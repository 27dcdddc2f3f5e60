#include "bench/LoadedModel.h"
#include "backends/Buffer.h"
#include "frontend/ModelImpl.h"
#include "ir/interp/InitialValues.h"
#include "passes/Registration.h"

#include <stdexcept>

using namespace mlir;

namespace wick::bench {

CompileOptions &compileOptions() {
  static CompileOptions options;
  return options;
}

static OwningOpRef<ModuleOp> record(const Build &build, Model &model) {
  build(model);
  DialectRegistry registry;
  registerDialects(registry);
  model.impl().context.appendDialectRegistry(registry);
  return buildModule(model);
}

Jit LoadedModel::compile(const Build &build, Backend backend, Weights weights,
                         CompileOptions options) {
  OwningOpRef<ModuleOp> module = record(build, model);
  options.backend = backend;
  options.freeze = weights == Weights::frozen;
  FailureOr<Jit> compiled = Jit::create(*module, options);
  if (failed(compiled))
    throw std::runtime_error("the workload does not compile");
  return std::move(*compiled);
}

LoadedModel::LoadedModel(const Build &build, Backend backend, Weights weights,
                         const CompileOptions &options)
    : jit(compile(build, backend, weights, options)), instance(jit.model()) {
  if (!instance)
    throw std::runtime_error(wick_last_error());
  for (const EntryDescription &entry : jit.describe().entries)
    for (const SlotDescription &slot : entry.arguments)
      if (slot.init) {
        const char *owner = slot.role == WICK_INPUT ? entry.name.c_str() : nullptr;
        firstValues.push_back({wick_instance_buffer(instance.get(), owner, slot.name.c_str()),
                               toBytes(*ir::initialValue(slot.init, slot.type))});
      }
  reset();
}

void LoadedModel::reset() {
  for (const FirstValue &value : firstValues)
    llvm::copy(value.bytes, static_cast<char *>(value.buffer));
  instance.commit();
}

void LoadedModel::run(const char *entry) {
  if (!instance.run(entry))
    throw std::runtime_error(wick_last_error());
}

std::span<const float> LoadedModel::result(const char *entry, const char *name) const {
  std::span<const float> elements = instance.buffer<float>(entry, name);
  if (elements.empty())
    throw std::runtime_error(wick_last_error());
  return elements;
}

static double bytesOf(TypeRange types) {
  double bytes = 0;
  for (Type type : types) {
    auto tensor = cast<RankedTensorType>(type);
    unsigned bits = tensor.getElementTypeBitWidth();
    bytes += static_cast<double>(tensor.getNumElements() * llvm::divideCeil(bits, 8));
  }
  return bytes;
}

Cost costOf(const Build &build, StringRef entry) {
  Model model("workload");
  OwningOpRef<ModuleOp> module = record(build, model);
  if (failed(runStages(*module, CompileOptions(), "train")))
    throw std::runtime_error("the workload does not compile");
  auto function = module->lookupSymbol<func::FuncOp>(entry);
  Cost cost{0, bytesOf(function.getArgumentTypes()) + bytesOf(function.getResultTypes())};
  function.walk([&](ir::CostInterface op) { cost.flops += static_cast<double>(op.getFlops()); });
  return cost;
}

} // namespace wick::bench
