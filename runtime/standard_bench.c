/* `bench ENTRY`: how long a call takes. */
#include "fail.h"
#include "standard_commands.h"
#include "wick/metrics.h"
#include "wick/parallel.h"
#include "wick/progress.h"

#include <stdio.h>
#include <stdlib.h>

/* A sample is as many calls as take about this long, far above the clock's own cost. */
#define SAMPLE_SECONDS 20e-6

enum { MOST_SAMPLES = 1 << 18 };

typedef struct timing {
  double median, min; /* seconds of a call */
  int64_t calls;
} timing;

static int compare(const void *left, const void *right) {
  double a = *(const double *)left, b = *(const double *)right;
  return (a > b) - (a < b);
}

static double time_calls(wick_instance *instance, const char *entry, int64_t calls) {
  double begin = wick_seconds();
  for (int64_t i = 0; i < calls; ++i)
    wick_instance_run(instance, entry);
  return wick_seconds() - begin;
}

/* Doubles the calls until a sample is long enough; also warms up caches and threads. */
static int64_t calls_per_sample(wick_instance *instance, const char *entry) {
  int64_t calls = 1;
  while (time_calls(instance, entry, calls) < SAMPLE_SECONDS)
    calls *= 2;
  return calls;
}

static bool measure(wick_instance *instance, const char *entry, double seconds, timing *t) {
  double *samples = wick_allocate(MOST_SAMPLES, sizeof *samples, "the samples");
  if (!samples)
    return false;
  int64_t calls = calls_per_sample(instance, entry), count = 0;
  double end = wick_seconds() + seconds;
  do
    samples[count++] = time_calls(instance, entry, calls) / (double)calls;
  while (count < MOST_SAMPLES && wick_seconds() < end);
  qsort(samples, (size_t)count, sizeof *samples, compare);
  *t = (timing){samples[count / 2], samples[0], count * calls};
  free(samples);
  return true;
}

static bool report(const request *r, const timing *t) {
  if (!r->json) {
    printf("%s: median %.3f us, min %.3f us (%lld calls, %d threads)\n", r->entry, t->median * 1e6,
           t->min * 1e6, (long long)t->calls, wick_thread_count());
    return true;
  }
  wick_metrics *metrics = wick_metrics_create();
  bool good = metrics && wick_metrics_set_text(metrics, "entry", r->entry) &&
              wick_metrics_set_number(metrics, "median_microseconds", t->median * 1e6) &&
              wick_metrics_set_number(metrics, "min_microseconds", t->min * 1e6) &&
              wick_metrics_set_integer(metrics, "calls", t->calls) &&
              wick_metrics_set_integer(metrics, "threads", wick_thread_count()) &&
              wick_metrics_write(metrics, "-");
  wick_metrics_destroy(metrics);
  return good;
}

static bool bench_entry(const request *r) {
  timing t;
  wick_instance *instance = wick_instance_for(r);
  bool good =
      instance && measure(instance, r->entry, r->seconds ? r->seconds : 1, &t) && report(r, &t);
  wick_instance_destroy(instance);
  return good;
}

static int flags(request *r, flag *list) {
  int count = 0;
  list[count++] =
      (flag){"--seconds", "S", "how long to measure (default: 1)", FLAG_NUMBER, &r->seconds};
  list[count++] = (flag){"--json", NULL, "print JSON", FLAG_SWITCH, &r->json};
  return count;
}

const command wick_command_bench = {"bench", true, "measure how long a call of an entry takes",
                                    flags, bench_entry};
