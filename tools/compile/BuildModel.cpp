#include "tools/compile/BuildModel.h"
#include "backends/llvm/Codegen.h"
#include "backends/llvm/Compile.h"
#include "backends/llvm/CompiledModel.h"
#include "backends/llvm/Header.h"
#include "backends/llvm/InitialWeights.h"
#include "backends/llvm/Link.h"
#include "mlir/IR/Diagnostics.h"
#include "passes/codegen/TileTable.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/ToolOutputFile.h"

using namespace mlir;

namespace wick {

namespace {

[[noreturn]] void fail(const std::string &sentence) { throw std::runtime_error(sentence); }

void throwIf(llvm::Error error) {
  if (error)
    fail(llvm::toString(std::move(error)));
}

/// Opens a file that vanishes again unless it is kept.
std::unique_ptr<llvm::ToolOutputFile> open(const std::string &path) {
  std::error_code error;
  auto file = std::make_unique<llvm::ToolOutputFile>(path, error, llvm::sys::fs::OF_None);
  if (error)
    fail(path + ": cannot be written: " + error.message());
  return file;
}

std::string withExtension(StringRef path, StringRef extension) {
  llvm::SmallString<256> changed(path);
  llvm::sys::path::replace_extension(changed, extension);
  return changed.str().str();
}

CompileOptions compileOptions(const BuildOptions &options, StringRef modelName) {
  CompileOptions compile;
  llvm::Expected<Target> target = findTarget(options.target);
  if (!target)
    fail("--target: " + llvm::toString(target.takeError()));
  compile.target = *target;
  compile.backend = *findBackend(options.backend);
  if (llvm::Expected<Tiling> tiling = Tiling::find(target->isa, options.tiles); !tiling)
    fail("--tiles: " + llvm::toString(tiling.takeError()));
  compile.tiles = options.tiles;
  compile.freeze = options.freeze;
  compile.winograd = options.winograd;
  if (!options.parallel)
    compile.parallelFrom = kNeverParallel;
  compile.dumpDir = options.dumpDir;
  compile.verifyEach = compile.verifyPasses = options.verifyPasses;
  compile.timePasses = options.timePasses;
  compile.remarks = options.remarks;
  compile.reproducer = (modelName + "-reproducer.mlir").str();
  return compile;
}

/// A temporary file, removed with this object.
class Temporary {
public:
  explicit Temporary(StringRef suffix) {
    if (std::error_code error = llvm::sys::fs::createTemporaryFile("wick", suffix, path))
      fail("cannot make a temporary file: " + error.message());
  }
  ~Temporary() { llvm::sys::fs::remove(path); }
  Temporary(const Temporary &) = delete;
  Temporary &operator=(const Temporary &) = delete;
  std::string name() const { return path.str().str(); }

private:
  llvm::SmallString<128> path;
};

void writeText(const BuildOptions &options, llvm::function_ref<void(llvm::raw_ostream &)> write) {
  auto file = open(options.output.empty() ? "-" : options.output);
  write(file->os());
  file->keep();
}

void writeCode(CompiledModel &model, const std::string &path, llvm::CodeGenFileType type) {
  auto file = open(path);
  emit(*model.module, *model.machine, file->os(), type);
  file->keep();
}

void writeHeaderFile(const CompiledModel &model, const std::string &path) {
  auto file = open(path);
  writeHeader(file->os(), model.description, model.arenaBytes);
  file->keep();
}

CompiledModel compileOrThrow(ModuleOp module, const CompileOptions &options, bool withMain,
                             const std::string &weights) {
  FailureOr<CompiledModel> compiled = compile(module, options, withMain, weights);
  if (failed(compiled))
    throw CLI::RuntimeError(1); // the passes have said why
  return std::move(*compiled);
}

/// Initial values need the states that training adds, so a copy of the module goes through those
/// stages first, unseen: the module itself will pass them too.
void writeWeights(ModuleOp module, CompileOptions options, const std::string &path) {
  OwningOpRef<ModuleOp> copy(module.clone());
  options.dumpDir.clear();
  options.verifyPasses = options.timePasses = options.remarks = false;
  if (failed(runStages(*copy, options, "train")) ||
      failed(writeInitialWeights(describeModel(*copy), copy->getLoc(), path)))
    throw CLI::RuntimeError(1);
}

void buildObject(ModuleOp module, const CompileOptions &compile, const BuildOptions &options,
                 const std::string &output) {
  std::string weights = withExtension(output, "safetensors");
  writeWeights(module, compile, weights);
  CompiledModel model =
      compileOrThrow(module, compile, /*withMain=*/false, options.embedWeights ? weights : "");
  writeHeaderFile(model, withExtension(output, "h"));
  writeCode(model, output, llvm::CodeGenFileType::ObjectFile);
}

/// Compiles the author's own main against the generated header.
std::string compileMain(const std::string &source, StringRef headerFolder,
                        const Temporary &object) {
  llvm::Expected<Installation> installation = findInstallation();
  if (!installation)
    fail(llvm::toString(installation.takeError()));
  bool isC = llvm::sys::path::extension(source) == ".c";
  std::vector<std::string> command = {isC ? WICK_C_COMPILER : WICK_CXX_COMPILER,
                                      isC ? "-std=c17" : "-std=c++20",
                                      "-O2",
                                      "-Wall",
                                      "-ffunction-sections",
                                      "-fdata-sections",
                                      "-fPIE",
                                      "-I" + headerFolder.str(),
                                      "-I" + installation->runtimeIncludeFolder,
                                      "-c",
                                      source,
                                      "-o",
                                      object.name()};
  // A program needs nothing of the C++ library's run time.
  if (!isC)
    command.insert(command.begin() + 2, {"-fno-exceptions", "-fno-rtti"});
  throwIf(runCommand(command));
  return object.name();
}

void buildProgram(ModuleOp module, const CompileOptions &compile, const BuildOptions &options,
                  const std::string &output) {
  std::string weights = withExtension(output, "safetensors");
  std::optional<Temporary> image;
  if (options.embedWeights)
    weights = image.emplace("safetensors").name();
  writeWeights(module, compile, weights);
  bool standard = options.mains.empty();
  CompiledModel model =
      compileOrThrow(module, compile, standard, options.embedWeights ? weights : "");
  Temporary object("o");
  writeCode(model, object.name(), llvm::CodeGenFileType::ObjectFile);
  std::vector<std::string> objects = {object.name()};
  llvm::SmallString<128> headers;
  if (!standard) {
    if (std::error_code error = llvm::sys::fs::createUniqueDirectory("wick", headers))
      fail("cannot make a temporary folder: " + error.message());
    writeHeaderFile(model, (headers + "/" + model.description.name + ".h").str());
  }
  std::vector<std::unique_ptr<Temporary>> mains;
  for (const std::string &source : options.mains)
    objects.push_back(
        compileMain(source, headers, *mains.emplace_back(std::make_unique<Temporary>("o"))));
  if (!standard)
    llvm::sys::fs::remove_directories(headers);
  throwIf(linkProgram(objects, model.callsOneDNN, options.symbols, output));
}

void writeStage(ModuleOp module, const CompileOptions &compile, StringRef stage,
                const BuildOptions &options) {
  if (stage != "model" && failed(runStages(module, compile, stage)))
    throw CLI::RuntimeError(1);
  writeText(options, [&](llvm::raw_ostream &out) { module.print(out); });
}

} // namespace

void buildModel(ModuleOp module, const BuildOptions &options) {
  llvm::SourceMgr sources; // shows the author's line
  SourceMgrDiagnosticHandler printer(sources, module.getContext());
  std::string name = module.getName().value_or("model").str();
  CompileOptions compile = compileOptions(options, name);
  if (!options.weights.empty() && failed(setInitialWeights(module, options.weights)))
    throw CLI::RuntimeError(1);
  StringRef emitted = options.emit;
  if (emitted.consume_front("mlir-"))
    return writeStage(module, compile, emitted, options);
  if (emitted == "exe" && !compile.target.runsHere && options.target == "aarch64-linux-gnu")
    fail("a program for aarch64-linux-gnu cannot be linked here; use --emit=obj and link it there");
  if (emitted == "exe")
    return buildProgram(module, compile, options, options.output.empty() ? name : options.output);
  if (emitted == "obj")
    return buildObject(module, compile, options,
                       options.output.empty() ? name + ".o" : options.output);
  CompiledModel model = compileOrThrow(module, compile, /*withMain=*/false, "");
  if (emitted == "asm")
    return writeCode(model, options.output.empty() ? "-" : options.output,
                     llvm::CodeGenFileType::AssemblyFile);
  writeText(options, [&](llvm::raw_ostream &out) { model.module->print(out, nullptr); });
}

} // namespace wick
