//===- Timing.h - columns timed in turns -------------------------------------===//

#ifndef WICK_BENCH_TIMING_H
#define WICK_BENCH_TIMING_H

#include "bench/Column.h"

#include <cstdint>
#include <span>

namespace wick::bench {

/// Microseconds of one call.
struct Timing {
  double median, min;
  double spread; ///< half of the interquartile distance, as a fraction of the median
};

/// Told how much is done, in calls of warm-up and slices of all columns.
using ProgressReport = std::function<void(int64_t done, int64_t total)>;

/// Times each column for about `seconds`, or seven calls when they take longer, after a warm-up of
/// a quarter of that. The columns take turns in seven rounds, so that what else the machine does
/// meets all of them: only ratios within one call of this function hold. A call that takes less
/// than 50 us is timed in a group of about that length.
std::vector<Timing> timeInTurns(std::span<const Column> columns, double seconds,
                                const ProgressReport &progress);

} // namespace wick::bench

#endif // WICK_BENCH_TIMING_H
