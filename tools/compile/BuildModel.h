//===- BuildModel.h - what `wick build` and a model's own program have in common
//---------------===//

#ifndef WICK_TOOLS_COMPILE_BUILDMODEL_H
#define WICK_TOOLS_COMPILE_BUILDMODEL_H

#include "mlir/IR/BuiltinOps.h"
#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace wick {

/// The command line of a compilation.
struct BuildOptions {
  std::string emit = "exe";
  std::string output; // "" for a name made from the model's, "-" for stdout
  std::string target = "native";
  std::string backend = "llvm";
  std::string tiles; // "" for the table's
  std::string dumpDir;
  std::vector<std::string> mains; // C or C++ files with the program's own main
  std::string weights;            // safetensors with initial values, "" for the model's own
  bool embedWeights = true;
  bool freeze = false;
  bool parallel = true;
  bool winograd = false;
  bool symbols = false;
  bool remarks = false;
  bool verifyPasses = false;
  bool timePasses = false;
};

/// Adds the options to a command, with their help and checks.
void addBuildOptions(CLI::App &command, BuildOptions &options);

/// The same options as a command line, for a program that parses them again.
std::vector<std::string> toArguments(const BuildOptions &options);

/// Compiles `module`, which is consumed, and writes what `options.emit` names. Throws
/// std::runtime_error with a sentence, or, where diagnostics have said it already,
/// CLI::RuntimeError.
void buildModel(mlir::ModuleOp module, const BuildOptions &options);

} // namespace wick

#endif // WICK_TOOLS_COMPILE_BUILDMODEL_H
