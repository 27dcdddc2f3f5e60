//===- Philox.h - counter-based random words of the reference ---------------===//

#ifndef WICK_IR_INTERP_PHILOX_H
#define WICK_IR_INTERP_PHILOX_H

#include <array>
#include <cstdint>

namespace wick::ir {

/// Philox 4x32-10: ten rounds over a counter of four words under a key of two (Salmon et al.,
/// "Parallel random numbers: as easy as 1, 2, 3", SC'11).
std::array<uint32_t, 4> philox(std::array<uint32_t, 4> counter, std::array<uint32_t, 2> key);

/// The numbers of `wick.random_uniform` and `wick.random_normal`: a pure function of seed, counter,
/// stream and the flat, row-major position of the element.
struct RandomSequence {
  int64_t seed, counter, stream;

  /// Word i mod 4 of block i / 4.
  uint32_t word(int64_t i) const;
  /// In [0, 1), a multiple of 2^-24.
  double uniform(int64_t i) const;
  /// Mean 0, standard deviation 1, by the Box-Muller transform.
  double normal(int64_t i) const;
};

} // namespace wick::ir

#endif // WICK_IR_INTERP_PHILOX_H
