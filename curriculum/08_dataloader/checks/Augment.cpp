// 08.3, augmentation: windows and mirror images, drawn for each sample and epoch.
#include "wick/augment.h"
#include "curriculum/checker/Check.h"
#include "ir/Slot.h"
#include "wick/error.h"
#include "wick/tensor.h"

#include <array>
#include <map>
#include <set>

using namespace wick::check;

static const wick::Slot augmentSlot("wick_augment", wick_augment);
/// Of the library that augmentSlot() is in.
static const wick::Slot lastError("wick_last_error", wick_last_error);

namespace {

using Image = std::vector<float>;

/// Two images of two channels, 3 x 4, whose values are all different and none of them 0.
class Pictures {
public:
  static constexpr int64_t kChannels = 2, kHeight = 3, kWidth = 4;
  static constexpr int64_t kPixels = kHeight * kWidth, kSize = kChannels * kPixels;

  Pictures() {
    for (int64_t i = 0; i < 2 * kSize; ++i)
      values.push_back(static_cast<float>(i + 1));
    samples = {.dtype = WICK_F32,
               .rank = 4,
               .shape = {2, kChannels, kHeight, kWidth},
               .data = values.data()};
  }
  Pictures(const Pictures &) = delete;

  Image augment(wick_augmentation augmentation, uint64_t epoch, int64_t sample,
                uint64_t start = 42) const {
    Image out(kSize, -99);
    augmentSlot(augmentation, start, epoch, &samples, sample, out.data());
    if (*lastError())
      throw Red{lastError()};
    return out;
  }

  /// What the reference makes of it.
  Image reference(wick_augmentation augmentation, uint64_t epoch, int64_t sample) const {
    Image out(kSize);
    wick_augment(augmentation, 42, epoch, &samples, sample, out.data());
    return out;
  }

  /// The window that begins at (y, x) in an image amid zeros, by the definition.
  Image window(int64_t sample, int64_t y, int64_t x, bool isMirrored) const {
    Image out;
    for (int64_t i = 0; i < kSize; ++i) {
      const int64_t row = i / kWidth % kHeight + y, column = i % kWidth;
      const int64_t from = (isMirrored ? kWidth - 1 - column : column) + x;
      const bool isInside = row >= 0 && row < kHeight && from >= 0 && from < kWidth;
      const int64_t channel = i / kPixels;
      out.push_back(isInside ? values[static_cast<size_t>(sample * kSize + channel * kPixels +
                                                          row * kWidth + from)]
                             : 0);
    }
    return out;
  }

  /// Which change makes `image` of the sample: y, x, mirrored.
  using Change = std::array<int64_t, 3>;
  Change changeOf(const Image &image, int64_t sample, int64_t crop) const {
    for (int64_t y = -crop; y <= crop; ++y)
      for (int64_t x = -crop; x <= crop; ++x)
        for (bool isMirrored : {false, true})
          if (image == window(sample, y, x, isMirrored))
            return {y, x, isMirrored};
    throw Red{"an image is neither a window nor the mirror image of one: its first channel is\n" +
                  text(image),
              "the image:\n" + text(window(sample, 0, 0, false))};
  }

  static std::string text(const Image &image) {
    std::string rows;
    for (int64_t i = 0; i < kPixels; ++i) {
      std::string number = std::to_string(static_cast<int64_t>(image[static_cast<size_t>(i)]));
      rows += std::string(number.size() < 4 ? 4 - number.size() : 0, ' ') + number +
              (i % kWidth == kWidth - 1 ? "\n" : "");
    }
    return rows;
  }

private:
  std::vector<float> values;
  wick_tensor samples;
};

std::string text(const Pictures::Change &change) {
  return "(" + std::to_string(change[0]) + ", " + std::to_string(change[1]) +
         (change[2] ? ", mirrored)" : ")");
}

} // namespace

LAB_CHECK("08.3", verifies, nothing, "Without crop and flip an image stays as it is") {
  const Pictures pictures;
  for (uint64_t epoch = 0; epoch < 20; ++epoch)
    for (int64_t sample : {0, 1})
      if (Image image = pictures.augment({.crop = 0, .flip = false}, epoch, sample);
          image != pictures.window(sample, 0, 0, false))
        throw Red{"an image that nothing should happen to is\n" + Pictures::text(image)};
}

LAB_CHECK("08.3", structure, windows, "Every image is a window, or the mirror image of one") {
  const Pictures pictures;
  for (int32_t crop : {0, 1, 2})
    for (uint64_t epoch = 0; epoch < 60; ++epoch)
      for (int64_t sample : {0, 1}) {
        pictures.changeOf(pictures.augment({.crop = crop, .flip = true}, epoch, sample), sample,
                          crop);
        auto change = pictures.changeOf(
            pictures.augment({.crop = crop, .flip = false}, epoch, sample), sample, crop);
        if (change[2])
          throw Red{"without flip an image is mirrored"};
      }
}

LAB_CHECK("08.3", execution, equallyOften, "Each window, mirrored or not, is equally likely") {
  const Pictures pictures;
  constexpr int draws = 9000, changes = 3 * 3 * 2, expected = draws / changes;
  std::map<Pictures::Change, int> seen;
  for (uint64_t epoch = 0; epoch < draws; ++epoch)
    ++seen[pictures.changeOf(pictures.augment({.crop = 1, .flip = true}, epoch, 0), 0, 1)];
  for (int64_t y = -1; y <= 1; ++y)
    for (int64_t x = -1; x <= 1; ++x)
      for (int64_t mirror : {0, 1})
        // Five standard deviations of 22.
        if (int count = seen[{y, x, mirror}]; std::abs(count - expected) > 110)
          throw Red{"of 9000 changes " + std::to_string(count) + " are " + text({y, x, mirror}) +
                    ", not about 500"};
}

LAB_CHECK("08.3", execution, foundAgain, "The change is a function of seed, epoch and sample") {
  const Pictures pictures;
  const wick_augmentation augmentation = {.crop = 2, .flip = true};
  std::set<Pictures::Change> byEpoch, bySeed;
  int equal = 0;
  for (uint64_t i = 0; i < 40; ++i) {
    const Image first = pictures.augment(augmentation, i, 0);
    if (pictures.augment(augmentation, i, 0) != first)
      throw Red{"the same seed, epoch and sample give two different images"};
    byEpoch.insert(pictures.changeOf(first, 0, 2));
    bySeed.insert(pictures.changeOf(pictures.augment(augmentation, 3, 0, i), 0, 2));
    equal += pictures.changeOf(first, 0, 2) ==
             pictures.changeOf(pictures.augment(augmentation, i, 1), 1, 2);
  }
  // 40 draws of 50 changes give 28 different ones on average, and one pair in 50 is equal.
  if (byEpoch.size() < 10)
    throw Red{"40 epochs have only " + std::to_string(byEpoch.size()) + " different changes"};
  if (bySeed.size() < 10)
    throw Red{"40 seeds have only " + std::to_string(bySeed.size()) + " different changes"};
  if (equal > 15)
    throw Red{"two samples are changed alike in " + std::to_string(equal) + " of 40 epochs"};
}

LAB_CHECK("08.3", execution, sameBits, "It is the change that a checkpoint expects") {
  const Pictures pictures;
  for (bool flip : {true, false})
    for (uint64_t epoch = 0; epoch < 30; ++epoch)
      for (int64_t sample : {0, 1}) {
        const wick_augmentation augmentation = {.crop = 2, .flip = flip};
        const Image image = pictures.augment(augmentation, epoch, sample);
        const Image expected = pictures.reference(augmentation, epoch, sample);
        if (image != expected)
          throw Red{"epoch " + std::to_string(epoch) + " changes the sample " +
                        std::to_string(sample) + " by " + text(pictures.changeOf(image, sample, 2)),
                    "", "", text(pictures.changeOf(expected, sample, 2))};
      }
}
