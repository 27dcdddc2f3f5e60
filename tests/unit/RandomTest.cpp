#include "wick/random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <vector>

namespace {

using Words = std::array<uint32_t, 4>;

Words philox(Words counter, std::array<uint32_t, 2> key) {
  Words out;
  wick_philox4x32(counter.data(), key.data(), out.data());
  return out;
}

// The known answers of Random123 (tests/kat_vectors, philox4x32 10).
TEST(Random, GivesThePublishedAnswers) {
  constexpr uint32_t ones = 0xffffffff;
  EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}), (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  EXPECT_EQ(philox({ones, ones, ones, ones}, {ones, ones}),
            (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

// The convention that compiler and interpreter share, spelled out once more.
TEST(Random, UniformFollowsTheConvention) {
  constexpr uint64_t seed = 0x0123456789abcdef, counter = 0xfedcba9876543210;
  std::vector<float> values(11);
  wick_random_uniform(values.data(), 11, -2.0f, 3.0f, seed, 7, counter);
  for (uint32_t i = 0; i < 11; ++i) {
    Words words = philox({i / 4, 7, 0x76543210, 0xfedcba98}, {0x89abcdef, 0x01234567});
    float u = static_cast<float>(words[i % 4] >> 8) / 16777216.0f;
    EXPECT_EQ(values[i], -2.0f + u * 5.0f) << "at " << i;
  }
}

TEST(Random, NormalFollowsTheConvention) {
  std::vector<float> values(7);
  wick_random_normal(values.data(), 7, 1.0f, 2.0f, 5, 0, 9);
  for (uint32_t i = 0; i < 7; ++i) {
    Words words = philox({i / 4, 0, 9, 0}, {5, 0});
    uint32_t pair = i % 4 / 2 * 2;
    double u1 = ((words[pair] >> 8) + 1) / 16777216.0, u2 = (words[pair + 1] >> 8) / 16777216.0;
    double r = std::sqrt(-2 * std::log(u1)), angle = 2 * M_PI * u2;
    double z = i % 2 ? r * std::sin(angle) : r * std::cos(angle);
    EXPECT_EQ(values[i], static_cast<float>(1.0 + 2.0 * z)) << "at " << i;
  }
}

TEST(Random, AShorterRequestIsAPrefix) {
  std::vector<float> all(64), part(64);
  wick_random_normal(all.data(), 64, 0, 1, 3, 1, 0);
  for (int64_t count : {1, 2, 3, 5, 17, 63}) {
    wick_random_normal(part.data(), count, 0, 1, 3, 1, 0);
    EXPECT_TRUE(std::equal(part.begin(), part.begin() + count, all.begin())) << count;
  }
}

TEST(Random, MomentsAreThoseOfTheDistribution) {
  constexpr int64_t count = 1 << 18;
  // Four standard errors of the mean; of 2^18 samples this is 4 sigma / 512.
  constexpr double bound = 4.0 / 512;
  std::vector<float> values(count);
  wick_random_uniform(values.data(), count, 0, 1, 1, 0, 0);
  EXPECT_NEAR(std::accumulate(values.begin(), values.end(), 0.0) / count, 0.5, bound * 0.2887);
  EXPECT_LT(*std::max_element(values.begin(), values.end()), 1.0f);
  wick_random_normal(values.data(), count, 0, 1, 1, 0, 0);
  EXPECT_NEAR(std::accumulate(values.begin(), values.end(), 0.0) / count, 0, bound);
  EXPECT_NEAR(std::inner_product(values.begin(), values.end(), values.begin(), 0.0) / count, 1,
              bound * std::sqrt(2.0));
}

TEST(Random, BoundedIntegersStayBelowAndReachAll) {
  wick_random random{.seed = 11, .counter = 0, .index = 0, .stream = 2};
  std::map<uint64_t, int> seen;
  for (int i = 0; i < 7000; ++i)
    ++seen[wick_random_below(&random, 7)];
  ASSERT_EQ(seen.size(), 7u);
  for (auto [value, times] : seen) {
    EXPECT_LT(value, 7u);
    EXPECT_NEAR(times, 1000, 130); // over four standard deviations of 29.3
  }
  EXPECT_EQ(wick_random_below(&random, 0), 0u);
  EXPECT_EQ(wick_random_below(&random, 1), 0u);
  constexpr uint64_t wide = (UINT64_C(1) << 40) + 3;
  uint64_t largest = 0;
  for (int i = 0; i < 100; ++i)
    largest = std::max(largest, wick_random_below(&random, wide));
  EXPECT_LT(largest, wide);
  EXPECT_GT(largest, UINT64_C(1) << 32);
}

// 3 * 2^30 leaves a quarter of all words over: taken by remainder, values below 2^30 would come
// twice as often as the others.
TEST(Random, BoundedIntegersAreUnbiased) {
  constexpr uint64_t third = UINT64_C(1) << 30, bound = 3 * third;
  wick_random random{.seed = 4, .counter = 0, .index = 0, .stream = 0};
  int low = 0;
  for (int i = 0; i < 9000; ++i)
    low += wick_random_below(&random, bound) < third;
  EXPECT_NEAR(low, 3000, 4 * 45); // four standard deviations
}

TEST(Random, ShuffleIsAPermutationThatTheSeedDecides) {
  auto shuffled = [](uint64_t seed) {
    std::vector<int64_t> items(100);
    std::iota(items.begin(), items.end(), 0);
    wick_random random{.seed = seed, .counter = 0, .index = 0, .stream = 0};
    wick_random_shuffle(&random, items.data(), 100);
    return items;
  };
  std::vector<int64_t> one = shuffled(1), sorted = one;
  std::sort(sorted.begin(), sorted.end());
  for (int64_t i = 0; i < 100; ++i)
    EXPECT_EQ(sorted[i], i);
  EXPECT_EQ(one, shuffled(1));
  EXPECT_NE(one, shuffled(2));
  EXPECT_NE(one, sorted);
}

TEST(Random, EveryOrderIsEquallyLikely) {
  std::map<std::array<int64_t, 3>, int> seen;
  wick_random random{.seed = 8, .counter = 0, .index = 0, .stream = 0};
  for (int i = 0; i < 6000; ++i) {
    std::array<int64_t, 3> items{0, 1, 2};
    wick_random_shuffle(&random, items.data(), 3);
    ++seen[items];
  }
  ASSERT_EQ(seen.size(), 6u);
  for (auto &[order, times] : seen)
    EXPECT_NEAR(times, 1000, 4 * 29);
}

} // namespace
