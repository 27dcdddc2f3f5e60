/* Counter-based random numbers: a value is a pure function of (seed, stream, counter, index).
 *
 * Generator: Philox 4x32-10 (Salmon, Moraes, Dror, Shaw: "Parallel random numbers: as easy as
 * 1, 2, 3", SC'11). The compiler and the reference interpreter follow the same convention:
 *   key     = (low32(seed), high32(seed))
 *   counter = (i / 4, stream, low32(counter), high32(counter)), lane = i % 4
 * for the flat index i < 2^34 of an element. */
#ifndef WICK_RANDOM_H
#define WICK_RANDOM_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* One block of the bijection: out = Philox4x32-10(counter, key). */
void wick_philox4x32(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4]);

/* out[i] = low + u * (high - low), u = (word >> 8) * 2^-24 in [0, 1); float arithmetic. */
void wick_random_uniform(float *out, int64_t count, float low, float high, uint64_t seed,
                         uint32_t stream, uint64_t counter);

/* out[i] = mean + stddev * z, z by Box and Muller from the lane pairs (0,1) and (2,3):
 * u1 = ((w0 >> 8) + 1) * 2^-24 in (0, 1], u2 = (w1 >> 8) * 2^-24, r = sqrt(-2 ln u1);
 * the even lane is r cos(2 pi u2), the odd lane r sin(2 pi u2). Double arithmetic, rounded once. */
void wick_random_normal(float *out, int64_t count, double mean, double stddev, uint64_t seed,
                        uint32_t stream, uint64_t counter);

/* A sequence of words from one (seed, stream, counter). Plain data: copying it saves its position.
 */
typedef struct wick_random {
  uint64_t seed;
  uint64_t counter;
  uint64_t index; /* flat index of the next word */
  uint32_t stream;
} wick_random;

/* The word at random->index; advances it by one. */
uint32_t wick_random_next(wick_random *random);

/* Uniform in [0, bound) without bias (words that would favour small values are drawn again);
 * 0 when bound is 0. Bounds up to 2^32 take one word a draw, larger ones two. */
uint64_t wick_random_below(wick_random *random, uint64_t bound);

/* Fisher-Yates: every order of `items` is equally likely. */
void wick_random_shuffle(wick_random *random, int64_t *items, int64_t count);

#ifdef __cplusplus
}
#endif
#endif
