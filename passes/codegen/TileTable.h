//===- TileTable.h - register tiles of the matrix kernel per ISA ------------===//

#ifndef WICK_PASSES_CODEGEN_TILETABLE_H
#define WICK_PASSES_CODEGEN_TILETABLE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <cstdint>
#include <optional>
#include <string>

namespace wick {

/// What the register file of an ISA allows. The kernel keeps `rows` x `vectors` accumulators,
/// `vectors` vectors of the rhs and one broadcast element of the lhs in registers.
struct Isa {
  llvm::StringLiteral name;
  int64_t vectorBytes;
  int64_t vectors;  // vectors of a tile row
  int64_t rows;     // most rows of a tile
  int64_t unroll;   // values of k an iteration
  int64_t pack;     // row blocks that repay a copy of the columns they read
  int64_t prefetch; // rows of a large rhs that are asked for before they are read
  int64_t registers;
  bool hasFma; // multiply-adds of vectors are one instruction
};

/// The table, a row per ISA.
llvm::ArrayRef<Isa> isas();

/// Null if there is none of this name.
const Isa *findIsa(llvm::StringRef name);

/// A register tile: rows and columns of the product, and values of k an iteration of its loop.
struct Tile {
  int64_t rows, columns, unroll;
};

/// The table's row for one ISA, and what a command line says in its place.
class Tiling {
public:
  /// `overrides` lists `key=number`, separated by commas: mr, rows of a tile; nr, its columns, a
  /// power of two; ku, values of k an iteration; pack, the row blocks from which on the rhs is
  /// copied, however long its rows are; pf, rows of the rhs from its prefetch to its use, however
  /// small the rhs, 0 for none. "" leaves the choice to the table. The error names what is wrong
  /// and what may stand there.
  static llvm::Expected<Tiling> find(llvm::StringRef isa, llvm::StringRef overrides);

  /// The tile of an m x n product of elements of `elementBytes`. Rows are evened out over the
  /// blocks, so that m = 32 gives 11 + 11 + 10 and not 14 + 14 + 4; few rows get more vectors
  /// instead. `lhsRowBytes` is the distance of the lhs elements that a column of the tile reads; 0
  /// where they are neighbours.
  Tile choose(int64_t m, int64_t n, int64_t elementBytes, int64_t lhsRowBytes) const;

  /// Whether to copy columns of the rhs, whose rows are `rowBytes` apart, for this many row blocks.
  bool repaysPacking(int64_t rowBlocks, int64_t rowBytes) const;

  /// How many rows before its use a tile of `tileRows` rows asks for a row of an rhs of this size;
  /// 0 for not at all. The hardware follows rows that come from a cache, and the requests of more
  /// than one row of sums are in its way; docs/tiles.md has the figures.
  int64_t rowsAhead(int64_t rhsBytes, int64_t tileRows) const;

  const Isa &isa() const { return *table; }

  /// Values of k an iteration.
  int64_t unroll() const { return ku.value_or(table->unroll); }

private:
  explicit Tiling(const Isa &isa) : table(&isa) {}
  llvm::Error set(llvm::StringRef key, llvm::StringRef value);

  const Isa *table;
  std::optional<int64_t> mr, nr, ku, pack, pf;
};

} // namespace wick

#endif // WICK_PASSES_CODEGEN_TILETABLE_H
