#include "fail.h"
#include "picture_style.h"

#include <stdlib.h>

static bool is_number(const char *text) {
  char *end;
  strtod(text, &end);
  return end != text && (*end == '\0' || *end == '%');
}

/* A column of numbers stands to the right. */
static bool all_numbers(const char *const *cells, int32_t columns, int32_t rows, int32_t column) {
  for (int32_t row = 0; row < rows; ++row)
    if (!is_number(cells[row * columns + column]))
      return false;
  return rows > 0;
}

static int widest(const char *header, const char *const *cells, int32_t columns, int32_t rows,
                  int32_t column) {
  int width = wick_picture_columns(header);
  for (int32_t row = 0; row < rows; ++row) {
    int cell = wick_picture_columns(cells[row * columns + column]);
    width = cell > width ? cell : width;
  }
  return width;
}

typedef struct column_layout {
  int width;
  bool right;
} column_layout;

static void put_row(FILE *out, const column_layout *layout, const char *const *cells,
                    int32_t columns) {
  for (int32_t column = 0; column < columns; ++column) {
    fputs(column ? "  " : "", out);
    if (layout[column].right)
      wick_picture_put_right(out, cells[column], layout[column].width);
    else
      wick_picture_put_left(out, cells[column], column + 1 < columns ? layout[column].width : 0);
  }
  fputc('\n', out);
}

static void put_rule(FILE *out, wick_picture_style style, const column_layout *layout,
                     int32_t columns) {
  for (int32_t column = 0; column < columns; ++column) {
    fputs(column ? "  " : "", out);
    for (int i = 0; i < layout[column].width; ++i)
      fputs(style.unicode ? "─" : "-", out);
  }
  fputc('\n', out);
}

void wick_picture_table(FILE *out, wick_picture_style style, const char *const *headers,
                        int32_t columns, const char *const *cells, int32_t rows) {
  column_layout *layout = wick_allocate((size_t)columns, sizeof *layout, "a table");
  if (!layout)
    return;
  for (int32_t column = 0; column < columns; ++column)
    layout[column] = (column_layout){widest(headers[column], cells, columns, rows, column),
                                     all_numbers(cells, columns, rows, column)};
  put_row(out, layout, headers, columns);
  put_rule(out, style, layout, columns);
  for (int32_t row = 0; row < rows; ++row)
    put_row(out, layout, cells + (size_t)row * (size_t)columns, columns);
  free(layout);
}
