#include "shuffle.h"

#include "fail.h"
#include "wick/random.h"

/* The stream of Philox that orders are drawn from. */
enum { SHUFFLE_STREAM = 0x5348 };

/* Fisher and Yates, 1938; Durstenfeld, 1964. */
void wick_random_shuffle(wick_random *random, int64_t *items, int64_t count) {
  // LAB BEGIN 08.1a "Every order equally often"
  // TASK: From the last item down to the second: exchange it with one of the items up to it, itself
  // TASK: included, each of them equally likely. wick_random_below(random, n) is one of 0 .. n - 1.
  // STUB: (void)random, (void)items, (void)count;
  for (int64_t i = count - 1; i > 0; --i) {
    int64_t j = (int64_t)wick_random_below(random, (uint64_t)i + 1);
    int64_t item = items[i];
    items[i] = items[j];
    items[j] = item;
  }
  // LAB END
}

bool wick_shuffle_epoch(int64_t *order, int64_t count, uint64_t seed, uint64_t epoch) {
  if (count < 0)
    return wick_fail("there is no order of %lld samples", (long long)count);
  // LAB BEGIN 08.1b "The order of an epoch"
  // TASK: Write 0, 1, 2 ... to `order` and shuffle it with a wick_random that begins at the first
  // TASK: word (index 0) of the seed, with the epoch as counter and SHUFFLE_STREAM as stream; return
  // TASK: true.
  // STUB: (void)order, (void)count, (void)seed, (void)epoch;
  // STUB: return wick_fail("lab 08.1 is not written yet");
  for (int64_t i = 0; i < count; ++i)
    order[i] = i;
  wick_random random = {.seed = seed, .counter = epoch, .stream = SHUFFLE_STREAM};
  wick_random_shuffle(&random, order, count);
  return true;
  // LAB END
}
