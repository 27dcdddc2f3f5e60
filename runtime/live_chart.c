#include "wick/live_chart.h"

#include "wick/progress.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

wick_live_chart wick_live_chart_begin(FILE *out, const char *title, const char *x_label) {
  const char *terminal = getenv("TERM");
  return (wick_live_chart){.out = out,
                           .style = wick_picture_style_of(out),
                           .title = title,
                           .x_label = x_label,
                           .drawn = wick_seconds(),
                           .visible = isatty(fileno(out)) == 1 &&
                                      !(terminal && strcmp(terminal, "dumb") == 0)};
}

/* Goes back to the chart's first line and clears what follows. */
static void clear(wick_live_chart *chart) {
  if (chart->lines > 0)
    fprintf(chart->out, "\r\033[%dA\033[J", chart->lines);
  chart->lines = 0;
}

void wick_live_chart_update(wick_live_chart *chart, const wick_picture_series *series,
                            int32_t count) {
  const double redraw_seconds = 0.25;
  const double now = chart->visible ? wick_seconds() : 0;
  if (!chart->visible || now - chart->drawn < redraw_seconds)
    return;
  chart->drawn = now;
  char *text = NULL;
  size_t size = 0;
  FILE *drawing = open_memstream(&text, &size);
  if (!drawing)
    return; /* no memory: the training matters more */
  wick_picture_lines(drawing, chart->style, chart->title, chart->x_label, series, count);
  if (fclose(drawing) == 0) {
    clear(chart);
    for (const char *at = text; (at = strchr(at, '\n')); ++at)
      ++chart->lines;
    fputs(text, chart->out);
    fflush(chart->out);
  }
  free(text);
}

void wick_live_chart_end(wick_live_chart *chart) {
  if (chart->visible) {
    clear(chart);
    fflush(chart->out);
  }
  chart->visible = false;
}
