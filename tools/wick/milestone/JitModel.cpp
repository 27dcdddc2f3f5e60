#include "tools/wick/milestone/JitModel.h"

#include "mlir/Parser/Parser.h"
#include "passes/Registration.h"
#include "tools/wick/milestone/InitialImage.h"

#include <stdexcept>

using namespace mlir;

namespace wick::driver {

static DialectRegistry allDialects() {
  DialectRegistry registry;
  registerDialects(registry);
  return registry;
}

JitModel::JitModel(const std::string &path, Backend backend)
    : context(allDialects(), MLIRContext::Threading::DISABLED) {
  OwningOpRef<ModuleOp> module = parseSourceFile<ModuleOp>(path, &context);
  if (!module)
    throw std::runtime_error("cannot read the module '" + path + "'");
  Location loc = module->getLoc();
  FailureOr<Jit> compiled =
      Jit::create(*module, {.target = llvm::cantFail(findTarget("native")), .backend = backend});
  if (failed(compiled))
    throw std::runtime_error("the model does not compile");
  jit = std::move(*compiled);
  weights = initialImage(jit->describe(), loc);
  table = jit->model();
  table.weights = reinterpret_cast<const unsigned char *>(weights.data());
  table.weights_bytes = weights.size();
}

} // namespace wick::driver
