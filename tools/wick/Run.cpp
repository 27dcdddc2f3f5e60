// wick run: calls an entry of a model once and shows its results.
#include "tools/wick/Commands.h"

#include "backends/llvm/Jit.h"
#include "ir/Entry.h"
#include "ir/interp/Interpreter.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/Parser/Parser.h"
#include "passes/Registration.h"
#include "tools/wick/AuthorProgram.h"
#include "tools/wick/Use.h"
#include "tools/wick/run/Arguments.h"
#include "tools/wick/run/Results.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/SourceMgr.h"
#include <CLI/CLI.hpp>

#include <map>
#include <memory>
#include <stdexcept>

using namespace mlir;
using wick::ir::HostTensor;

namespace wick::driver {
namespace {

/// Computes the results of an entry, or emits a diagnostic.
using Computation = FailureOr<SmallVector<HostTensor>> (*)(func::FuncOp, ArrayRef<HostTensor>);

/// Native code, as `wick build` would write it, in this process.
template <wick::Backend backend>
FailureOr<SmallVector<HostTensor>> runNative(func::FuncOp entry, ArrayRef<HostTensor> arguments) {
  OwningOpRef<ModuleOp> module(entry->getParentOfType<ModuleOp>().clone());
  FailureOr<Jit> jit =
      Jit::create(*module, {.target = llvm::cantFail(findTarget("native")), .backend = backend});
  if (failed(jit))
    return failure();
  return llvm::to_vector(jit->call(entry.getName(), arguments));
}

const std::map<std::string, Computation> backends = {{"interp", ir::interpret},
                                                     {"llvm", runNative<wick::Backend::llvm>},
                                                     {"onednn", runNative<wick::Backend::onednn>},
                                                     {"auto", runNative<wick::Backend::automatic>}};

struct RunOptions {
  std::string model, entry, output, backend = "interp";
  ArgumentSources arguments;
  lab::Use use;
  bool json = false;
};

/// The function to call: the named one, or the only entry.
func::FuncOp selectEntry(ModuleOp module, const std::string &name) {
  std::string names;
  SmallVector<func::FuncOp> entries;
  for (auto function : module.getOps<func::FuncOp>()) {
    if (!ir::isEntry(function))
      continue;
    names += (entries.empty() ? "" : ", ") + function.getName().str();
    entries.push_back(function);
    if (function.getName() == name)
      return function;
  }
  if (entries.empty())
    throw std::runtime_error("the model has no entry: no func.func has the attribute 'wick.entry'");
  if (!name.empty())
    throw std::runtime_error("the model has no entry '" + name + "'; it has: " + names);
  if (entries.size() > 1)
    throw std::runtime_error("the model has several entries; add --entry with one of: " + names);
  return entries.front();
}

OwningOpRef<ModuleOp> parse(const std::string &path, llvm::SourceMgr &sources,
                            MLIRContext &context) {
  if (!isAuthorProgram(path))
    return parseSourceFile<ModuleOp>(path, sources, &context);
  llvm::SmallString<128> emitted;
  if (std::error_code error = llvm::sys::fs::createTemporaryFile("wick-model", "mlir", emitted))
    throw std::runtime_error("cannot make a temporary file: " + error.message());
  llvm::FileRemover remover(emitted);
  BuildOptions build;
  build.emit = "mlir-model";
  build.output = emitted.str().str();
  runAuthorProgram(path, build);
  return parseSourceFile<ModuleOp>(build.output, sources, &context);
}

/// The model with gradients and updates in its training entries.
OwningOpRef<ModuleOp> load(const std::string &path, llvm::SourceMgr &sources,
                           MLIRContext &context) {
  OwningOpRef<ModuleOp> module = parse(path, sources, context);
  if (!module || failed(runStages(*module, CompileOptions(), "train")))
    throw CLI::RuntimeError(1); // the parser or the passes have said why
  return module;
}

void run(const RunOptions &options) {
  DialectRegistry registry;
  registerDialects(registry);
  MLIRContext context(registry, MLIRContext::Threading::DISABLED);
  llvm::SourceMgr sources; // shows the line of an error
  SourceMgrDiagnosticHandler handler(sources, &context);
  OwningOpRef<ModuleOp> module = load(options.model, sources, context);
  func::FuncOp entry = selectEntry(*module, options.entry);
  SmallVector<HostTensor> arguments = gatherArguments(entry, options.arguments);
  FailureOr<SmallVector<HostTensor>> results = backends.at(options.backend)(entry, arguments);
  if (failed(results))
    throw CLI::RuntimeError(1);
  options.json ? printResultsAsJson(entry, *results) : printResults(entry, *results);
  if (!options.output.empty())
    writeResults(entry, *results, options.output);
}

} // namespace

void addRun(CLI::App &app) {
  auto options = std::make_shared<RunOptions>();
  CLI::App *command =
      app.add_subcommand("run", "Call an entry of a model once and show its results");
  command
      ->add_option("model", options->model,
                   "The model: its C++ program (.cpp), or a .mlir file, textual or bytecode")
      ->required()
      ->check(CLI::ExistingFile);
  command->add_option("--entry", options->entry,
                      "The entry to call; may be left out when there is one");
  command
      ->add_option("--input", options->arguments.inputs,
                   "An input's values, from a file or random: NAME=FILE.npy or NAME=seed:7")
      ->type_name("NAME=SOURCE")
      ->allow_extra_args(false);
  command
      ->add_option("--set", options->arguments.settings,
                   "One number for all elements of an argument: lr=0.1")
      ->type_name("NAME=NUMBER")
      ->allow_extra_args(false);
  command
      ->add_option("--weights", options->arguments.weights,
                   "A safetensors file with values in place of the model's initial ones")
      ->check(CLI::ExistingFile);
  command
      ->add_option(
          "--backend", options->backend,
          "What computes: interp, the reference interpreter in float64; llvm, native code; "
          "onednn or auto, native code with calls of oneDNN")
      ->check(CLI::IsMember(backends))
      ->capture_default_str();
  command->add_option("--output", options->output, "Also write each result to DIR/NAME.npy")
      ->type_name("DIR");
  command->add_flag("--json", options->json, "Print JSON");
  addUseOptions(*command, options->use);
  command->callback([options] {
    applyUse(options->use);
    run(*options);
  });
}

} // namespace wick::driver
