//===- Saturate.h - loops that reach the limits of a core --------------------===//

#ifndef WICK_BENCH_SATURATE_H
#define WICK_BENCH_SATURATE_H

#include <cstdint>
#include <vector>

namespace wick::bench {

/// The loops of one ISA. What they return is of no interest.
struct Saturation {
  const char *name; ///< as in passes/codegen/TileTable.h
  double flopsPerIteration;
  float (*multiplyAdd)(int64_t iterations);
  float (*read)(const float *memory, int64_t count); ///< the sum of the elements
};

/// Those that this CPU has, the widest vectors last.
std::vector<Saturation> saturations();

} // namespace wick::bench

#endif // WICK_BENCH_SATURATE_H
