#include "fail.h"
#include "picture_style.h"

#include <math.h>
#include <stdlib.h>

enum { BORDER = 2 };

wick_picture_plane wick_picture_plane_around(wick_picture_style style, const float *points,
                                             int64_t count) {
  const double margin = 0.05;
  /* A character is about twice as high as wide, so this plane looks square. */
  wick_picture_plane p = {INFINITY, -INFINITY, INFINITY, -INFINITY, 0, style.height + 4};
  p.columns = 2 * p.rows < style.width - BORDER ? 2 * p.rows : style.width - BORDER;
  for (int64_t i = 0; i < count; ++i) {
    p.x_min = fmin(p.x_min, points[2 * i]);
    p.x_max = fmax(p.x_max, points[2 * i]);
    p.y_min = fmin(p.y_min, points[2 * i + 1]);
    p.y_max = fmax(p.y_max, points[2 * i + 1]);
  }
  if (!(p.x_min <= p.x_max) || !(p.y_min <= p.y_max))
    p.x_min = p.y_min = 0, p.x_max = p.y_max = 1;
  double dx = p.x_max > p.x_min ? (p.x_max - p.x_min) * margin : 1;
  double dy = p.y_max > p.y_min ? (p.y_max - p.y_min) * margin : 1;
  p.x_min -= dx, p.x_max += dx;
  p.y_min -= dy, p.y_max += dy;
  return p;
}

void wick_picture_cell(const wick_picture_plane *plane, int32_t row, int32_t column, float *x,
                       float *y) {
  *x = (float)(plane->x_min + (plane->x_max - plane->x_min) * (column + 0.5) / plane->columns);
  *y = (float)(plane->y_max - (plane->y_max - plane->y_min) * (row + 0.5) / plane->rows);
}

/* The index in the grid of the cell that holds a point, or -1. */
static int32_t cell_of(const wick_picture_plane *plane, const float *point) {
  double x = (point[0] - plane->x_min) / (plane->x_max - plane->x_min) * plane->columns;
  double y = (plane->y_max - point[1]) / (plane->y_max - plane->y_min) * plane->rows;
  if (!(x >= 0 && x < plane->columns && y >= 0 && y < plane->rows))
    return -1;
  return (int32_t)y * plane->columns + (int32_t)x;
}

/* What a cell shows: bit 0 a point of class 0, bit 1 of class 1. */
static void put_cell(FILE *out, wick_picture_style style, unsigned points, int shade) {
  static const char *const marks[2][4] = {{NULL, "o", "x", "*"}, {NULL, "○", "●", "◐"}};
  if (points)
    wick_picture_put(out, style,
                     points == 3 ? COLOR_RED : wick_picture_color_of((int32_t)points - 1),
                     marks[style.unicode][points]);
  else if (shade > 0)
    wick_picture_put(out, style, COLOR_DIM, style.unicode ? "░" : ".");
  else
    fputc(' ', out);
}

static void put_border(FILE *out, wick_picture_style style, int columns, bool top) {
  fputs(style.unicode ? (top ? "┌" : "└") : "+", out);
  for (int i = 0; i < columns; ++i)
    fputs(style.unicode ? "─" : "-", out);
  fputs(style.unicode ? (top ? "┐\n" : "┘\n") : "+\n", out);
}

static void put_legend(FILE *out, wick_picture_style style, bool shaded) {
  fputs("  ", out);
  put_cell(out, style, 1, 0);
  fputs(" class 0   ", out);
  put_cell(out, style, 2, 0);
  fputs(" class 1", out);
  if (shaded) {
    fputs("   ", out);
    put_cell(out, style, 0, 1);
    fputs(" predicted 1", out);
  }
  fputc('\n', out);
}

void wick_picture_scatter(FILE *out, wick_picture_style style, const char *title,
                          const wick_picture_plane *plane, const float *points,
                          const int32_t *labels, int64_t count, const uint8_t *region) {
  const char *bar = style.unicode ? "│" : "|";
  unsigned char *shown =
      wick_allocate((size_t)plane->rows * (size_t)plane->columns, 1, "a picture");
  if (!shown)
    return;
  for (int64_t i = 0; i < count; ++i) {
    int32_t cell = cell_of(plane, points + 2 * i);
    if (cell >= 0)
      shown[cell] |= labels[i] == 0 ? 1 : 2;
  }
  fprintf(out, "%s\n", title);
  put_border(out, style, plane->columns, true);
  for (int32_t row = 0; row < plane->rows; ++row) {
    fputs(bar, out);
    for (int32_t column = 0; column < plane->columns; ++column) {
      int32_t cell = row * plane->columns + column;
      put_cell(out, style, shown[cell], region ? region[cell] : 0);
    }
    fprintf(out, "%s\n", bar);
  }
  put_border(out, style, plane->columns, false);
  put_legend(out, style, region != NULL);
  free(shown);
}
