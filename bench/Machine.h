//===- Machine.h - what this machine can do at most --------------------------===//

#ifndef WICK_BENCH_MACHINE_H
#define WICK_BENCH_MACHINE_H

#include "bench/Column.h"

#include <cstdint>

namespace wick::bench {

/// Multiply-adds of f32 by the vectors of one ISA, without memory.
struct ArithmeticPeak {
  std::string isa; ///< a name of passes/codegen/TileTable.h
  double gflops;
};

/// Reading memory of one size from beginning to end, again and again.
struct ReadBandwidth {
  std::string level; ///< "L2", "L3" or "DRAM"
  int64_t bytes;
  double gigabytesPerSecond; // 1e9 bytes
};

/// One thread's limits, measured.
struct Machine {
  std::string cpu;
  std::vector<ArithmeticPeak> peaks; ///< the widest vectors last
  std::vector<ReadBandwidth> bandwidths;
};

/// Takes about ten times `seconds`; each figure is the best of some runs.
Machine measureMachine(double seconds);

/// The widest multiply-adds as a column, to be timed in turns with others.
Column peakColumn();

/// Of one call of peakColumn's work, on one thread.
double peakColumnFlops();

/// Keeps the process on its last `threads` CPUs (the first one serves most interrupts) and says on
/// which. Throws std::runtime_error when it may use fewer. Threads started later inherit this.
std::string pinTo(int threads);

} // namespace wick::bench

#endif // WICK_BENCH_MACHINE_H
