//===- Ladder.h - one matrix product, pass by pass ---------------------------===//

#ifndef WICK_BENCH_LADDER_H
#define WICK_BENCH_LADDER_H

#include "bench/Report.h"

namespace wick::bench {

/// One case, "W7 matmul 512", with a column for each rung: the product as the passes up to one more
/// leave it; oneDNN, where it is installed, on top.
std::vector<Case> ladderCases();

/// The rungs as bars on stdout: GFLOP/s, per cent of the peak, times the rung below, and the pass
/// that made the step.
void printLadder(const std::vector<Row> &rungs);

/// The same as an SVG. Throws std::runtime_error when the file cannot be written.
void writeLadder(const std::string &path, const Machine &machine, const std::vector<Row> &rungs);

} // namespace wick::bench

#endif // WICK_BENCH_LADDER_H
