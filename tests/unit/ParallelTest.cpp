#include "wick/parallel.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <set>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

extern "C" void omp_set_max_active_levels(int levels);

namespace {

struct Ranges {
  std::mutex mutex;
  std::vector<std::pair<int64_t, int64_t>> seen;
  std::set<std::thread::id> threads;
};

void note(int64_t begin, int64_t end, void *ctx) {
  auto *ranges = static_cast<Ranges *>(ctx);
  std::lock_guard lock(ranges->mutex);
  ranges->seen.emplace_back(begin, end);
  ranges->threads.insert(std::this_thread::get_id());
}

std::vector<std::pair<int64_t, int64_t>> cut(int64_t count, int64_t grain) {
  Ranges ranges;
  wick_parallel_for(note, count, grain, &ranges);
  std::sort(ranges.seen.begin(), ranges.seen.end());
  return ranges.seen;
}

class Parallel : public testing::Test {
protected:
  ~Parallel() override { wick_set_thread_count(1); }
};

TEST_F(Parallel, VisitsEveryIndexOnceInEvenRanges) {
  for (int32_t threads : {1, 2, 3, 8}) {
    wick_set_thread_count(threads);
    for (int64_t count : {1, 2, 7, 64, 1001})
      for (int64_t grain : {1, 3, 16, 2000}) {
        int64_t next = 0, shortest = count, longest = 0;
        for (auto [begin, end] : cut(count, grain)) {
          EXPECT_EQ(begin, next);
          EXPECT_LT(begin, end);
          next = end;
          shortest = std::min(shortest, end - begin);
          longest = std::max(longest, end - begin);
        }
        EXPECT_EQ(next, count) << threads << " threads, grain " << grain;
        EXPECT_LE(longest - shortest, 1);
        EXPECT_GE(shortest, std::min(count, grain));
      }
  }
}

TEST_F(Parallel, CutsIntoAtMostOneRangePerThread) {
  wick_set_thread_count(4);
  EXPECT_EQ(cut(100, 1).size(), 4u);
  EXPECT_EQ(cut(100, 33).size(), 3u);
  EXPECT_EQ(cut(100, 40).size(), 2u);
  EXPECT_EQ(cut(100, 51).size(), 1u);
  EXPECT_EQ(cut(10, 0).size(), 4u);
  EXPECT_TRUE(cut(0, 1).empty());
  EXPECT_TRUE(cut(-5, 1).empty());
  EXPECT_EQ(cut(INT64_MAX, INT64_MAX / 2).size(), 2u);
}

TEST_F(Parallel, UsesSeveralThreadsWhenAsked) {
  Ranges ranges;
  wick_set_thread_count(2);
  wick_parallel_for(note, 2, 1, &ranges);
  EXPECT_EQ(ranges.threads.size(), 2u);
}

void nested(int64_t, int64_t, void *ctx) { wick_parallel_for(note, 10, 1, ctx); }

TEST_F(Parallel, RunsANestedCallOnItsOwnThread) {
  Ranges ranges;
  omp_set_max_active_levels(4); // OpenMP itself would start more threads
  wick_set_thread_count(2);
  wick_parallel_for(nested, 2, 1, &ranges);
  EXPECT_EQ(ranges.seen.size(), 4u); // twice the cut of two threads
  EXPECT_LE(ranges.threads.size(), 2u);
}

// The stack of a second thread finds no room, and the loop is done by the first.
TEST_F(Parallel, DoesWithoutThreadsThatCannotBeStarted) {
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
  GTEST_SKIP() << "a sanitizer's run time needs memory of its own";
#endif
  GTEST_FLAG_SET(death_test_style, "threadsafe"); // a forked pool waits for threads it has not
  auto run = [] {
    wick_set_thread_count(3);
    rlimit nothingMore{1 << 20, 1 << 20};
    setrlimit(RLIMIT_AS, &nothingMore);
    int64_t ranges = 0;
    wick_parallel_for([](int64_t, int64_t, void *ctx) { ++*static_cast<int64_t *>(ctx); }, 9, 1,
                      &ranges);
    _exit(ranges == 3 ? 0 : 1);
  };
  EXPECT_EXIT(run(), testing::ExitedWithCode(0), "wick: 1 of 3 threads: .*WICK_NUM_THREADS=1");
}

TEST_F(Parallel, ThreadCountIsClamped) {
  wick_set_thread_count(0);
  EXPECT_EQ(wick_thread_count(), 1);
  wick_set_thread_count(1 << 20);
  EXPECT_EQ(wick_thread_count(), 1024);
}

} // namespace
