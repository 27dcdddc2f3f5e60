/* A progress bar on stderr, silent when stderr is not a terminal. */
#ifndef WICK_PROGRESS_H
#define WICK_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct wick_progress {
  const char *label;
  int64_t total;
  double begin; /* seconds of the monotonic clock */
  double drawn; /* when it was last drawn */
  bool visible;
} wick_progress;

/* `label` must outlive the progress. */
wick_progress wick_progress_begin(const char *label, int64_t total);

/* Shows `done` of total, elapsed and expected time, and a note (may be NULL: "loss 0.31"). Cheap:
 * draws ten times a second at most, and always when done is total. */
void wick_progress_update(wick_progress *progress, int64_t done, const char *note);

/* Clears the line. */
void wick_progress_end(wick_progress *progress);

/* Seconds of the monotonic clock. */
double wick_seconds(void);

#ifdef __cplusplus
}
#endif
#endif
