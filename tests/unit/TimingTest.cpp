#include "bench/Timing.h"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

using namespace wick::bench;

namespace {

constexpr int kRounds = 7;
constexpr double kSeconds = 1e-4;

/// Columns "a" and "b" that write down when they begin a run of calls.
struct TimingTest : testing::Test {
  Column column(char name) {
    Column column;
    column.backend = name;
    column.run = [this] { ++calls; };
    column.prepare = [this, name] { turns += name; };
    return column;
  }

  std::string turns;
  int64_t calls = 0;
};

TEST_F(TimingTest, ColumnsTakeTurns) {
  Column columns[] = {column('a'), column('b')};
  timeInTurns(columns, kSeconds, [](int64_t, int64_t) {});
  std::string expected;
  for (int turn = 0; turn < 1 + kRounds; ++turn) // the first one is the warm-up
    expected += "ab";
  EXPECT_EQ(turns, expected);
}

TEST_F(TimingTest, SlowCallsAreWarmedUpTwiceAndTimedOnceARound) {
  Column slow = column('a');
  slow.run = [this] {
    ++calls;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  };
  std::vector<Timing> timings = timeInTurns({&slow, 1}, 1e-9, [](int64_t, int64_t) {});
  EXPECT_EQ(calls, 2 + kRounds);
  ASSERT_EQ(timings.size(), 1u);
  EXPECT_GE(timings[0].min, 1000);
  EXPECT_LE(timings[0].min, timings[0].median);
  EXPECT_GE(timings[0].spread, 0);
}

TEST_F(TimingTest, ProgressEndsAtItsTotal) {
  Column columns[] = {column('a'), column('b')};
  std::vector<int64_t> reports;
  int64_t lastTotal = 0;
  timeInTurns(columns, kSeconds, [&](int64_t done, int64_t total) {
    reports.push_back(done);
    lastTotal = total;
  });
  ASSERT_FALSE(reports.empty());
  EXPECT_EQ(reports.front(), 1);
  EXPECT_EQ(reports.back(), lastTotal);
}

} // namespace
