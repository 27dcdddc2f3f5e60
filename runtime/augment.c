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
    // LAB BEGIN 08.3a "A row of the window"
    // TASK: Write one element of `out`. Without `mirror` out[x] is from[x + shift], and 0 where the
    // TASK: row has no such element; with `mirror` the same numbers stand the other way round.
    // STUB: (void)from, (void)shift, (void)mirror, (void)out;
    // STUB: wick_fail("lab 08.3 is not written yet");
    int64_t source = x + shift;
    out[mirror ? width - 1 - x : x] = source >= 0 && source < width ? from[source] : 0;
    // LAB END
  }
}

/* How an image is changed. */
typedef struct change {
  int64_t down, right; /* where the window begins in the image */
  bool mirror;
} change;

static change draw_change(wick_augmentation augmentation, uint64_t seed, uint64_t epoch,
                          int64_t sample) {
  change drawn = {0};
  // LAB BEGIN 08.3b "A change for each sample and epoch"
  // TASK: Draw from a wick_random of the seed, with the epoch as counter, AUGMENT_STREAM as stream
  // TASK: and the index sample * WORDS: `down`, then `right`, each one of -crop .. crop, then
  // TASK: `mirror`, with the probability 1/2. Where `augmentation` asks for no flip, draw it too,
  // TASK: and leave it out. wick_random_below(&random, n) is one of 0 .. n - 1.
  // STUB: (void)augmentation, (void)seed, (void)epoch, (void)sample;
  wick_random random = {
      .seed = seed, .counter = epoch, .index = (uint64_t)sample * WORDS, .stream = AUGMENT_STREAM};
  const uint64_t places = 2 * (uint64_t)augmentation.crop + 1;
  drawn.down = (int64_t)wick_random_below(&random, places) - augmentation.crop;
  drawn.right = (int64_t)wick_random_below(&random, places) - augmentation.crop;
  drawn.mirror = wick_random_below(&random, 2) == 1 && augmentation.flip;
  // LAB END
  return drawn;
}

void wick_augment(wick_augmentation augmentation, uint64_t seed, uint64_t epoch,
                  const wick_tensor *samples, int64_t sample, float *out) {
  const int64_t height = samples->shape[samples->rank - 2];
  const int64_t width = samples->shape[samples->rank - 1];
  const int64_t planes = wick_shape_count(samples->rank - 3, samples->shape + 1);
  const change drawn = draw_change(augmentation, seed, epoch, sample);
  const float *from = (const float *)samples->data + sample * planes * height * width;
  for (int64_t plane = 0; plane < planes; ++plane, from += height * width)
    for (int64_t y = 0; y < height; ++y, out += width) {
      int64_t source = y + drawn.down;
      if (source < 0 || source >= height)
        memset(out, 0, (size_t)width * sizeof *out);
      else
        augment_row(from + source * width, width, drawn.right, drawn.mirror, out);
    }
}
