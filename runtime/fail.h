/* How the runtime's own files set wick_last_error(). */
#ifndef WICK_RUNTIME_FAIL_H
#define WICK_RUNTIME_FAIL_H

#include "wick/error.h"

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Sets this thread's error sentence (cut at 2 KB). Always returns false, so that a check reads
 * `return wick_fail(...)`. The arguments may contain the previous sentence. */
bool wick_fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* calloc that sets the error; `what` completes "no memory for ...". */
void *wick_allocate(size_t count, size_t size, const char *what);

/* Of `count` names the one nearest to `name` by edit distance, or NULL when none is near. */
const char *wick_nearest(const char *name, const char *const *names, int count);

#ifdef __cplusplus
}
#endif
#endif
