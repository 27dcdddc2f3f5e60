#include "wick/loader.h"
#include "wick/error.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <numeric>
#include <vector>

namespace {

using Loader = std::unique_ptr<wick_loader, decltype(&wick_loader_destroy)>;

// Samples {i, -i} with label i, for i = 1..count, so that padding is recognized.
class LoaderTest : public testing::Test {
protected:
  ~LoaderTest() override { wick_dataset_free(&dataset); }

  void fill(int64_t count) {
    const int64_t shape[] = {count, 2};
    wick_tensor samples, labels;
    ASSERT_TRUE(wick_tensor_create(WICK_F32, 2, shape, &samples));
    ASSERT_TRUE(wick_tensor_create(WICK_I32, 1, shape, &labels));
    for (int64_t i = 0; i < count; ++i) {
      static_cast<float *>(samples.data)[2 * i] = static_cast<float>(i + 1);
      static_cast<float *>(samples.data)[2 * i + 1] = static_cast<float>(-i - 1);
      static_cast<int32_t *>(labels.data)[i] = static_cast<int32_t>(i + 1);
    }
    ASSERT_TRUE(wick_dataset_create(&samples, &labels, &dataset)) << wick_last_error();
  }
  static wick_loader_options inOrder(int64_t batch, wick_last_batch last) {
    wick_loader_options options{};
    options.batch = batch;
    options.last = last;
    return options;
  }
  static wick_loader_options shuffled(int64_t batch, uint64_t seed, wick_last_batch last) {
    wick_loader_options options = inOrder(batch, last);
    options.seed = seed;
    options.shuffle = true;
    return options;
  }
  Loader load(wick_loader_options options) {
    return {wick_loader_create(&dataset, options), wick_loader_destroy};
  }
  // The labels of the next batch; empty at the end of an epoch.
  static std::vector<int32_t> next(const Loader &loader, int64_t batch) {
    std::vector<float> samples(2 * batch, 99);
    std::vector<int32_t> labels(batch, 99);
    std::vector<float> mask(batch, 99);
    int64_t rows = wick_loader_next(loader.get(), {samples.data(), labels.data(), mask.data()});
    for (int64_t i = 0; i < rows; ++i) {
      EXPECT_EQ(samples[2 * i], labels[i]); // samples and labels stay together
      EXPECT_EQ(samples[2 * i + 1], -labels[i]);
    }
    for (int64_t i = 0; rows && i < batch; ++i)
      EXPECT_EQ(mask[i], i < rows);
    lastRows = rows;
    return rows ? labels : std::vector<int32_t>{};
  }
  static std::vector<int32_t> epoch(const Loader &loader, int64_t batch) {
    std::vector<int32_t> all;
    for (auto labels = next(loader, batch); !labels.empty(); labels = next(loader, batch))
      all.insert(all.end(), labels.begin(), labels.begin() + lastRows);
    return all;
  }

  wick_dataset dataset{};
  static inline int64_t lastRows = 0;
};

TEST_F(LoaderTest, VisitsEachSampleOncePerEpochInANewOrder) {
  fill(23);
  Loader loader = load(shuffled(5, 3, WICK_LAST_KEEP));
  ASSERT_TRUE(loader) << wick_last_error();
  std::vector<int32_t> first = epoch(loader, 5), second = epoch(loader, 5), all(23);
  std::iota(all.begin(), all.end(), 1);
  EXPECT_NE(first, second);
  for (auto *order : {&first, &second}) {
    EXPECT_NE(*order, all);
    std::sort(order->begin(), order->end());
    EXPECT_EQ(*order, all);
  }
}

TEST_F(LoaderTest, TheSeedDecidesTheOrder) {
  fill(40);
  auto order = [&](uint64_t seed) { return epoch(load(shuffled(8, seed, WICK_LAST_DROP)), 8); };
  EXPECT_EQ(order(1), order(1));
  EXPECT_NE(order(1), order(2));
}

TEST_F(LoaderTest, KeepsTheOrderWithoutShuffle) {
  fill(4);
  Loader loader = load(inOrder(2, WICK_LAST_DROP));
  EXPECT_EQ(epoch(loader, 2), (std::vector<int32_t>{1, 2, 3, 4}));
}

TEST_F(LoaderTest, TreatsTheLastBatchAsAsked) {
  fill(5);
  Loader drop = load(inOrder(3, WICK_LAST_DROP));
  EXPECT_EQ(wick_loader_batches(drop.get()), 1);
  EXPECT_EQ(next(drop, 3), (std::vector<int32_t>{1, 2, 3}));
  EXPECT_TRUE(next(drop, 3).empty());
  EXPECT_EQ(next(drop, 3), (std::vector<int32_t>{1, 2, 3}));

  Loader keep = load(inOrder(3, WICK_LAST_KEEP));
  EXPECT_EQ(wick_loader_batches(keep.get()), 2);
  next(keep, 3);
  EXPECT_EQ(next(keep, 3), (std::vector<int32_t>{4, 5, 99})); // the rest is not touched
  EXPECT_EQ(lastRows, 2);

  Loader pad = load(inOrder(3, WICK_LAST_PAD));
  EXPECT_EQ(wick_loader_batches(pad.get()), 2);
  next(pad, 3);
  EXPECT_EQ(next(pad, 3), (std::vector<int32_t>{4, 5, 0}));
  EXPECT_EQ(lastRows, 2);
  EXPECT_TRUE(next(pad, 3).empty());
}

TEST_F(LoaderTest, ShufflesByAPureFunctionOfSeedAndEpoch) {
  fill(6);
  const wick_loader_options options = shuffled(6, 3, WICK_LAST_DROP);
  Loader all = load(options), third = load(options);
  epoch(all, 6), epoch(all, 6);
  ASSERT_TRUE(wick_loader_seek(third.get(), {.epoch = 2, .sample = 0}));
  EXPECT_EQ(epoch(all, 6), epoch(third, 6));
}

TEST_F(LoaderTest, GoesOnFromASavedPosition) {
  fill(20);
  const wick_loader_options options = shuffled(6, 9, WICK_LAST_PAD);
  Loader loader = load(options);
  for (int batch = 0; batch < 7; ++batch) // into the second epoch
    next(loader, 6);
  wick_loader_position position = wick_loader_tell(loader.get());
  EXPECT_EQ(position.epoch, 1u);
  Loader resumed = load(options);
  ASSERT_TRUE(wick_loader_seek(resumed.get(), position));
  for (int batch = 0; batch < 10; ++batch)
    EXPECT_EQ(next(loader, 6), next(resumed, 6));
}

TEST_F(LoaderTest, RefusesWhatCannotWork) {
  fill(4);
  EXPECT_FALSE(load(inOrder(0, WICK_LAST_PAD)));
  EXPECT_STREQ(wick_last_error(), "a batch of 0 samples is empty; ask for at least one");
  EXPECT_FALSE(load(inOrder(5, WICK_LAST_DROP)));
  EXPECT_STREQ(wick_last_error(), "4 samples do not fill one batch of 5");
  Loader loader = load(inOrder(2, WICK_LAST_DROP));
  EXPECT_FALSE(wick_loader_seek(loader.get(), {.epoch = 0, .sample = 5}));
  EXPECT_STREQ(wick_last_error(),
               "position 5 lies outside of the 4 samples; was it saved with another dataset?");
  EXPECT_EQ(next(loader, 2), (std::vector<int32_t>{1, 2}));
}

} // namespace
