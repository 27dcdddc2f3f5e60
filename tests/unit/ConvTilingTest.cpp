// Tiles cover every window once, and those that touch the border stand alone.
#include "passes/codegen/ConvTiling.h"
#include <gtest/gtest.h>

using namespace wick;

namespace {

using Triple = std::array<int64_t, 3>; // first, end, count

std::vector<Triple> runsOf(const ConvSpan &span, int64_t most, int64_t unit) {
  std::vector<Triple> runs;
  for (const TileRun &run : tileRuns(span, most, unit))
    runs.push_back({run.first, run.end, run.count});
  return runs;
}

TEST(ConvTiling, PutsTilesInsideIntoOneRun) {
  EXPECT_EQ(runsOf({14, 3, 1, 1, 14}, 2, 1),
            (std::vector<Triple>{{0, 2, 2}, {2, 12, 2}, {12, 14, 2}}));
}

TEST(ConvTiling, HasNoBorderWithoutPadding) {
  EXPECT_EQ(runsOf({14, 3, 1, 0, 12}, 4, 1), (std::vector<Triple>{{0, 12, 4}}));
}

TEST(ConvTiling, EvensOutItsSizes) {
  EXPECT_EQ(runsOf({28, 3, 1, 1, 28}, 8, 1),
            (std::vector<Triple>{{0, 7, 7}, {7, 21, 7}, {21, 28, 7}}));
  EXPECT_EQ(runsOf({10, 1, 1, 0, 10}, 4, 1), (std::vector<Triple>{{0, 4, 4}, {4, 10, 3}}));
}

TEST(ConvTiling, KeepsPairsTogether) {
  EXPECT_EQ(runsOf({14, 3, 1, 1, 14}, 8, 2), (std::vector<Triple>{{0, 8, 8}, {8, 14, 6}}));
}

/// A window of 7 at strides 2 with a border of 3: the first two windows begin on the border.
TEST(ConvTiling, ReadsTheBorderAsStridesSay) {
  EXPECT_EQ(runsOf({16, 7, 2, 3, 8}, 1, 1),
            (std::vector<Triple>{{0, 1, 1}, {1, 2, 1}, {2, 7, 1}, {7, 8, 1}}));
}

TEST(ConvTiling, CoversEveryWindowOnce) {
  for (int64_t windows = 2; windows <= 20; windows += 2)
    for (int64_t most = 1; most <= 9; ++most)
      for (int64_t unit : {1, 2}) {
        int64_t next = 0;
        for (const TileRun &run : tileRuns({windows, 3, 1, 1, windows}, most, unit)) {
          EXPECT_EQ(run.first, next);
          EXPECT_EQ((run.end - run.first) % run.count, 0);
          EXPECT_EQ(run.count % unit, 0);
          EXPECT_LE(run.count, std::max(most, unit));
          next = run.end;
        }
        EXPECT_EQ(next, windows);
      }
}

} // namespace
