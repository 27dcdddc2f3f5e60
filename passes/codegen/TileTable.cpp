#include "passes/codegen/TileTable.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MathExtras.h"
#include <algorithm>
#include <numeric>

using namespace llvm;

namespace wick {

/// 16 registers of 16 or 32 bytes, 32 of 64 or (NEON) 16: the largest tiles that LLVM allocates
/// without a spill. Two values of k an iteration make LLVM merge the broadcasts of neighbours into
/// shuffles; four are the best.
static constexpr Isa kIsas[] = {
    {"baseline", 16, 2, 4, 4, 16, 16, 16, false},
    {"avx2", 32, 2, 6, 4, 16, 16, 16, true},
    {"avx512", 64, 2, 14, 4, 16, 16, 32, true},
    {"neon", 16, 4, 5, 4, 16, 16, 32, true},
};

ArrayRef<Isa> isas() { return kIsas; }

const Isa *findIsa(StringRef name) {
  const Isa *found = find_if(kIsas, [&](const Isa &isa) { return isa.name == name; });
  return found == std::end(kIsas) ? nullptr : found;
}

Expected<Tiling> Tiling::find(StringRef isa, StringRef overrides) {
  const Isa *row = findIsa(isa);
  if (!row)
    return createStringError(
        "no ISA '" + isa + "'; there are " +
        join(map_range(kIsas, [](const Isa &isa) { return StringRef(isa.name); }), ", "));
  Tiling tiling(*row);
  for (StringRef part : split(overrides, ',')) {
    auto [key, value] = part.split('=');
    if (!part.empty())
      if (Error error = tiling.set(key.trim(), value.trim()))
        return error;
  }
  return tiling;
}

Error Tiling::set(StringRef key, StringRef value) {
  struct Key {
    StringLiteral name, meaning;
    std::optional<int64_t> Tiling::*field;
    int64_t least, most;
    bool isPowerOfTwo;
  };
  static constexpr Key kKeys[] = {
      {"mr", "rows of a tile", &Tiling::mr, 1, 32, false},
      {"nr", "columns of a tile", &Tiling::nr, 1, 256, true},
      {"ku", "values of k an iteration", &Tiling::ku, 1, 16, false},
      {"pack", "row blocks that repay a copy", &Tiling::pack, 1, 1 << 20, false},
      {"pf", "rows from prefetch to use", &Tiling::pf, 0, 1024, false},
  };
  const Key *known = find_if(kKeys, [&](const Key &candidate) { return candidate.name == key; });
  if (known == std::end(kKeys)) {
    std::string list;
    for (const Key &candidate : kKeys)
      list += (list.empty() ? "" : "; ") + (candidate.name + ", " + candidate.meaning).str();
    return createStringError("no key '" + key + "' in tiles such as mr=8,nr=32; there are " + list);
  }
  int64_t number = 0;
  if (value.getAsInteger(10, number) || number < known->least || number > known->most ||
      (known->isPowerOfTwo && !isPowerOf2_64(number)))
    return createStringError(known->name + "='" + value + "': " + known->meaning + " are a " +
                             (known->isPowerOfTwo ? "power of two" : "whole number") + " from " +
                             Twine(known->least) + " to " + Twine(known->most));
  this->*known->field = number;
  return Error::success();
}

/// The most rows for which the elements of a column, `rowBytes` apart, leave the rhs room in the
/// first-level cache (64 sets of 64 bytes, eight lines each or more): all, if at most half the
/// lines of a set are theirs; else few.
static int64_t rowsByCache(int64_t rows, int64_t rowBytes) {
  constexpr int64_t setStride = 4096, linesOfLhs = 4, fewRows = 6;
  int64_t sets = setStride / std::gcd(rowBytes, setStride);
  return rowBytes == 0 || divideCeil(rows, sets) <= linesOfLhs ? rows : std::min(rows, fewRows);
}

Tile Tiling::choose(int64_t m, int64_t n, int64_t elementBytes, int64_t lhsRowBytes) const {
  int64_t lanes = table->vectorBytes / elementBytes;
  int64_t mostRows = rowsByCache(table->rows, lhsRowBytes);
  int64_t rows = divideCeil(m, divideCeil(m, mostRows));
  if (mr)
    rows = std::min(m, *mr);
  if (nr)
    return {rows, *nr, unroll()};
  int64_t accumulators = table->rows * table->vectors;
  int64_t vectors = table->vectors;
  while (vectors < 8 && 2 * vectors * rows <= accumulators)
    vectors *= 2;
  while (vectors > 1 && vectors / 2 * lanes >= n)
    vectors /= 2;
  return {rows, vectors * lanes, unroll()};
}

/// Rows closer than a page share their entry of the translation cache.
static constexpr int64_t kPageBytes = 4096;

bool Tiling::repaysPacking(int64_t rowBlocks, int64_t rowBytes) const {
  return pack ? rowBlocks >= *pack : rowBlocks >= table->pack && rowBytes >= kPageBytes;
}

/// A matrix larger than this comes from memory rather than from the last cache.
static constexpr int64_t kMemoryBytes = 32 << 20;

int64_t Tiling::rowsAhead(int64_t rhsBytes, int64_t tileRows) const {
  return pf.value_or(tileRows == 1 && rhsBytes > kMemoryBytes ? table->prefetch : 0);
}

} // namespace wick
