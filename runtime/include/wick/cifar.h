/* CIFAR-10's binary files: records of a label (one byte, 0..9) and 3x32x32 bytes of pixels, the
 * planes red, green, blue, each by rows. Format: https://www.cs.toronto.edu/~kriz/cifar.html. */
#ifndef WICK_CIFAR_H
#define WICK_CIFAR_H

#include "wick/dataset.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Reads `count` files one after the other: samples f32 [records, 3, 32, 32], each pixel times
 * `scale`, and labels i32 [records]. A file may have any number of records (the distributed ones
 * have 10,000). Refuses a length that is no multiple of a record's, and a label above 9. */
bool wick_cifar10_read(const char *const *paths, int32_t count, float scale, wick_dataset *dataset);

#ifdef __cplusplus
}
#endif
#endif
