//===- MemoryBound.h - a runaway rewrite ends in a sentence -----------------===//
//
// A rewrite that never ends allocates until the machine swaps. A tool bounds its own memory, and
// when the bound is met says which pass was running, and stops. So does a rewrite that builds an op
// of operands that do not fit: MLIR knows no other way out of a builder.

#ifndef WICK_PASSES_MEMORYBOUND_H
#define WICK_PASSES_MEMORYBOUND_H

#include "mlir/Pass/PassInstrumentation.h"

#include <cstdint>
#include <memory>

namespace wick {

/// Default bound of every tool, in GiB.
constexpr uint64_t defaultMemoryLimit = 8;

/// Bounds this process's address space to `gibibytes`; 0 leaves it as it is. An allocation beyond
/// it ends the process with exit code 1 and a message that names the running pass and `option`, the
/// tool's option that raises the bound. Under a sanitizer, which reserves address space without
/// end, only the message is installed. An op whose result types cannot be inferred ends the process
/// likewise, behind the diagnostic that says why. Call once, after llvm::InitLLVM.
void boundMemory(uint64_t gibibytes, const char *option = "--memory-limit");

/// Tells the message which pass runs. Add it to every PassManager.
std::unique_ptr<mlir::PassInstrumentation> createRunningPassRecorder();

} // namespace wick

#endif // WICK_PASSES_MEMORYBOUND_H
