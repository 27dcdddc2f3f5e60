/* Named results of a program as JSON, so that a gate reads "test_accuracy" and not a printed line.
 */
#ifndef WICK_METRICS_H
#define WICK_METRICS_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* An ordered set of named values; setting a name again replaces its value. */
typedef struct wick_metrics wick_metrics;

/* NULL when there is no memory. */
wick_metrics *wick_metrics_create(void);

/* Accepts NULL. */
void wick_metrics_destroy(wick_metrics *metrics);

/* A NaN or infinity, which JSON cannot express, becomes null. */
bool wick_metrics_set_number(wick_metrics *metrics, const char *name, double value);
bool wick_metrics_set_integer(wick_metrics *metrics, const char *name, int64_t value);
bool wick_metrics_set_text(wick_metrics *metrics, const char *name, const char *value);

/* Writes the object, indented, replacing `path` when it is complete. "-" is stdout. */
bool wick_metrics_write(const wick_metrics *metrics, const char *path);

/* Appends the object as one line (JSON Lines: one object per epoch). "-" is stdout. */
bool wick_metrics_append(const wick_metrics *metrics, const char *path);

#ifdef __cplusplus
}
#endif
#endif
