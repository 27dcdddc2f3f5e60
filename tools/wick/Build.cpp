// wick build: compiles a model to native code, IR or a program.
#include "tools/wick/Commands.h"

#include "backends/llvm/Link.h"
#include "mlir/Parser/Parser.h"
#include "passes/Registration.h"
#include "tools/compile/BuildModel.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/Path.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <stdexcept>

using namespace mlir;

namespace wick::driver {
namespace {

/// The author's program, compiled with the compiler that built Wick, makes the model and compiles it.
void buildFromProgram(const std::string &source, const BuildOptions &options) {
  llvm::Expected<Installation> installation = findInstallation();
  if (!installation)
    throw std::runtime_error(llvm::toString(installation.takeError()));
  llvm::SmallString<128> generator;
  if (std::error_code error = llvm::sys::fs::createTemporaryFile("wick-generator", "", generator))
    throw std::runtime_error("cannot make a temporary file: " + error.message());
  llvm::FileRemover remover(generator);
  std::vector<std::string> compile = {
      WICK_CXX_COMPILER, "-std=c++20", "-O0", "-Wall", "-fuse-ld=lld",
      "-I" + installation->includeFolder, source, "-o", generator.str().str(),
      "-L" + installation->libraryFolder, "-lwick", "-Wl,-rpath," + installation->libraryFolder};
  if (llvm::Error error = runCommand(compile)) {
    llvm::consumeError(std::move(error)); // the compiler has said why
    throw CLI::RuntimeError(1);
  }
  std::vector<std::string> generate = {generator.str().str()};
  llvm::append_range(generate, toArguments(options));
  if (llvm::Error error = runCommand(generate)) {
    llvm::consumeError(std::move(error)); // the model's program has said why
    throw CLI::RuntimeError(1);
  }
}

void buildFromModule(const std::string &source, const BuildOptions &options) {
  DialectRegistry registry;
  registerDialects(registry);
  MLIRContext context(registry, MLIRContext::Threading::DISABLED);
  OwningOpRef<ModuleOp> module = parseSourceFile<ModuleOp>(source, &context);
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
  if (extension == ".cpp" || extension == ".cc" || extension == ".cxx")
    return buildFromProgram(source, options);
  throw CLI::ValidationError("model", source + " is neither a model's program (.cpp) nor a module (.mlir)");
}

} // namespace

void addBuild(CLI::App &app) {
  struct Command {
    std::string source;
    BuildOptions options;
  };
  auto command = std::make_shared<Command>();
  CLI::App *build = app.add_subcommand("build", "Compile a model to a program, an object or IR");
  build->add_option("model", command->source, "A model: its C++ program (.cpp), or a module (.mlir)")
      ->required()
      ->check(CLI::ExistingFile);
  addBuildOptions(*build, command->options);
  build->callback([command] { driver::build(command->source, command->options); });
}

} // namespace wick::driver
