#include "wick/tensor.h"

#include <math.h>
#include <string.h>

enum { EDGE = 3, LONGEST_PRINTED = 1000 };

typedef struct printer {
  FILE *out;
  int32_t dtype;
  int32_t rank;
  const int64_t *shape;
  const void *data;
  bool shortened;
  int width; /* of one number */
} printer;

static void element_text(const printer *p, int64_t index, char text[32]) {
  double value = wick_element_get(p->dtype, p->data, index);
  if (p->dtype == WICK_I64)
    snprintf(text, 32, "%lld", (long long)((const int64_t *)p->data)[index]);
  else if (p->dtype == WICK_I1)
    snprintf(text, 32, "%s", value != 0 ? "true" : "false");
  else if (p->dtype == WICK_I32 || p->dtype == WICK_I8)
    snprintf(text, 32, "%d", (int)value);
  else
    snprintf(text, 32, "%.6g", value);
}

/* Whether index `i` of a dimension stands in the "..." */
static bool is_left_out(const printer *p, int32_t dimension, int64_t i) {
  int64_t length = p->shape[dimension];
  return p->shortened && length > 2 * EDGE && i >= EDGE && i < length - EDGE;
}

/* Visits the numbers below `dimension`: draws them in brackets, or only measures the widest. */
static void walk(printer *p, int32_t dimension, int64_t offset, bool draw) {
  char text[32];
  if (dimension == p->rank) {
    element_text(p, offset, text);
    int length = (int)strlen(text);
    if (draw)
      fprintf(p->out, "%*s", p->width, text);
    else if (length > p->width)
      p->width = length;
    return;
  }
  int64_t length = p->shape[dimension];
  int64_t stride = wick_shape_count(p->rank - dimension - 1, p->shape + dimension + 1);
  bool innermost = dimension + 1 == p->rank;
  if (draw)
    fputc('[', p->out);
  for (int64_t i = 0; i < length; ++i) {
    if (draw && i > 0)
      innermost ? fputc(' ', p->out) : fprintf(p->out, "\n%*s", dimension + 1, "");
    if (is_left_out(p, dimension, i)) {
      if (draw)
        fputs("...", p->out);
      i = length - EDGE - 1;
      continue;
    }
    walk(p, dimension + 1, offset + i * stride, draw);
  }
  if (draw)
    fputc(']', p->out);
}

void wick_tensor_print(FILE *out, int32_t dtype, int32_t rank, const int64_t *shape,
                       const void *data) {
  bool shortened = wick_shape_count(rank, shape) > LONGEST_PRINTED;
  printer p = {out, dtype, rank, shape, data, shortened, 0};
  walk(&p, 0, 0, false); /* measures the widest number */
  walk(&p, 0, 0, true);
  fputc('\n', out);
}
