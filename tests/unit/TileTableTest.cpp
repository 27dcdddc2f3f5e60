// Register tiles: what the table chooses, and what a command line puts in its place.
#include "passes/codegen/TileTable.h"
#include <gtest/gtest.h>

namespace wick::test {

static constexpr int64_t kFloat = 4;

static Tiling tiling(const char *isa, const char *overrides = "") {
  return llvm::cantFail(Tiling::find(isa, overrides));
}

static std::string whyNot(const char *isa, const char *overrides) {
  llvm::Expected<Tiling> found = Tiling::find(isa, overrides);
  return found ? "" : llvm::toString(found.takeError());
}

TEST(TileTableTest, accumulatorsFitTheRegisters) {
  for (const Isa &isa : isas())
    for (int64_t m = 1; m < 100; ++m) {
      Tile tile = tiling(isa.name.data()).choose(m, 4096, kFloat, 0);
      EXPECT_LE(tile.rows * tile.columns * kFloat, isa.rows * isa.vectors * isa.vectorBytes)
          << isa.name.str() << ", " << m << " rows";
    }
}

TEST(TileTableTest, rowsAreEvenedOut) {
  EXPECT_EQ(tiling("avx512").choose(32, 64, kFloat, 0).rows, 11);
  EXPECT_EQ(tiling("avx512").choose(15, 64, kFloat, 0).rows, 8);
}

TEST(TileTableTest, fewRowsGetMoreColumns) {
  EXPECT_EQ(tiling("avx512").choose(1, 1024, kFloat, 0).columns, 128);
  EXPECT_EQ(tiling("avx512").choose(14, 1024, kFloat, 0).columns, 32);
  EXPECT_EQ(tiling("avx512").choose(1, 10, kFloat, 0).columns, 16);
}

TEST(TileTableTest, rowsThatShareSetsOfTheCacheAreFew) {
  EXPECT_EQ(tiling("avx512").choose(84, 1024, kFloat, 1024 * kFloat).rows, 6);
  EXPECT_EQ(tiling("avx512").choose(84, 1024, kFloat, 512 * kFloat).rows, 6);
  EXPECT_EQ(tiling("avx512").choose(84, 1024, kFloat, 256 * kFloat).rows, 14);
  EXPECT_EQ(tiling("avx512").choose(84, 1024, kFloat, 1000 * kFloat).rows, 14);
}

TEST(TileTableTest, manyBlocksOfLongRowsRepayPacking) {
  EXPECT_TRUE(tiling("avx512").repaysPacking(16, 4096));
  EXPECT_FALSE(tiling("avx512").repaysPacking(15, 4096));
  EXPECT_FALSE(tiling("avx512").repaysPacking(1000, 4092));
  EXPECT_TRUE(tiling("avx512", "pack=2").repaysPacking(2, 4));
  EXPECT_FALSE(tiling("avx512", "pack=2").repaysPacking(1, 4096));
}

TEST(TileTableTest, oneRowAsksAheadForWhatComesFromMemory) {
  constexpr int64_t inCache = 32 << 20, inMemory = inCache + 4;
  EXPECT_EQ(tiling("avx512").rowsAhead(inMemory, 1), 16);
  EXPECT_EQ(tiling("avx512").rowsAhead(inCache, 1), 0);
  EXPECT_EQ(tiling("avx512").rowsAhead(inMemory, 2), 0);
  EXPECT_EQ(tiling("avx512", "pf=8").rowsAhead(4, 14), 8);
  EXPECT_EQ(tiling("avx512", "pf=0").rowsAhead(inMemory, 1), 0);
}

TEST(TileTableTest, overridesReplaceTheChoice) {
  Tile tile = tiling("avx2", "mr=3,nr=64, ku=1").choose(100, 1024, kFloat, 0);
  EXPECT_EQ(tile.rows, 3);
  EXPECT_EQ(tile.columns, 64);
  EXPECT_EQ(tiling("avx2", "ku=1").unroll(), 1);
  EXPECT_EQ(tiling("avx2", "mr=3").choose(2, 1024, kFloat, 0).rows, 2) << "no more than there are";
  EXPECT_EQ(tiling("avx2", "").unroll(), 4);
}

TEST(TileTableTest, refusalsSayWhatMayStandThere) {
  EXPECT_EQ(whyNot("mmx", ""), "no ISA 'mmx'; there are baseline, avx2, avx512, neon");
  EXPECT_EQ(
      whyNot("avx2", "m=3"),
      "no key 'm' in tiles such as mr=8,nr=32; there are mr, rows of a tile; nr, columns of "
      "a tile; ku, values of k an iteration; pack, row blocks that repay a copy; pf, rows from "
      "prefetch to use");
  EXPECT_EQ(whyNot("avx2", "nr=24"), "nr='24': columns of a tile are a power of two from 1 to 256");
  for (const char *value : {"0", "33", "-1", "8x", ""})
    EXPECT_EQ(whyNot("avx2", (std::string("mr=") + value).c_str()),
              std::string("mr='") + value + "': rows of a tile are a whole number from 1 to 32");
}

} // namespace wick::test
