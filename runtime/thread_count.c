/* How many threads generated code may use. Apart from parallel.c, so that a program without a
 * parallel loop needs no OpenMP runtime. */
#include "wick/parallel.h"

#include <stdatomic.h>
#include <stdlib.h>

enum { MOST_THREADS = 1024 };

static _Atomic int32_t thread_count; /* 0: not decided yet */

static int32_t clamp_threads(long count) {
  return count < 1 ? 1 : count > MOST_THREADS ? MOST_THREADS : (int32_t)count;
}

int32_t wick_thread_count(void) {
  int32_t count = atomic_load_explicit(&thread_count, memory_order_relaxed);
  if (count)
    return count;
  const char *text = getenv("WICK_NUM_THREADS");
  count = clamp_threads(text ? strtol(text, NULL, 10) : 1);
  int32_t undecided = 0;
  if (!atomic_compare_exchange_strong(&thread_count, &undecided, count))
    return undecided; /* another thread decided first */
  return count;
}

void wick_set_thread_count(int32_t count) { atomic_store(&thread_count, clamp_threads(count)); }
