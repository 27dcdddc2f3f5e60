/* How a function of the runtime reports failure.
 *
 * Functions return false (or NULL) and leave a sentence that says what failed, where, why and how
 * to fix it. No function of the runtime aborts or exits the process. */
#ifndef WICK_ERROR_H
#define WICK_ERROR_H

#ifdef __cplusplus
extern "C" {
#endif

/* The sentence of this thread's last failure; "" when none failed yet. Valid until the next failure
 * in the same thread. A success does not clear it: read it only after a failure. */
const char *wick_last_error(void);

#ifdef __cplusplus
}
#endif
#endif
