/* The one way in which generated code uses threads. */
#ifndef WICK_PARALLEL_H
#define WICK_PARALLEL_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Calls body(begin, end, ctx) so that every index of [0, count) is in exactly one range.
 *
 * [0, count) is cut into as many ranges as there are threads, or fewer where they would have less
 * than `grain` indices; their lengths differ by one at most. The cut depends only on count, grain
 * and wick_thread_count(), never on the threads that are really granted: a run is bit-exact for a
 * given thread count. One range runs on the caller's thread without entering OpenMP; so does a call
 * from inside a body. grain < 1 counts as 1. Threads that the system does not start are done
 * without, after a warning on stderr. */
void wick_parallel_for(void (*body)(int64_t begin, int64_t end, void *ctx), int64_t count,
                       int64_t grain, void *ctx);

/* Threads that wick_parallel_for uses: the last wick_set_thread_count, else the environment
 * variable WICK_NUM_THREADS, else 1: a second thread takes a core, and waking it costs more than a
 * step of a small model. */
int32_t wick_thread_count(void);

/* Sets the number of threads for the whole process; clamped to 1..1024. */
void wick_set_thread_count(int32_t count);

#ifdef __cplusplus
}
#endif
#endif
