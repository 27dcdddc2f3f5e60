//===- Report.h - what the bench prints and writes ---------------------------===//

#ifndef WICK_BENCH_REPORT_H
#define WICK_BENCH_REPORT_H

#include "bench/Machine.h"
#include "bench/Timing.h"

namespace wick::bench {

/// One backend's figures for one work.
struct Row {
  std::string suite, work, backend;
  int threads;
  Timing timing;
  double gflops;
  double flopsPerByte;
  double peakPercent; ///< of the multiply-adds timed in turns with it, times the threads
};

void printMachine(const Machine &machine);

void printHeader();

/// The rows of one work, with the ratio of each to the fastest median.
void printRows(const std::vector<Row> &rows);

/// Writes an array: one object for the machine, then one per row. Throws std::runtime_error when
/// the file cannot be written.
void writeJSON(const std::string &path, const Machine &machine, const std::vector<Row> &rows);

} // namespace wick::bench

#endif // WICK_BENCH_REPORT_H
