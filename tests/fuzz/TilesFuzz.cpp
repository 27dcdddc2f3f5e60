// The values of the option --tiles, behind the name of an instruction set.
#include "passes/codegen/TileTable.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const llvm::StringRef text(reinterpret_cast<const char *>(data), size);
  const auto [isa, overrides] = text.split(' ');
  llvm::Expected<wick::Tiling> tiling = wick::Tiling::find(isa, overrides);
  if (!tiling) {
    llvm::consumeError(tiling.takeError());
    return 0;
  }
  constexpr int64_t kRows = 37, kColumns = 129;
  const wick::Tile tile = tiling->choose(kRows, kColumns, sizeof(float), /*lhsRowBytes=*/0);
  if (tile.rows < 1 || tile.columns < 1 || tile.unroll < 1)
    __builtin_trap();
  tiling->repaysPacking(kRows, kColumns * sizeof(float));
  tiling->rowsAhead(kRows * kColumns, tile.rows);
  return 0;
}
