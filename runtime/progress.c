#include "wick/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { BAR = 24 };

double wick_seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

wick_progress wick_progress_begin(const char *label, int64_t total) {
  return (wick_progress){.label = label,
                         .total = total,
                         .begin = wick_seconds(),
                         .visible = isatty(STDERR_FILENO) == 1};
}

static void draw(const wick_progress *p, int64_t done, const char *note, double elapsed) {
  double share = p->total > 0 ? (double)done / (double)p->total : 1;
  char bar[BAR + 1];
  for (int i = 0; i < BAR; ++i)
    bar[i] = i < (int)(share * BAR + 0.5) ? '#' : '.';
  bar[BAR] = '\0';
  double left = share > 0 ? elapsed / share - elapsed : 0;
  fprintf(stderr, "\r%s [%s] %lld/%lld %.0fs, %.0fs left %s\033[K", p->label, bar, (long long)done,
          (long long)p->total, elapsed, left, note ? note : "");
  fflush(stderr);
}

void wick_progress_update(wick_progress *progress, int64_t done, const char *note) {
  const double redraw_seconds = 0.1;
  if (!progress->visible)
    return;
  double now = wick_seconds();
  if (done < progress->total && now - progress->drawn < redraw_seconds)
    return;
  progress->drawn = now;
  draw(progress, done, note, now - progress->begin);
}

void wick_progress_end(wick_progress *progress) {
  if (progress->visible)
    fputs("\r\033[K", stderr);
  progress->visible = false;
}
