// wick build: compiles a model to native code, IR or a program.
#include "tools/wick/Commands.h"

#include "mlir/IR/Diagnostics.h"
#include "mlir/Parser/Parser.h"
#include "passes/Registration.h"
#include "tools/compile/BuildModel.h"
#include "tools/wick/AuthorProgram.h"
#include "tools/wick/Use.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SourceMgr.h"

#include <CLI/CLI.hpp>

#include <memory>

using namespace mlir;

namespace wick::driver {
namespace {

void buildFromModule(const std::string &source, const BuildOptions &options) {
  DialectRegistry registry;
  registerDialects(registry);
  MLIRContext context(registry, MLIRContext::Threading::DISABLED);
  llvm::SourceMgr sources; // shows the line that cannot be read
  SourceMgrDiagnosticHandler printer(sources, &context);
  OwningOpRef<ModuleOp> module = parseSourceFile<ModuleOp>(source, sources, &context);
  if (!module)
    throw CLI::RuntimeError(1); // the parser has said why
  if (!module->getName())
    module->setSymName(llvm::sys::path::stem(source));
  buildModel(*module, options);
}

void build(const std::string &source, const BuildOptions &options) {
  StringRef extension = llvm::sys::path::extension(source);
  if (extension == ".mlir" || extension == ".mlirbc")
    return buildFromModule(source, options);
  if (isAuthorProgram(source))
    return runAuthorProgram(source, options);
  throw CLI::ValidationError("model",
                             source + " is neither a model's program (.cpp) nor a module (.mlir)");
}

} // namespace

void addBuild(CLI::App &app) {
  struct Command {
    std::string source;
    BuildOptions options;
    lab::Use use;
  };
  auto command = std::make_shared<Command>();
  CLI::App *build = app.add_subcommand("build", "Compile a model to a program, an object or IR");
  build
      ->add_option("model", command->source, "A model: its C++ program (.cpp), or a module (.mlir)")
      ->required()
      ->check(CLI::ExistingFile);
  addBuildOptions(*build, command->options);
  addUseOptions(*build, command->use);
  build->callback([command] {
    applyUse(command->use);
    driver::build(command->source, command->options);
  });
}

} // namespace wick::driver
