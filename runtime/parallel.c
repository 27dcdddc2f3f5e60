/* The pool is the one that the process already has: oneDNN on Debian runs on libgomp, and two
 * OpenMP pools in one process steal each other's cores (measured: up to 11 times slower). Compiled
 * by clang, `#pragma omp` would call libomp; so this file calls the ABI of libgomp, which libomp
 * exports too.
 */
#include "wick/parallel.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

void GOMP_parallel(void (*body)(void *), void *data, unsigned threads, unsigned flags);
int omp_get_thread_num(void);
int omp_get_num_threads(void);

static _Thread_local bool inside_a_body;

typedef struct job {
  void (*body)(int64_t, int64_t, void *);
  void *ctx;
  int64_t count;
  int64_t ranges;
} job;

/* First index of range `r`; the first (count mod ranges) ranges are one index longer. */
static int64_t range_begin(const job *j, int64_t r) {
  int64_t quotient = j->count / j->ranges, remainder = j->count % j->ranges;
  return r * quotient + (r < remainder ? r : remainder);
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

static void *wait_for_others(void *gate) {
  pthread_mutex_lock(gate);
  pthread_mutex_unlock(gate);
  return NULL;
}

/* Starts threads besides the caller's until there are `wanted` at once or the system refuses one,
 * and lets them end. Returns how many there were. */
static int32_t try_to_start(int32_t wanted) {
  pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
  pthread_t started[wanted];
  int32_t count = 0;
  int error = 0;
  pthread_mutex_lock(&gate);
  while (count + 1 < wanted &&
         (error = pthread_create(&started[count], NULL, wait_for_others, &gate)) == 0)
    ++count;
  pthread_mutex_unlock(&gate);
  for (int32_t i = 0; i < count; ++i)
    pthread_join(started[i], NULL);
  if (error)
    fprintf(stderr,
            "wick: %d of %d threads: %s; raise the limit (ulimit -u, -v) or set "
            "WICK_NUM_THREADS=%d\n",
            count + 1, wanted, strerror(error), count + 1);
  return count + 1;
}

/* The size of a team: OpenMP ends the process when a thread does not start, so they are tried
 * before. */
static int32_t team_size(int32_t wanted) {
  static _Atomic int32_t tried = 1, started = 1;
  if (wanted > atomic_load(&tried)) {
    atomic_store(&started, try_to_start(wanted));
    atomic_store(&tried, wanted);
  }
  int32_t most = atomic_load(&started);
  return wanted < most ? wanted : most;
}

void wick_parallel_for(void (*body)(int64_t begin, int64_t end, void *ctx), int64_t count,
                       int64_t grain, void *ctx) {
  if (count <= 0)
    return;
  int64_t most = grain > 1 ? count / grain : count, threads = wick_thread_count();
  job j = {body, ctx, count, most < 1 ? 1 : most < threads ? most : threads};
  if (j.ranges == 1) {
    body(0, count, ctx);
    return;
  }
  int32_t team = inside_a_body ? 1 : team_size((int32_t)j.ranges);
  if (team > 1) {
    GOMP_parallel(run_share, &j, (unsigned)team, 0);
    return;
  }
  for (int64_t r = 0; r < j.ranges; ++r) /* the same cut, one range after the other */
    body(range_begin(&j, r), range_begin(&j, r + 1), ctx);
}
