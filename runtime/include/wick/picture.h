/* Pictures made of characters: loss curves, decision regions, digits, confusion matrices, tables.
 */
#ifndef WICK_PICTURE_H
#define WICK_PICTURE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What a stream can show. */
typedef struct wick_picture_style {
  int32_t width;  /* columns of characters that a picture may take */
  int32_t height; /* rows of a chart's plotting area */
  bool unicode;   /* braille, blocks and lines; else plain ASCII */
  bool color;     /* ANSI colours */
} wick_picture_style;

/* Unicode when the locale (LC_ALL, LC_CTYPE, LANG) is UTF-8 and TERM is not "dumb"; colour only on
 * a terminal, without NO_COLOR; the terminal's width, at most 100, else 80. */
wick_picture_style wick_picture_style_of(FILE *out);

/* One curve: values[i] at x = i + 1. Values that are not finite leave a gap. */
typedef struct wick_picture_series {
  const char *name; /* for the legend; NULL for none */
  const double *values;
  int64_t count;
} wick_picture_series;

/* Curves over a common x axis (index of the value, from 1), with labelled axes. */
void wick_picture_lines(FILE *out, wick_picture_style style, const char *title, const char *x_label,
                        const wick_picture_series *series, int32_t series_count);

/* A rectangle of the plane and a grid over it. */
typedef struct wick_picture_plane {
  double x_min, x_max, y_min, y_max;
  int32_t columns, rows;
} wick_picture_plane;

/* The grid of a scatter picture for points ([count, 2], x then y), with a margin around them. */
wick_picture_plane wick_picture_plane_around(wick_picture_style style, const float *points,
                                             int64_t count);

/* The centre of a cell of the grid; row 0 is the top. */
void wick_picture_cell(const wick_picture_plane *plane, int32_t row, int32_t column, float *x,
                       float *y);

/* Points of two classes over the region that a model predicts.
 * points [count, 2]; labels [count] 0 or 1; region [rows, columns] the predicted class of each
 * cell's centre (NULL: no shading). */
void wick_picture_scatter(FILE *out, wick_picture_style style, const char *title,
                          const wick_picture_plane *plane, const float *points,
                          const int32_t *labels, int64_t count, const uint8_t *region);

/* Grey images side by side, wrapped at the style's width, each above its caption.
 * pixels [count, height, width] in 0..1, 1 the brightest; captions [count] or NULL. */
void wick_picture_images(FILE *out, wick_picture_style style, const float *pixels, int64_t count,
                         int32_t height, int32_t width, const char *const *captions);

/* counts [classes, classes]: row = truth, column = prediction. names [classes], or NULL for
 * numbers. Wrong counts stand out; the last column is each row's recall. */
void wick_picture_confusion(FILE *out, wick_picture_style style, const int64_t *counts,
                            int32_t classes, const char *const *names);

/* A table; cells [rows, columns] of text, columns as wide as their widest cell, numbers to the
 * right. */
void wick_picture_table(FILE *out, wick_picture_style style, const char *const *headers,
                        int32_t columns, const char *const *cells, int32_t rows);

#ifdef __cplusplus
}
#endif
#endif
