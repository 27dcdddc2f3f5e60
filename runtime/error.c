#include "fail.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static _Thread_local char last_error[2048];

const char *wick_last_error(void) { return last_error; }

bool wick_fail(const char *format, ...) {
  char sentence[sizeof last_error]; /* apart, as an argument may point into last_error */
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(sentence, sizeof sentence, format, arguments);
  va_end(arguments);
  memcpy(last_error, sentence, sizeof sentence);
  return false;
}

void *wick_allocate(size_t count, size_t size, const char *what) {
  void *memory = calloc(count ? count : 1, size ? size : 1);
  if (!memory)
    wick_fail("no memory for %s (%zu x %zu bytes)", what, count, size);
  return memory;
}

/* Levenshtein's distance; names longer than the row count as far. */
static size_t edit_distance(const char *a, const char *b) {
  enum { LONGEST = 63 };
  size_t row[LONGEST + 1], length_a = strlen(a), length_b = strlen(b);
  if (length_a > LONGEST || length_b > LONGEST)
    return SIZE_MAX;
  for (size_t j = 0; j <= length_b; ++j)
    row[j] = j;
  for (size_t i = 1; i <= length_a; ++i) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= length_b; ++j) {
      size_t replace = diagonal + (a[i - 1] != b[j - 1]);
      size_t gap = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
      diagonal = row[j];
      row[j] = replace < gap ? replace : gap;
    }
  }
  return row[length_b];
}

const char *wick_nearest(const char *name, const char *const *names, int count) {
  const char *nearest = NULL;
  /* A third of the letters may be wrong, and one more, but not all. */
  size_t length = strlen(name), best = length / 3 + 2 < length ? length / 3 + 2 : length;
  for (int i = 0; i < count; ++i) {
    size_t distance = edit_distance(name, names[i]);
    if (distance < best) {
      best = distance;
      nearest = names[i];
    }
  }
  return nearest;
}
