//===- TileTable.h - register tiles of the matrix kernel per ISA ------------===//

#ifndef WICK_PASSES_CODEGEN_TILETABLE_H
#define WICK_PASSES_CODEGEN_TILETABLE_H

#include "llvm/ADT/StringRef.h"
#include <algorithm>
#include <cstdint>
#include <string>

namespace wick {

/// What the register file of an ISA allows. The kernel keeps `rows` x `vectors` accumulators,
/// `vectors` vectors of the rhs and one broadcast element of the lhs in registers.
struct Isa {
  llvm::StringLiteral name;
  int64_t vectorBytes;
  int64_t vectors; // vectors of a tile row
  int64_t rows;    // most rows of a tile
};

/// 16 registers of 16 or 32 bytes, 32 of 64 or (NEON) 16: the largest tiles that LLVM allocates
/// without a spill.
inline constexpr Isa kIsas[] = {
    {"baseline", 16, 2, 4},
    {"avx2", 32, 2, 6},
    {"avx512", 64, 2, 14},
    {"neon", 16, 4, 5},
};

inline const Isa *findIsa(llvm::StringRef name) {
  for (const Isa &isa : kIsas)
    if (isa.name == name)
      return &isa;
  return nullptr;
}

/// The names of all ISAs, for messages.
inline std::string isaNames() {
  std::string names;
  for (const Isa &isa : kIsas)
    names += (names.empty() ? "" : ", ") + isa.name.str();
  return names;
}

/// A register tile: rows and columns.
struct Tile {
  int64_t rows, columns;
};

/// Addresses this far apart share a set of the first-level cache (64 sets of 64 bytes), which holds
/// eight lines or more: six of the lhs leave room for the rhs.
inline constexpr int64_t kCacheSetStride = 4096;
inline constexpr int64_t kCollidingRows = 6;

/// The tile of an m x n product of elements of `elementBytes`. Rows are evened out over the blocks,
/// so that m = 32 gives 11 + 11 + 10 and not 14 + 14 + 4; few rows get more vectors instead.
/// `lhsRowBytes` is the distance of the lhs elements that a column of the tile reads; 0 where they
/// are neighbours.
inline Tile chooseTile(const Isa &isa, int64_t m, int64_t n, int64_t elementBytes,
                       int64_t lhsRowBytes) {
  int64_t lanes = isa.vectorBytes / elementBytes;
  bool rowsCollide = lhsRowBytes > 0 && lhsRowBytes % kCacheSetStride == 0;
  int64_t mostRows = rowsCollide ? std::min(isa.rows, kCollidingRows) : isa.rows;
  int64_t blocks = (m + mostRows - 1) / mostRows;
  int64_t rows = (m + blocks - 1) / blocks;
  int64_t accumulators = isa.rows * isa.vectors;
  int64_t vectors = isa.vectors;
  while (vectors < 8 && 2 * vectors * rows <= accumulators)
    vectors *= 2;
  while (vectors > 1 && vectors / 2 * lanes >= n)
    vectors /= 2;
  return {rows, vectors * lanes};
}

} // namespace wick

#endif // WICK_PASSES_CODEGEN_TILETABLE_H
