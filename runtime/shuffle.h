/* The order in which an epoch visits the samples. */
#ifndef WICK_RUNTIME_SHUFFLE_H
#define WICK_RUNTIME_SHUFFLE_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Writes a permutation of 0 .. count - 1 to `order`: all are equally likely, and the one that comes
 * is a function of seed and epoch alone, so an epoch is found again without those before it.
 * Fails when `count` is negative. */
bool wick_shuffle_epoch(int64_t *order, int64_t count, uint64_t seed, uint64_t epoch);

#ifdef __cplusplus
}
#endif
#endif
