#include "wick/early_stop.h"

#include "fail.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

wick_early_stop wick_early_stop_begin(int64_t patience, double least_gain) {
  return (wick_early_stop){.patience = patience, .least_gain = least_gain, .best = INFINITY};
}

bool wick_early_stop_take(wick_early_stop *stop, double loss) {
  const bool is_best = loss < stop->best - stop->least_gain;
  stop->best = is_best ? loss : stop->best;
  stop->stale = is_best ? 0 : stop->stale + 1;
  return is_best;
}

bool wick_early_stop_is_due(const wick_early_stop *stop) {
  return stop->patience > 0 && stop->stale >= stop->patience;
}

void wick_early_stop_write(const wick_early_stop *stop, char text[WICK_EARLY_STOP_TEXT]) {
  snprintf(text, WICK_EARLY_STOP_TEXT, "best %a stale %" PRId64, stop->best, stop->stale);
}

bool wick_early_stop_read(const char *text, wick_early_stop *stop) {
  double best;
  int64_t stale;
  int end = 0;
  if (!text || sscanf(text, "best %la stale %" SCNd64 "%n", &best, &stale, &end) != 2 ||
      text[end] != '\0' || isnan(best) || stale < 0)
    return wick_fail("'%s' is not the state of an early stop", text ? text : "");
  stop->best = best;
  stop->stale = stale;
  return true;
}
