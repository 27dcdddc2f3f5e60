#include "curriculum/milestones/04_cnn/Maps.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace milestone {

using namespace wick::runtime;

namespace {

/// Grey planes [count, height, width] that are to be seen.
struct Planes {
  const float *values;
  int64_t count, height, width;
};

} // namespace

/// Prints the planes that one line of the terminal holds, from the least value (black) to the
/// largest (white) of all of them, each value as `scale` x `scale` pixels.
static bool show(const char *title, const Planes &planes, int64_t scale) {
  const wick_picture_style style = wick_picture_style_of(stdout);
  constexpr int64_t gap = 2;
  const int64_t shown =
      std::clamp<int64_t>(style.width / (planes.width * scale + gap), 1, planes.count);
  const auto [low, high] =
      std::minmax_element(planes.values, planes.values + shown * planes.height * planes.width);
  const float range = *high > *low ? *high - *low : 1;
  const int64_t rows = shown * planes.height * scale, columns = planes.width * scale;
  auto *pixels = static_cast<float *>(
      wick_allocate(static_cast<size_t>(rows * columns), sizeof(float), "a picture"));
  if (!pixels)
    return false;
  for (int64_t row = 0; row < rows; ++row)
    for (int64_t column = 0; column < columns; ++column)
      pixels[row * columns + column] =
          (planes.values[row / scale * planes.width + column / scale] - *low) / range;
  std::printf("\n%s (%lld of %lld)\n", title, static_cast<long long>(shown),
              static_cast<long long>(planes.count));
  wick_picture_images(stdout, style, pixels, shown, static_cast<int32_t>(planes.height * scale),
                      static_cast<int32_t>(columns), nullptr);
  std::free(pixels);
  return true;
}

/// A tensor [.., count, height, width] of the instance, all dimensions before the last two as one.
static bool showBuffer(const char *title, const Instance &instance, const char *entry,
                       const char *name, int64_t scale) {
  const wick_slot *slot = wick_instance_slot(instance.get(), entry, name);
  std::span<const float> values = instance.buffer<float>(entry, name);
  if (!slot || values.empty())
    return false;
  const int64_t height = slot->shape[slot->rank - 2], width = slot->shape[slot->rank - 1];
  const int64_t count = static_cast<int64_t>(values.size()) / (height * width);
  return show(title, {values.data(), count, height, width}, scale);
}

bool showMaps(Instance &instance, const Images &images) {
  std::span<float> image = instance.buffer<float>("look", "image");
  if (static_cast<int64_t>(image.size()) != images.pixels())
    return wick_fail("entry 'look' takes no image of %lld values",
                     static_cast<long long>(images.pixels()));
  std::copy_n(static_cast<const float *>(images.test.get().samples.data), image.size(),
              image.begin());
  constexpr int64_t filterScale = 2;
  return instance.run("look") &&
         showBuffer("The filters of the first layer, 3x3, white: the largest weight", instance,
                    nullptr, "conv1.weight", filterScale) &&
         showBuffer("What they see in the first image of the test", instance, "look", "strokes",
                    1) &&
         showBuffer("What the second layer sees in that", instance, "look", "parts", 1);
}

} // namespace milestone
