#include "wick/metrics.h"

#include "fail.h"
#include "replacement.h"

#include <errno.h>
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct wick_metrics {
  json_t *values;
};

wick_metrics *wick_metrics_create(void) {
  wick_metrics *metrics = wick_allocate(1, sizeof *metrics, "metrics");
  if (metrics && !(metrics->values = json_object())) {
    wick_fail("no memory for metrics");
    free(metrics);
    return NULL;
  }
  return metrics;
}

void wick_metrics_destroy(wick_metrics *metrics) {
  if (!metrics)
    return;
  json_decref(metrics->values);
  free(metrics);
}

static bool set(wick_metrics *metrics, const char *name, json_t *value) {
  return json_object_set_new(metrics->values, name, value) == 0 ||
         wick_fail("metric '%s': its name or text is not UTF-8, or there is no memory for it",
                   name);
}

bool wick_metrics_set_number(wick_metrics *metrics, const char *name, double value) {
  return set(metrics, name, isfinite(value) ? json_real(value) : json_null());
}

bool wick_metrics_set_integer(wick_metrics *metrics, const char *name, int64_t value) {
  return set(metrics, name, json_integer(value));
}

bool wick_metrics_set_text(wick_metrics *metrics, const char *name, const char *value) {
  return set(metrics, name, json_string(value));
}

/* 15 digits: what a double holds for sure, and 0.1 stays "0.1". */
static bool dump(const wick_metrics *metrics, FILE *out, size_t flags) {
  return json_dumpf(metrics->values, out, flags | JSON_REAL_PRECISION(15)) == 0 &&
         fputc('\n', out) != EOF;
}

bool wick_metrics_write(const wick_metrics *metrics, const char *path) {
  wick_replacement replacement;
  if (strcmp(path, "-") == 0)
    return dump(metrics, stdout, JSON_INDENT(2)) && fflush(stdout) == 0;
  if (!wick_replacement_begin(path, &replacement))
    return false;
  if (dump(metrics, replacement.file, JSON_INDENT(2)))
    return wick_replacement_commit(&replacement);
  wick_replacement_abandon(&replacement);
  return wick_fail("cannot write '%s': %s", path, strerror(errno));
}

bool wick_metrics_append(const wick_metrics *metrics, const char *path) {
  if (strcmp(path, "-") == 0)
    return dump(metrics, stdout, JSON_COMPACT) && fflush(stdout) == 0;
  FILE *out = fopen(path, "a");
  if (!out)
    return wick_fail("cannot write '%s': %s", path, strerror(errno));
  bool good = dump(metrics, out, JSON_COMPACT);
  good &= fclose(out) == 0;
  return good || wick_fail("cannot write '%s': %s", path, strerror(errno));
}
