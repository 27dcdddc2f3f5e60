#include "backends/llvm/Compile.h"
#include "backends/llvm/Codegen.h"
#include "backends/llvm/CompiledModel.h"
#include "backends/llvm/ModelTables.h"
#include "backends/llvm/Observers.h"
#include "backends/onednn/Library.h"
#include "ir/Entry.h"
#include "ir/Slot.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Pass/PassManager.h"
#include "passes/MemoryBound.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace mlir;

namespace wick {

/// Adds what watches the passes rather than changes the module.
static void observe(PassManager &manager, const CompileOptions &options, ModuleOp module) {
  manager.addInstrumentation(createRunningPassRecorder());
  if (!options.dumpDir.empty())
    manager.addInstrumentation(createDumper(options.dumpDir));
  if (options.verifyPasses)
    manager.addInstrumentation(createResultChecker(module));
  if (!options.reproducer.empty())
    manager.enableCrashReproducerGeneration(options.reproducer, /*genLocalReproducer=*/false);
  if (options.timePasses)
    manager.enableTiming();
}

/// Lets oneDNN say what it has no fast implementation of. Without oneDNN the backend `auto` is
/// `llvm`. For a CPU that is not this one nobody can be asked.
static LogicalResult askOneDNN(ModuleOp module, const CompileOptions &options,
                               PipelineOptions &pipeline) {
  if (options.backend != Backend::onednn && options.backend != Backend::automatic)
    return success();
  llvm::Expected<OneDNN> library = loadOneDNN();
  if (library) {
    if (options.target.runsHere)
      pipeline.askLibrary = questionFor(*library);
    return success();
  }
  std::string reason = toString(library.takeError());
  if (options.backend == Backend::onednn)
    return emitError(module.getLoc()) << reason;
  emitRemark(module.getLoc()) << "all stays with generated code: " << reason;
  pipeline.backend = Backend::llvm;
  return success();
}

static LogicalResult runStages(ModuleOp module, const CompileOptions &options, size_t begin,
                               size_t end) {
  bool hasError = false;
  ScopedDiagnosticHandler filter(module.getContext(), [&](Diagnostic &diagnostic) {
    hasError |= diagnostic.getSeverity() == DiagnosticSeverity::Error;
    return success(diagnostic.getSeverity() == DiagnosticSeverity::Remark && !options.remarks);
  });
  PassManager manager(module.getContext());
  // That is an eighth of a compilation. The tests run Wick's own passes so; a learner's need it.
  manager.enableVerifier(options.verifyEach || hasReplacedSlot());
  observe(manager, options, module);
  PipelineOptions pipeline{options.backend, options.target.isa,   options.tiles,
                           options.freeze,  options.kernelPasses, options.parallelFrom,
                           options.winograd};
  if (failed(askOneDNN(module, options, pipeline)))
    return failure();
  for (const Stage &stage : pipelineStages().slice(begin, end - begin))
    stage.build(manager, pipeline);
  // An observer cannot fail a pass; its error fails the compilation.
  return success(succeeded(manager.run(module)) && succeeded(verify(module)) && !hasError);
}

static size_t stageIndex(StringRef name) {
  ArrayRef<Stage> stages = pipelineStages();
  auto found = llvm::find_if(stages, [&](const Stage &stage) { return stage.name == name; });
  assert(found != stages.end() && "callers check the name");
  return found - stages.begin();
}

LogicalResult runStages(ModuleOp module, const CompileOptions &options, StringRef last) {
  return runStages(module, options, 0, stageIndex(last) + 1);
}

/// The functions of a model get the model's name in front, so that two models can be linked into
/// one program.
static void nameSymbols(ModuleOp module, const ModelDescription &description) {
  for (const EntryDescription &entry : description.entries)
    SymbolTable::setSymbolName(module.lookupSymbol(entry.name), entry.symbol);
}

static std::vector<int64_t> collectArenaBytes(ModuleOp module,
                                              const ModelDescription &description) {
  std::vector<int64_t> bytes;
  for (const EntryDescription &entry : description.entries)
    bytes.push_back(module.lookupSymbol(entry.symbol)
                        ->getAttrOfType<IntegerAttr>(ir::kArenaBytesAttr)
                        .getInt());
  return bytes;
}

FailureOr<CompiledModel> compile(ModuleOp module, const CompileOptions &options, bool withMain,
                                 const std::string &weights) {
  // Names and roles are read after training has added its states and before lowering forgets them.
  size_t trained = stageIndex("train") + 1;
  if (failed(runStages(module, options, 0, trained)))
    return failure();
  CompiledModel compiled;
  compiled.description = describeModel(module);
  nameSymbols(module, compiled.description);
  if (failed(runStages(module, options, trained, pipelineStages().size())))
    return failure();
  compiled.arenaBytes = collectArenaBytes(module, compiled.description);

  compiled.machine = createTargetMachine(options.target);
  compiled.context = std::make_unique<llvm::LLVMContext>();
  compiled.module = translate(module, *compiled.context, options.target, *compiled.machine);
  if (!compiled.module)
    return failure();
  std::unique_ptr<llvm::MemoryBuffer> image;
  if (!weights.empty()) {
    auto file =
        llvm::MemoryBuffer::getFile(weights, /*IsText=*/false, /*RequiresNullTerminator=*/false);
    if (!file)
      return emitError(module.getLoc()) << weights << ": " << file.getError().message();
    image = std::move(*file);
  }
  compiled.callsOneDNN = callsOneDNN(*compiled.module);
  addModelTables(*compiled.module, compiled.description, compiled.arenaBytes,
                 options.target.features, image ? image->getBuffer() : "");
  if (withMain)
    addStandardMain(*compiled.module, compiled.description);
  optimize(*compiled.module, *compiled.machine, options.backend != Backend::naive);
  return compiled;
}

} // namespace wick
