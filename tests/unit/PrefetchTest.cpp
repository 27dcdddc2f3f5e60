// A loader that prefetches hands out what one without does: bit for bit, wherever it is sought.
#include "wick/error.h"
#include "wick/loader.h"

#include <gtest/gtest.h>

#include <memory>
#include <vector>

namespace {

using Loader = std::unique_ptr<wick_loader, decltype(&wick_loader_destroy)>;

constexpr int64_t count = 11, pixels = 12, batch = 4;

/// All that a call says: the buffers, which begin as 99, the rows, the position after it.
struct Call {
  std::vector<float> samples = std::vector<float>(batch * pixels, 99);
  std::vector<int32_t> labels = std::vector<int32_t>(batch, 99);
  std::vector<float> mask = std::vector<float>(batch, 99);
  int64_t rows = 0, sample = 0;
  uint64_t epoch = 0;

  bool operator==(const Call &) const = default;
};

class PrefetchTest : public testing::Test {
protected:
  PrefetchTest() {
    const int64_t shape[] = {count, 3, 4};
    wick_tensor samples, labels;
    EXPECT_TRUE(wick_tensor_create(WICK_F32, 3, shape, &samples));
    EXPECT_TRUE(wick_tensor_create(WICK_I32, 1, shape, &labels));
    for (int64_t i = 0; i < count * pixels; ++i)
      static_cast<float *>(samples.data)[i] = static_cast<float>(i + 1);
    for (int64_t i = 0; i < count; ++i)
      static_cast<int32_t *>(labels.data)[i] = static_cast<int32_t>(i + 1);
    EXPECT_TRUE(wick_dataset_create(&samples, &labels, &dataset));
  }
  ~PrefetchTest() override { wick_dataset_free(&dataset); }

  Loader load(wick_last_batch last, int32_t prefetch) const {
    const wick_loader_options options{.batch = batch,
                                      .seed = 8,
                                      .shuffle = true,
                                      .last = last,
                                      .augmentation = {.crop = 1, .flip = true},
                                      .prefetch = prefetch};
    Loader loader(wick_loader_create(&dataset, options), wick_loader_destroy);
    EXPECT_TRUE(loader) << wick_last_error();
    return loader;
  }

  static Call next(const Loader &loader) {
    Call call;
    call.rows =
        wick_loader_next(loader.get(), {call.samples.data(), call.labels.data(), call.mask.data()});
    const wick_loader_position position = wick_loader_tell(loader.get());
    call.sample = position.sample;
    call.epoch = position.epoch;
    return call;
  }

  wick_dataset dataset{};
};

TEST_F(PrefetchTest, HandsOutTheSameBits) {
  for (wick_last_batch last : {WICK_LAST_DROP, WICK_LAST_KEEP, WICK_LAST_PAD})
    for (int32_t depth : {1, 2, 5}) {
      Loader plain = load(last, 0), ahead = load(last, depth);
      for (int i = 0; i < 40; ++i)
        ASSERT_EQ(next(plain), next(ahead)) << "call " << i << ", depth " << depth;
    }
}

TEST_F(PrefetchTest, GoesOnFromAnyPosition) {
  Loader plain = load(WICK_LAST_PAD, 0), ahead = load(WICK_LAST_PAD, 3);
  for (uint64_t epoch : {4, 0, 7})
    for (int64_t sample : {8, 0, 4}) {
      ASSERT_TRUE(wick_loader_seek(plain.get(), {epoch, sample}));
      ASSERT_TRUE(wick_loader_seek(ahead.get(), {epoch, sample}));
      EXPECT_EQ(wick_loader_tell(ahead.get()).epoch, epoch);
      for (int i = 0; i < 5; ++i)
        ASSERT_EQ(next(plain), next(ahead));
    }
}

TEST_F(PrefetchTest, ResumesInAnotherLoader) {
  Loader first = load(WICK_LAST_DROP, 4);
  for (int i = 0; i < 7; ++i)
    next(first);
  Loader second = load(WICK_LAST_DROP, 1);
  ASSERT_TRUE(wick_loader_seek(second.get(), wick_loader_tell(first.get())));
  for (int i = 0; i < 20; ++i)
    ASSERT_EQ(next(first), next(second));
}

TEST_F(PrefetchTest, EndsWheneverItIsAskedTo) {
  for (int calls = 0; calls < 20; ++calls) {
    Loader loader = load(WICK_LAST_KEEP, 1 + calls % 3);
    for (int i = 0; i < calls; ++i)
      next(loader);
  }
}

} // namespace
