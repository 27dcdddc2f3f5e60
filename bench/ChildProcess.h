//===- ChildProcess.h - what a process of its own takes -----------------------===//

#ifndef WICK_BENCH_CHILDPROCESS_H
#define WICK_BENCH_CHILDPROCESS_H

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace wick::bench {

struct ChildRun {
  int exitCode; ///< 128 and more: ended by a signal
  double milliseconds;
  int64_t peakBytes; ///< of resident memory, and of that of its own children
};

/// Calls `work` in a copy of this process, which ends with its result. This process must have one
/// thread. Throws std::runtime_error when there is no process.
ChildRun runInChild(const std::function<int()> &work);

/// Runs a program, whose output goes nowhere. Throws std::runtime_error when it does not start.
ChildRun runProgram(const std::vector<std::string> &command);

} // namespace wick::bench

#endif // WICK_BENCH_CHILDPROCESS_H
