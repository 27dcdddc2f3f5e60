//===- Agreement.h - columns compute the same --------------------------------===//

#ifndef WICK_BENCH_AGREEMENT_H
#define WICK_BENCH_AGREEMENT_H

#include "bench/Column.h"

#include <span>

namespace wick::bench {

/// Throws std::runtime_error, naming the work, the columns and the element, where a column computes
/// something else than the first one: what is wrong is not timed.
void requireAgreement(const std::string &work, std::span<const Column> columns);

} // namespace wick::bench

#endif // WICK_BENCH_AGREEMENT_H
