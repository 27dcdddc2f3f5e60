#include "wick/random.h"

#include <math.h>
#include <stdbool.h>

#define TWO_PI 6.283185307179586476925286766559

/* One round (Salmon et al., section 3.3): two 32x32 multiplications, halves swapped and mixed. */
static void philox_round(uint32_t c[4], const uint32_t key[2]) {
  uint64_t product0 = (uint64_t)0xD2511F53u * c[0];
  uint64_t product1 = (uint64_t)0xCD9E8D57u * c[2];
  uint32_t next0 = (uint32_t)(product1 >> 32) ^ c[1] ^ key[0];
  uint32_t next2 = (uint32_t)(product0 >> 32) ^ c[3] ^ key[1];
  c[0] = next0;
  c[1] = (uint32_t)product1;
  c[2] = next2;
  c[3] = (uint32_t)product0;
}

void wick_philox4x32(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4]) {
  uint32_t k[2] = {key[0], key[1]};
  for (int i = 0; i < 4; ++i)
    out[i] = counter[i];
  for (int round = 0; round < 10; ++round) {
    philox_round(out, k);
    k[0] += 0x9E3779B9u; /* golden ratio */
    k[1] += 0xBB67AE85u; /* sqrt(3) - 1 */
  }
}

static void philox_block(uint64_t seed, uint32_t stream, uint64_t counter, uint64_t block,
                         uint32_t out[4]) {
  const uint32_t key[2] = {(uint32_t)seed, (uint32_t)(seed >> 32)};
  const uint32_t words[4] = {(uint32_t)block, stream, (uint32_t)counter, (uint32_t)(counter >> 32)};
  wick_philox4x32(words, key, out);
}

void wick_random_uniform(float *out, int64_t count, float low, float high, uint64_t seed,
                         uint32_t stream, uint64_t counter) {
  for (int64_t i = 0; i < count; i += 4) {
    uint32_t words[4];
    philox_block(seed, stream, counter, (uint64_t)i / 4, words);
    for (int lane = 0; lane < 4 && i + lane < count; ++lane)
      out[i + lane] = low + (float)(words[lane] >> 8) * 0x1p-24f * (high - low);
  }
}

void wick_random_normal(float *out, int64_t count, double mean, double stddev, uint64_t seed,
                        uint32_t stream, uint64_t counter) {
  for (int64_t i = 0; i < count; i += 4) {
    uint32_t words[4];
    philox_block(seed, stream, counter, (uint64_t)i / 4, words);
    for (int lane = 0; lane < 4 && i + lane < count; lane += 2) {
      double u1 = ((words[lane] >> 8) + 1) * 0x1p-24;
      double angle = TWO_PI * ((words[lane + 1] >> 8) * 0x1p-24);
      double radius = sqrt(-2.0 * log(u1));
      out[i + lane] = (float)(mean + stddev * (radius * cos(angle)));
      if (i + lane + 1 < count)
        out[i + lane + 1] = (float)(mean + stddev * (radius * sin(angle)));
    }
  }
}

uint32_t wick_random_next(wick_random *random) {
  uint32_t words[4];
  philox_block(random->seed, random->stream, random->counter, random->index / 4, words);
  return words[random->index++ % 4];
}

/* A word of 32 bits, or of 64 when `wide`. */
static uint64_t next_word(wick_random *random, bool wide) {
  uint64_t word = wick_random_next(random);
  return wide ? word | (uint64_t)wick_random_next(random) << 32 : word;
}

uint64_t wick_random_below(wick_random *random, uint64_t bound) {
  if (bound == 0)
    return 0;
  bool wide = bound > UINT64_C(1) << 32;
  uint64_t last_word = wide ? UINT64_MAX : UINT32_MAX;
  /* The words above `last_fair` are the incomplete last round of remainders. */
  uint64_t last_fair = last_word - (last_word % bound + 1) % bound;
  uint64_t word;
  do
    word = next_word(random, wide);
  while (word > last_fair);
  return word % bound;
}
