#include "wick/augment.h"

#include "fail.h"
#include "wick/random.h"

#include <string.h>

/* The stream of Philox that changes are drawn from, and the words that each sample has: three are
 * drawn, and one is there in case wick_random_below draws again. */
enum { AUGMENT_STREAM = 0x4147, WORDS = 4 };

bool wick_augmentation_check(wick_augmentation augmentation, const wick_tensor *samples) {
  if (!augmentation.crop && !augmentation.flip)
    return true;
  char type[128];
  wick_shape_text(samples->dtype, samples->rank, samples->shape, type, sizeof type);
  if (samples->rank < 3 || samples->dtype != WICK_F32)
    return wick_fail("samples %s are no images and cannot be augmented; needed are f32 [count, "
                     "..., height, width]",
                     type);
  int64_t height = samples->shape[samples->rank - 2], width = samples->shape[samples->rank - 1];
  if (augmentation.crop < 0 || augmentation.crop >= height || augmentation.crop >= width)
    return wick_fail("a crop by %d pixels does not fit samples %s; it must be 0 or more and less "
                     "than height and width",
                     augmentation.crop, type);
  return true;
}

/* out[x] = from[x + shift], 0 beyond the row; then mirrored. */
static void augment_row(const float *from, int64_t width, int64_t shift, bool mirror, float *out) {
  for (int64_t x = 0; x < width; ++x) {
    int64_t source = x + shift;
    out[mirror ? width - 1 - x : x] = source >= 0 && source < width ? from[source] : 0;
  }
}

void wick_augment(wick_augmentation augmentation, uint64_t seed, uint64_t epoch,
                  const wick_tensor *samples, int64_t sample, float *out) {
  const int64_t height = samples->shape[samples->rank - 2];
  const int64_t width = samples->shape[samples->rank - 1];
  const int64_t planes = wick_shape_count(samples->rank - 3, samples->shape + 1);
  const uint64_t places = 2 * (uint64_t)augmentation.crop + 1;
  wick_random random = {
      .seed = seed, .counter = epoch, .index = (uint64_t)sample * WORDS, .stream = AUGMENT_STREAM};
  const int64_t down = (int64_t)wick_random_below(&random, places) - augmentation.crop;
  const int64_t right = (int64_t)wick_random_below(&random, places) - augmentation.crop;
  const bool mirror = wick_random_below(&random, 2) && augmentation.flip;
  const float *from = (const float *)samples->data + sample * planes * height * width;
  for (int64_t plane = 0; plane < planes; ++plane, from += height * width)
    for (int64_t y = 0; y < height; ++y, out += width) {
      int64_t source = y + down;
      if (source < 0 || source >= height)
        memset(out, 0, (size_t)width * sizeof *out);
      else
        augment_row(from + source * width, width, right, mirror, out);
    }
}
