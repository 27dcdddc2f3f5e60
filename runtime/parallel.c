/* The pool is the one that the process already has: oneDNN on Debian runs on libgomp, and two
 * OpenMP pools in one process steal each other's cores (measured: up to 11 times slower). Compiled
 * by clang,
 * `#pragma omp` would call libomp; so this file calls the ABI of libgomp, which libomp exports too.
 */
#include "wick/parallel.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>

void GOMP_parallel(void (*body)(void *), void *data, unsigned threads, unsigned flags);
int omp_get_thread_num(void);
int omp_get_num_threads(void);

enum { MOST_THREADS = 1024 };

static _Atomic int32_t thread_count; /* 0: not decided yet */
static _Thread_local bool inside_a_body;

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

typedef struct job {
  void (*body)(int64_t, int64_t, void *);
  void *ctx;
  int64_t count;
  int64_t grain;
  int64_t grains; /* ceil(count / grain) */
  int64_t ranges;
} job;

/* First index of range `r`; the first (grains mod ranges) ranges are one grain longer. */
static int64_t range_begin(const job *j, int64_t r) {
  int64_t quotient = j->grains / j->ranges, remainder = j->grains % j->ranges;
  int64_t grain = r * quotient + (r < remainder ? r : remainder);
  return grain == j->grains ? j->count : grain * j->grain;
}

/* One thread's share: every team-th range, so that all ranges run even in a smaller team. */
static void run_share(void *data) {
  const job *j = data;
  int64_t team = omp_get_num_threads();
  inside_a_body = true;
  for (int64_t r = omp_get_thread_num(); r < j->ranges; r += team)
    j->body(range_begin(j, r), range_begin(j, r + 1), j->ctx);
  inside_a_body = false;
}

void wick_parallel_for(void (*body)(int64_t begin, int64_t end, void *ctx), int64_t count,
                       int64_t grain, void *ctx) {
  if (count <= 0)
    return;
  if (grain < 1)
    grain = 1;
  int64_t grains = count / grain + (count % grain != 0);
  int64_t threads = wick_thread_count();
  job j = {body, ctx, count, grain, grains, grains < threads ? grains : threads};
  if (j.ranges == 1) {
    body(0, count, ctx);
    return;
  }
  if (inside_a_body) { /* the same cut as outside, one range after the other */
    for (int64_t r = 0; r < j.ranges; ++r)
      body(range_begin(&j, r), range_begin(&j, r + 1), ctx);
    return;
  }
  GOMP_parallel(run_share, &j, (unsigned)j.ranges, 0);
}
