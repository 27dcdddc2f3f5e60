/* Curves that are drawn anew in the same place of a terminal while they grow. */
#ifndef WICK_LIVE_CHART_H
#define WICK_LIVE_CHART_H

#include "wick/picture.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct wick_live_chart {
  FILE *out;
  wick_picture_style style;
  const char *title;
  const char *x_label;
  int32_t lines; /* of it that stand above the cursor */
  double drawn;  /* when it was begun or last drawn, by wick_seconds() */
  bool visible;
} wick_live_chart;

/* Draws nothing unless `out` is a terminal that understands escape sequences. The texts must
 * outlive the chart. */
wick_live_chart wick_live_chart_begin(FILE *out, const char *title, const char *x_label);

/* Draws the curves of wick_picture_lines in place of the last ones, four times a second at most.
 * The cursor must stand where it was left, in the line below the chart, where a wick_progress may
 * draw. */
void wick_live_chart_update(wick_live_chart *chart, const wick_picture_series *series,
                            int32_t count);

/* Clears the chart. */
void wick_live_chart_end(wick_live_chart *chart);

#ifdef __cplusplus
}
#endif
#endif
