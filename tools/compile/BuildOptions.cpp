#include "passes/Pipelines.h"
#include "tools/compile/BuildModel.h"

namespace wick {

/// What --emit accepts, with a line of help each.
static std::vector<std::string> emitKinds() {
  std::vector<std::string> kinds = {"exe", "obj", "asm", "llvm", "mlir-model"};
  for (const Stage &stage : pipelineStages())
    kinds.push_back("mlir-" + stage.name.str());
  return kinds;
}

void addBuildOptions(CLI::App &command, BuildOptions &options) {
  command
      .add_option("--emit", options.emit,
                  "What to write: exe, a program; obj, an object with its C header and initial "
                  "weights beside it; asm; "
                  "llvm, optimized LLVM IR; mlir-<stage>, the model after a stage")
      ->check(CLI::IsMember(emitKinds()))
      ->capture_default_str();
  command.add_option("-o,--output", options.output,
                     "Where to write it; - is standard output, the default of the textual kinds");
  command
      .add_option("--target", options.target,
                  "The CPU: native, x86-64, x86-64-v2, -v3, -v4 or aarch64-linux-gnu")
      ->capture_default_str();
  command
      .add_option(
          "--backend", options.backend,
          "llvm, tiled and vectorized; onednn, calls of oneDNN where it has a function; auto, "
          "where that is faster; naive, plain loops for comparison")
      ->check(CLI::IsMember({"llvm", "onednn", "auto", "naive"}))
      ->capture_default_str();
  command
      .add_option(
          "--tiles", options.tiles,
          "Register tiles of matrix products in place of the table's choice: rows, columns, "
          "values of k an iteration, such as mr=8,nr=32,ku=4")
      ->type_name("TILES");
  command
      .add_option(
          "--main", options.mains,
          "C or C++ files with the program's own main, which may include the generated header")
      ->check(CLI::ExistingFile)
      ->type_name("FILE");
  command.add_flag(
      "--embed-weights,!--no-embed-weights", options.embedWeights,
      "Put the initial weights into the program or object (default), or only beside it");
  command.add_flag("--parallel,!--no-parallel", options.parallel,
                   "Let WICK_NUM_THREADS threads share long loops (default), or compile for one "
                   "thread only");
  command
      .add_option(
          "--weights", options.weights,
          "safetensors, such as a checkpoint, with values in place of the model's initial ones")
      ->check(CLI::ExistingFile)
      ->type_name("FILE");
  command.add_flag(
      "--freeze", options.freeze,
      "Make the params constants, laid out for the code that reads them, and leave out "
      "the entries that train; a program with other weights is another build");
  command
      .add_option("--dump-dir", options.dumpDir, "Write the IR after each pass to numbered files")
      ->type_name("DIR");
  command.add_flag(
      "--winograd", options.winograd,
      "Compute 3x3 convolutions with fewer multiplications, by oneDNN's code too where "
      "it can, which rounds otherwise");
  command.add_flag("--symbols", options.symbols,
                   "Keep the names of a program's functions, for profilers and debuggers");
  command.add_flag("--remarks", options.remarks, "Say where and why an optimization did not apply");
  command.add_flag(
      "--verify-passes", options.verifyPasses,
      "Evaluate the entries before and after each pass and name the first that changes a result");
  command.add_flag("--time-passes", options.timePasses, "Report the time of each pass on stderr");
}

std::vector<std::string> toArguments(const BuildOptions &options) {
  std::vector<std::string> arguments = {"--emit=" + options.emit, "--target=" + options.target,
                                        "--backend=" + options.backend};
  auto add = [&](const std::string &name, const std::string &value) {
    if (!value.empty())
      arguments.insert(arguments.end(), {name, value});
  };
  add("--output", options.output);
  add("--tiles", options.tiles);
  add("--weights", options.weights);
  add("--dump-dir", options.dumpDir);
  for (const std::string &main : options.mains)
    add("--main", main);
  if (!options.embedWeights)
    arguments.push_back("--no-embed-weights");
  if (options.freeze)
    arguments.push_back("--freeze");
  if (!options.parallel)
    arguments.push_back("--no-parallel");
  if (options.winograd)
    arguments.push_back("--winograd");
  if (options.symbols)
    arguments.push_back("--symbols");
  if (options.remarks)
    arguments.push_back("--remarks");
  if (options.verifyPasses)
    arguments.push_back("--verify-passes");
  if (options.timePasses)
    arguments.push_back("--time-passes");
  return arguments;
}

} // namespace wick
