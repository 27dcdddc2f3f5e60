//===- Pipelines.h - the road of a model as named stages --------------------===//

#ifndef WICK_PASSES_PIPELINES_H
#define WICK_PASSES_PIPELINES_H

#include "mlir/Pass/PassManager.h"
#include "passes/graph/AssignBackend.h"
#include "llvm/ADT/ArrayRef.h"
#include <limits>

namespace wick {

/// How generated code comes to be.
enum class Backend {
  llvm,     // tiled and vectorized
  naive,    // straightforward loops: the floor of every benchmark, and reading material
  onednn,   // what oneDNN has as functions, the rest as llvm
  automatic // what oneDNN is faster at, the rest as llvm
};

/// The backend of a command line: llvm, naive, onednn or auto.
std::optional<Backend> findBackend(llvm::StringRef name);

/// Microseconds of one thread's work from which on threads may share a loop: starting and joining
/// them takes 1 us when they are awake, and tens of us when they sleep.
inline constexpr double kParallelFrom = 20;
inline constexpr double kNeverParallel = std::numeric_limits<double>::infinity();

struct PipelineOptions {
  Backend backend = Backend::llvm;
  std::string isa = "avx2"; // a name of TileTable.h
  std::string tiles = {};   // in place of that table's choice; see Tiling::find
  bool freeze = false;      // params are constants
  /// In place of the stages layout and loops, as text ("wick-to-linalg,canonicalize"); the bench's
  /// ladder stops after one pass or another.
  std::string kernelPasses = {};
  double parallelFrom = kParallelFrom;
  bool winograd = false;           // convolutions by fewer multiplications, rounded otherwise
  LibraryQuestion askLibrary = {}; // of the backends onednn and automatic; none: all is well
};

/// One stage: a name for --emit=mlir-<name> and the passes that it adds.
struct Stage {
  llvm::StringLiteral name;
  llvm::StringLiteral summary;
  void (*build)(mlir::OpPassManager &manager, const PipelineOptions &options);
};

/// All stages in order, from the builder's module to the LLVM dialect.
llvm::ArrayRef<Stage> pipelineStages();

/// Registers each stage as a pipeline `wick-stage-<name>` and all of them as `wick-pipeline`.
void registerPipelines();

} // namespace wick

#endif // WICK_PASSES_PIPELINES_H
