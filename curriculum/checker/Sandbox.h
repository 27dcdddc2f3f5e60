//===- Sandbox.h - runs a check in a process of its own ----------------------===//

#ifndef WICK_CURRICULUM_CHECKER_SANDBOX_H
#define WICK_CURRICULUM_CHECKER_SANDBOX_H

#include "curriculum/checker/Check.h"
#include <functional>
#include <optional>

namespace wick::check {

/// What one check may use.
struct Limits {
  unsigned cpuSeconds = 5;   // of the processor: ends a loop
  unsigned wallSeconds = 60; // ends what waits; a busy machine takes its time
  unsigned gibibytes = 2;    // of address space
};

/// How a check ended.
struct Ending {
  std::optional<Red> red; ///< none: it passed
  bool isCut = false;     ///< by a crash or a limit; the red says by which
  double seconds = 0;
};

/// Calls `check` in a forked process. A crash, an endless loop and a lack of memory become a Red
/// that says so and names what was running.
Ending runApart(const std::function<void()> &check, const Limits &limits);

/// Says what the process is about to do, and to which IR, should it not come back.
void noteActivity(llvm::StringRef activity, llvm::StringRef ir);

/// Keeps the first error that is reported, likewise.
void noteError(llvm::StringRef message);

} // namespace wick::check

#endif // WICK_CURRICULUM_CHECKER_SANDBOX_H
