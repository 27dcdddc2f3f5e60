//===- Compile.h - a module of wick entries to native code -------------------===//

#ifndef WICK_BACKENDS_LLVM_COMPILE_H
#define WICK_BACKENDS_LLVM_COMPILE_H

#include "backends/llvm/Target.h"
#include "passes/Pipelines.h"

namespace wick {

struct CompileOptions {
  Target target = {};
  Backend backend = Backend::llvm;
  std::string tiles = {};        // in place of the tile table's choice; see Tiling::find
  std::string kernelPasses = {}; // in place of the stages layout and loops, as text; "" for those
  bool freeze = false;           // make params constants of the code
  bool winograd = false;         // convolutions by fewer multiplications, rounded otherwise
  double parallelFrom = kParallelFrom; // kNeverParallel for one thread
  std::string dumpDir = {};            // numbered files of the IR after each pass; "" for none
  std::string reproducer = {};         // where a pass that fails leaves its input; "" for nowhere
  bool verifyEach = false;   // let MLIR verify the module after each pass, not at the end only
  bool verifyPasses = false; // evaluate the entries before and after each pass
  bool timePasses = false;   // report on stderr
  bool remarks = false;      // say where and why an optimization did not apply
};

struct CompiledModel; // CompiledModel.h, which knows LLVM IR

/// Runs the stages of the pipeline on `module` in place, up to and including the stage `last`. On
/// failure the passes have emitted errors.
mlir::LogicalResult runStages(mlir::ModuleOp module, const CompileOptions &options,
                              llvm::StringRef last);

/// Compiles `module`, which is consumed. With `withMain` the object is a program
/// (wick_standard_main); with `weights`, the path of a safetensors file, its content is embedded.
mlir::FailureOr<CompiledModel> compile(mlir::ModuleOp module, const CompileOptions &options,
                                       bool withMain, const std::string &weights);

} // namespace wick

#endif // WICK_BACKENDS_LLVM_COMPILE_H
