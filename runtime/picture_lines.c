/* Curves on a canvas of dots: braille has 2x4 dots a character, ASCII one. */
#include "fail.h"
#include "picture_style.h"

#include <math.h>
#include <stdlib.h>

enum { LABEL = 9 }; /* columns of the numbers beside the y axis */

typedef struct canvas {
  int columns, rows;     /* in characters */
  int dots_x, dots_y;    /* in a character */
  unsigned char *dots;   /* [rows, columns] braille bits, or 1 */
  unsigned char *series; /* [rows, columns] 1 + the last series drawn here */
  double low, high;      /* the y range */
  int64_t longest;       /* values of the longest series */
} canvas;

static bool finite_range(const wick_picture_series *series, int32_t count, canvas *c) {
  c->low = INFINITY;
  c->high = -INFINITY;
  for (int32_t s = 0; s < count; ++s) {
    if (series[s].count > c->longest)
      c->longest = series[s].count;
    for (int64_t i = 0; i < series[s].count; ++i) {
      double value = series[s].values[i];
      if (isfinite(value)) {
        c->low = fmin(c->low, value);
        c->high = fmax(c->high, value);
      }
    }
  }
  if (c->low > c->high)
    return false;
  if (c->low == c->high) { /* a flat line stands in the middle */
    double margin = c->low == 0 ? 1 : fabs(c->low) / 2;
    c->low -= margin;
    c->high += margin;
  }
  return true;
}

/* Sets a dot; (0, 0) is the lower left. */
static void set_dot(canvas *c, int x, int y, int32_t series) {
  /* Unicode's braille bits for [row from the top][column]. */
  static const unsigned char bits[4][2] = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
  int from_top = c->rows * c->dots_y - 1 - y;
  int cell = from_top / c->dots_y * c->columns + x / c->dots_x;
  c->dots[cell] |= c->dots_x == 2 ? bits[from_top % 4][x % 2] : 1;
  c->series[cell] = (unsigned char)(series + 1);
}

static int dot_y(const canvas *c, double value) {
  return (int)((value - c->low) / (c->high - c->low) * (c->rows * c->dots_y - 1) + 0.5);
}

/* The value at a dot's column: the series, linearly interpolated; NaN outside of it. */
static double value_at(const canvas *c, const wick_picture_series *series, int x) {
  double at =
      c->longest > 1 ? (double)x / (c->columns * c->dots_x - 1) * (double)(c->longest - 1) : 0;
  int64_t left = (int64_t)at;
  if (left >= series->count)
    return NAN;
  double share = at - (double)left;
  if (share == 0 || left + 1 == series->count)
    return share == 0 ? series->values[left] : NAN;
  return series->values[left] * (1 - share) + series->values[left + 1] * share;
}

/* One dot a column, and the dots between it and its left neighbour. */
static void draw_series(canvas *c, const wick_picture_series *series, int32_t index) {
  int before = -1;
  for (int x = 0; x < c->columns * c->dots_x; ++x) {
    double value = value_at(c, series, x);
    if (!isfinite(value)) {
      before = -1;
      continue;
    }
    int y = dot_y(c, value), step = before < y ? 1 : -1;
    set_dot(c, x, y, index);
    for (int between = before; before >= 0 && between != y; between += step)
      set_dot(c, x, between, index);
    before = y;
  }
}

static void put_cell(FILE *out, wick_picture_style style, const canvas *c, int cell) {
  static const char marks[] = "*+o#x@";
  char text[4] = " ";
  if (c->dots[cell] && style.unicode) { /* U+2800 + bits, in UTF-8 */
    text[0] = (char)0xe2;
    text[1] = (char)(0xa0 | c->dots[cell] >> 6);
    text[2] = (char)(0x80 | (c->dots[cell] & 0x3f));
    text[3] = '\0';
  } else if (c->dots[cell])
    text[0] = marks[(c->series[cell] - 1) % (int)(sizeof marks - 1)];
  wick_picture_put(out, style,
                   c->series[cell] ? wick_picture_color_of(c->series[cell] - 1) : COLOR_NONE, text);
}

static void put_rows(FILE *out, wick_picture_style style, const canvas *c) {
  for (int row = 0; row < c->rows; ++row) {
    char label[32] = "";
    if (row == 0 || row == c->rows - 1 || row == c->rows / 2)
      snprintf(label, sizeof label, "%.4g",
               c->high - (c->high - c->low) * row / (c->rows > 1 ? c->rows - 1 : 1));
    wick_picture_put_right(out, label, LABEL);
    fputs(style.unicode ? (*label ? " ┤" : " │") : (*label ? " +" : " |"), out);
    for (int column = 0; column < c->columns; ++column)
      put_cell(out, style, c, row * c->columns + column);
    fputc('\n', out);
  }
}

static void put_x_axis(FILE *out, wick_picture_style style, const canvas *c, const char *label) {
  char last[32];
  int columns = snprintf(last, sizeof last, "%lld", (long long)c->longest);
  fprintf(out, "%*s %s", LABEL, "", style.unicode ? "└" : "+");
  for (int i = 0; i < c->columns; ++i)
    fputs(style.unicode ? "─" : "-", out);
  fprintf(out, "\n%*s1", LABEL + 2, "");
  int room = c->columns - 1 - columns, text = wick_picture_columns(label);
  int before = room > text ? (room - text) / 2 : 0;
  fprintf(out, "%*s%s%*s%s\n", before, "", room > text ? label : "",
          room > text ? room - text - before : room, "", last);
}

static void put_legend(FILE *out, wick_picture_style style, const wick_picture_series *series,
                       int32_t count) {
  static const char marks[] = "*+o#x@";
  for (int32_t s = 0; s < count; ++s) {
    char ascii[2] = {marks[s % (int)(sizeof marks - 1)], '\0'};
    if (!series[s].name)
      continue;
    fprintf(out, "%*s", s ? 2 : LABEL + 2, "");
    wick_picture_put(out, style, wick_picture_color_of(s), style.unicode ? "━" : ascii);
    fprintf(out, " %s", series[s].name);
  }
  if (count && series[0].name)
    fputc('\n', out);
}

void wick_picture_lines(FILE *out, wick_picture_style style, const char *title, const char *x_label,
                        const wick_picture_series *series, int32_t series_count) {
  canvas c = {.columns = style.width - LABEL - 3,
              .rows = style.height,
              .dots_x = style.unicode ? 2 : 1,
              .dots_y = style.unicode ? 4 : 1};
  fprintf(out, "%s\n", title);
  if (c.columns < 1 || c.rows < 1 || !finite_range(series, series_count, &c)) {
    fputs("  (no finite values to draw)\n", out);
    return;
  }
  size_t cells = (size_t)c.columns * (size_t)c.rows;
  c.dots = wick_allocate(cells, 2, "a picture");
  if (!c.dots)
    return;
  c.series = c.dots + cells;
  for (int32_t s = 0; s < series_count; ++s)
    draw_series(&c, &series[s], s);
  put_rows(out, style, &c);
  put_x_axis(out, style, &c, x_label);
  put_legend(out, style, series, series_count);
  free(c.dots);
}
