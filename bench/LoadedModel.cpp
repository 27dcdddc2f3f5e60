#include "bench/LoadedModel.h"
#include "backends/Buffer.h"
#include "frontend/ModelImpl.h"
#include "ir/interp/InitialValues.h"
#include "passes/Registration.h"
#include "llvm/Support/ErrorHandling.h"

using namespace mlir;

namespace wick::bench {

Jit LoadedModel::compile(Build build, Backend backend) {
  build(model);
  DialectRegistry registry;
  registerDialects(registry);
  model.impl().context.appendDialectRegistry(registry);
  CompileOptions options;
  options.target = llvm::cantFail(findTarget("native"));
  options.backend = backend;
  FailureOr<Jit> compiled = Jit::create(*buildModule(model), options);
  if (failed(compiled))
    llvm::reportFatalUsageError("the workload does not compile");
  return std::move(*compiled);
}

LoadedModel::LoadedModel(Build build, Backend backend)
    : jit(compile(build, backend)), instance(jit.model()) {
  if (!instance)
    llvm::reportFatalUsageError(wick_last_error());
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
}

void LoadedModel::run(const char *entry) {
  if (!instance.run(entry))
    llvm::reportFatalUsageError(wick_last_error());
}

} // namespace wick::bench
