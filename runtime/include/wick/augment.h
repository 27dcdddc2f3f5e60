/* Random changes of images that leave what they show, so that a training sees more of them. */
#ifndef WICK_AUGMENT_H
#define WICK_AUGMENT_H

#include "wick/tensor.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What happens to an image [..., height, width]; all zeros: nothing. */
typedef struct wick_augmentation {
  int32_t crop; /* shifted by up to so many pixels in each direction: the window of the image's own
                 * size in the image with as many zeros on all sides; 0: none */
  bool flip;    /* mirrored left to right, with the probability 1/2 */
} wick_augmentation;

/* Fails when `samples` [count, ..., height, width] are no images of f32, or smaller than the crop.
 */
bool wick_augmentation_check(wick_augmentation augmentation, const wick_tensor *samples);

/* Writes the sample of this index to `out` ([..., height, width]), changed. The change is a
 * function of (seed, epoch, sample) alone (random.h: counter = epoch), so it does not depend on
 * the batch that the sample is in, on the thread or on where a run was resumed; it is another one
 * in each epoch. The channels of an image change alike. `samples` must have passed the check. */
void wick_augment(wick_augmentation augmentation, uint64_t seed, uint64_t epoch,
                  const wick_tensor *samples, int64_t sample, float *out);

#ifdef __cplusplus
}
#endif
#endif
