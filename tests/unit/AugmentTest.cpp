#include "wick/augment.h"
#include "wick/error.h"

#include <gtest/gtest.h>

#include <map>
#include <vector>

namespace {

using Image = std::vector<float>;

constexpr int64_t channels = 2, height = 3, width = 4, pixels = height * width;
constexpr uint64_t seed = 5;

// Two images whose pixels are all different, none of them 0.
class AugmentTest : public testing::Test {
protected:
  AugmentTest() {
    const int64_t shape[] = {2, channels, height, width};
    EXPECT_TRUE(wick_tensor_create(WICK_F32, 4, shape, &samples));
    for (int64_t i = 0; i < wick_tensor_count(&samples); ++i)
      data()[i] = static_cast<float>(i + 1);
  }
  ~AugmentTest() override { wick_tensor_free(&samples); }

  float *data() const { return static_cast<float *>(samples.data); }

  Image augment(wick_augmentation augmentation, uint64_t epoch, int64_t sample) const {
    Image out(channels * pixels, 99);
    wick_augment(augmentation, seed, epoch, &samples, sample, out.data());
    return out;
  }

  // The window at (y, x) of the first image in zeros, mirrored or not, by the definition.
  Image window(int64_t y, int64_t x, bool isMirrored) const {
    Image out;
    for (int64_t channel = 0; channel < channels; ++channel)
      for (int64_t row = 0; row < height; ++row)
        for (int64_t column = 0; column < width; ++column) {
          const int64_t fromRow = row + y, seen = isMirrored ? width - 1 - column : column;
          const int64_t fromColumn = seen + x;
          const bool isInside =
              fromRow >= 0 && fromRow < height && fromColumn >= 0 && fromColumn < width;
          out.push_back(isInside ? data()[channel * pixels + fromRow * width + fromColumn] : 0);
        }
    return out;
  }

  wick_tensor samples{};
};

TEST_F(AugmentTest, CropsEveryWindowAndMirrorsEquallyOften) {
  constexpr int epochs = 9000;
  std::map<Image, int> seen;
  for (int epoch = 0; epoch < epochs; ++epoch)
    ++seen[augment({.crop = 1, .flip = true}, epoch, 0)];
  constexpr int windows = 3 * 3 * 2, expected = epochs / windows;
  ASSERT_EQ(seen.size(), windows);
  for (int64_t y = -1; y <= 1; ++y)
    for (int64_t x = -1; x <= 1; ++x)
      for (bool isMirrored : {false, true}) {
        ASSERT_TRUE(seen.contains(window(y, x, isMirrored))) << y << " " << x << " " << isMirrored;
        // 500 are expected with a standard deviation of 22.
        EXPECT_NEAR(seen[window(y, x, isMirrored)], expected, 5 * 22);
      }
}

TEST_F(AugmentTest, DoesWhatIsAskedAndNoMore) {
  for (uint64_t epoch = 0; epoch < 50; ++epoch) {
    const Image flipped = augment({.crop = 0, .flip = true}, epoch, 0);
    EXPECT_TRUE(flipped == window(0, 0, false) || flipped == window(0, 0, true));
    EXPECT_EQ(augment({.crop = 0, .flip = false}, epoch, 0), window(0, 0, false));
  }
}

TEST_F(AugmentTest, DependsOnSeedEpochAndSampleAlone) {
  const wick_augmentation augmentation{.crop = 2, .flip = true};
  EXPECT_EQ(augment(augmentation, 7, 1), augment(augmentation, 7, 1));
  int others = 0;
  Image other(channels * pixels);
  for (uint64_t epoch = 0; epoch < 20; ++epoch) {
    others += augment(augmentation, epoch, 0) != augment(augmentation, epoch + 1, 0);
    wick_augment(augmentation, seed + 1, epoch, &samples, 0, other.data());
    others += augment(augmentation, epoch, 0) != other;
    // The second image is the first plus its size: the same change would move it alike.
    Image second = augment(augmentation, epoch, 1);
    for (float &value : second)
      value = value == 0 ? 0 : value - channels * pixels;
    others += augment(augmentation, epoch, 0) != second;
  }
  EXPECT_GT(others, 50); // of 60; two changes in 50 are equal by chance
}

TEST_F(AugmentTest, RefusesWhatIsNoImage) {
  EXPECT_TRUE(wick_augmentation_check({.crop = 2, .flip = true}, &samples));
  EXPECT_FALSE(wick_augmentation_check({.crop = 3, .flip = false}, &samples));
  EXPECT_STREQ(wick_last_error(), "a crop by 3 pixels does not fit samples 2x2x3x4xf32; it must be "
                                  "0 or more and less than height and width");
  EXPECT_FALSE(wick_augmentation_check({.crop = -1, .flip = false}, &samples));
  wick_tensor rows = samples;
  rows.rank = 2;
  EXPECT_TRUE(wick_augmentation_check({}, &rows));
  EXPECT_FALSE(wick_augmentation_check({.crop = 0, .flip = true}, &rows));
  EXPECT_STREQ(wick_last_error(), "samples 2x2xf32 are no images and cannot be augmented; needed "
                                  "are f32 [count, ..., height, width]");
  wick_tensor integers = samples;
  integers.dtype = WICK_I32;
  EXPECT_FALSE(wick_augmentation_check({.crop = 1, .flip = false}, &integers));
}

} // namespace
