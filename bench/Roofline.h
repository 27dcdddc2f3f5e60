//===- Roofline.h - kernels under the machine's roof -------------------------===//

#ifndef WICK_BENCH_ROOFLINE_H
#define WICK_BENCH_ROOFLINE_H

#include "bench/Report.h"

namespace wick::bench {

/// Writes an SVG after Williams, Waterman and Patterson, "Roofline", 2009: for each row its GFLOP/s
/// over the operations per byte of its arguments and results, below what the machine's
/// multiply-adds and each level of its memory allow; both axes are logarithmic. Draws the rows of
/// `backend`. Throws std::runtime_error when the file cannot be written.
void writeRoofline(const std::string &path, const Machine &machine, const std::vector<Row> &rows,
                   const std::string &backend);

} // namespace wick::bench

#endif // WICK_BENCH_ROOFLINE_H
