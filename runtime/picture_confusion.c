#include "picture_style.h"

#include <string.h>

typedef struct matrix {
  const int64_t *counts; /* [classes, classes] */
  int32_t classes;
  const char *const *names;
} matrix;

static const char *class_name(const matrix *m, int32_t index, char digits[16]) {
  snprintf(digits, 16, "%d", index);
  return m->names ? m->names[index] : digits;
}

/* Columns that the widest name or count takes. */
static int cell_columns(const matrix *m) {
  char digits[32];
  int width = 3;
  for (int32_t i = 0; i < m->classes; ++i) {
    int name = wick_picture_columns(class_name(m, i, digits));
    width = name > width ? name : width;
  }
  for (int32_t i = 0; i < m->classes * m->classes; ++i) {
    int count = snprintf(digits, sizeof digits, "%lld", (long long)m->counts[i]);
    width = count > width ? count : width;
  }
  return width + 1;
}

static void put_row(FILE *out, wick_picture_style style, const matrix *m, int32_t truth,
                    int columns) {
  char text[32];
  int64_t right = m->counts[truth * m->classes + truth], all = 0;
  wick_picture_put_right(out, class_name(m, truth, text), columns);
  fputs(style.unicode ? " │" : " |", out);
  for (int32_t predicted = 0; predicted < m->classes; ++predicted) {
    int64_t count = m->counts[truth * m->classes + predicted];
    all += count;
    if (count == 0) /* what never happened shall not distract */
      snprintf(text, sizeof text, "%*s", columns, style.unicode ? "·" : ".");
    else
      snprintf(text, sizeof text, "%*lld", columns, (long long)count);
    if (count == 0 && style.unicode) /* "·" has two bytes */
      fputc(' ', out);
    wick_picture_put(out, style,
                     count == 0           ? COLOR_DIM
                     : truth == predicted ? COLOR_GREEN
                                          : COLOR_RED,
                     text);
  }
  if (all)
    fprintf(out, "  %5.1f%%\n", 100.0 * (double)right / (double)all);
  else
    fputs("      -\n", out);
}

void wick_picture_confusion(FILE *out, wick_picture_style style, const int64_t *counts,
                            int32_t classes, const char *const *names) {
  matrix m = {counts, classes, names};
  char digits[16];
  int columns = cell_columns(&m);
  fprintf(out, "%*s  predicted\n%*s  ", columns, "", columns, "truth");
  for (int32_t i = 0; i < classes; ++i)
    wick_picture_put_right(out, class_name(&m, i, digits), columns);
  fputs("  recall\n", out);
  for (int32_t i = 0; i <= columns; ++i)
    fputs(style.unicode ? "─" : "-", out);
  fputs(style.unicode ? "┼" : "+", out);
  for (int32_t i = 0; i < columns * classes; ++i)
    fputs(style.unicode ? "─" : "-", out);
  fputc('\n', out);
  for (int32_t truth = 0; truth < classes; ++truth)
    put_row(out, style, &m, truth, columns);
}
