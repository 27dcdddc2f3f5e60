// Model::compile: a model's own program is its compiler.
#include "frontend/ModelImpl.h"
#include "ir/Slot.h"
#include "passes/MemoryBound.h"
#include "passes/Registration.h"
#include "tools/compile/BuildModel.h"
#include <iostream>

namespace wick {

int Model::compile(int argc, char **argv) {
  CLI::App app("Compiles the model that this program describes.");
  BuildOptions options;
  addBuildOptions(app, options);
  uint64_t memoryLimit = defaultMemoryLimit;
  app.add_option("--memory-limit", memoryLimit, "Bound of this process in GiB; 0: none")
      ->capture_default_str();
  try {
    app.parse(argc, argv);
    boundMemory(memoryLimit);
    if (llvm::Error error = usePlugins())
      throw std::runtime_error(llvm::toString(std::move(error)));
    mlir::OwningOpRef<mlir::ModuleOp> module = buildModule(*this);
    mlir::DialectRegistry registry;
    registerDialects(registry);
    module->getContext()->appendDialectRegistry(registry);
    buildModel(*module, options);
  } catch (const CLI::RuntimeError &error) {
    return error.get_exit_code();
  } catch (const CLI::ParseError &error) {
    return app.exit(error) == 0 ? 0 : 2;
  } catch (const Error &error) {
    std::cerr << error.what() << "\n";
    return 1;
  } catch (const std::exception &error) {
    std::cerr << "error: " << error.what() << "\n";
    return 1;
  }
  return 0;
}

} // namespace wick
