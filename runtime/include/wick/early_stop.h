/* When to end a training before its last epoch: the loss on data that it does not learn from has
 * not fallen for a while (Prechelt, "Early stopping - but when?", 1998, criterion UP). */
#ifndef WICK_EARLY_STOP_H
#define WICK_EARLY_STOP_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Plain data: copying it saves its state. */
typedef struct wick_early_stop {
  int64_t patience;  /* epochs in a row without a gain that end the training; 0: it never ends */
  double least_gain; /* a loss must be lower by more than this to be a gain; >= 0 */
  double best;       /* the lowest loss; infinity before the first */
  int64_t stale;     /* epochs since the best */
} wick_early_stop;

wick_early_stop wick_early_stop_begin(int64_t patience, double least_gain);

/* Takes the loss of an epoch. Returns whether it is the best; NaN never is. */
bool wick_early_stop_take(wick_early_stop *stop, double loss);

/* Whether the training should end. */
bool wick_early_stop_is_due(const wick_early_stop *stop);

enum { WICK_EARLY_STOP_TEXT = 64 };

/* `best` and `stale` as text for a checkpoint's metadata, exact; and back. Reading fails, and
 * leaves `stop`, when the text is no such text. */
void wick_early_stop_write(const wick_early_stop *stop, char text[WICK_EARLY_STOP_TEXT]);
bool wick_early_stop_read(const char *text, wick_early_stop *stop);

#ifdef __cplusplus
}
#endif
#endif
