//===- CFast.h - the models as C, compiled with -O3 -ffast-math --------------===//

#ifndef WICK_BENCH_CFAST_H
#define WICK_BENCH_CFAST_H

#include "bench/Column.h"

#include <optional>

namespace wick::bench {

/// The column "c-fast" of a work of modelCases, nothing for a work that bench/c does not have.
std::optional<Column> cFastColumn(const std::string &work);

} // namespace wick::bench

#endif // WICK_BENCH_CFAST_H
