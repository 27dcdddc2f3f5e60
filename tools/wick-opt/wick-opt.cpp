// wick-opt: runs passes on textual IR, as mlir-opt does, with all of Wick registered and its own
// memory bounded.
#include "curriculum/plugin/Use.h"
#include "ir/Slot.h"
#include "mlir/Support/FileUtilities.h"
#include "mlir/Tools/mlir-opt/MlirOptMain.h"
#include "passes/MemoryBound.h"
#include "passes/Registration.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/ToolOutputFile.h"

using namespace mlir;

static llvm::cl::opt<uint64_t> memoryLimit("memory-limit",
                                           llvm::cl::desc("Bound of this process, in GiB; 0: none"),
                                           llvm::cl::init(wick::defaultMemoryLimit));

static llvm::cl::opt<std::string> use("use", llvm::cl::desc(wick::lab::Use::help));
static llvm::cl::opt<std::string> labsFolder("labs", llvm::cl::desc(wick::lab::Use::labsHelp));

/// Loads the learner's passes that --use asks for.
static LogicalResult loadLabs() {
  try {
    wick::lab::prepareUse({use, labsFolder});
  } catch (const std::exception &error) {
    llvm::errs() << "error: " << error.what() << "\n";
    return failure();
  }
  if (llvm::Error error = wick::usePlugins()) {
    llvm::errs() << "error: " << llvm::toString(std::move(error)) << "\n";
    return failure();
  }
  return success();
}

static LogicalResult optimize(StringRef inputName, StringRef outputName,
                              DialectRegistry &registry) {
  MlirOptMainConfig config = MlirOptMainConfig::createFromCLOptions();
  config.setPassPipelineSetupFn([asked = config](PassManager &passManager) {
    passManager.addInstrumentation(wick::createRunningPassRecorder());
    return asked.setupPassPipeline(passManager);
  });

  std::string error;
  std::unique_ptr<llvm::MemoryBuffer> input = openInputFile(inputName, &error);
  std::unique_ptr<llvm::ToolOutputFile> output;
  if (input)
    output = openOutputFile(outputName, &error);
  if (!output) {
    llvm::errs() << error << "\n";
    return failure();
  }
  if (failed(MlirOptMain(output->os(), std::move(input), registry, config)))
    return failure();
  output->keep();
  return success();
}

int main(int argc, char **argv) {
  llvm::InitLLVM initialized(argc, argv);
  wick::registerPasses();
  DialectRegistry registry;
  wick::registerDialects(registry);
  auto [inputName, outputName] =
      registerAndParseCLIOptions(argc, argv, "Wick's modular optimizer driver\n", registry);
  wick::boundMemory(memoryLimit);
  if (failed(loadLabs()))
    return EXIT_FAILURE;

  MlirOptMainConfig config = MlirOptMainConfig::createFromCLOptions();
  bool onlyLists = config.shouldShowDialects() || config.shouldListPasses();
  return asMainReturnCode(onlyLists ? MlirOptMain(argc, argv, inputName, outputName, registry)
                                    : optimize(inputName, outputName, registry));
}
