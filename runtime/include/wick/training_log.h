/* JSON lines that say how a training goes: an object with "step" and what was measured, one for a
 * step or an epoch, in the order of steps. */
#ifndef WICK_TRAINING_LOG_H
#define WICK_TRAINING_LOG_H

#include "wick/instance.h"
#include "wick/metrics.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Sets the scalar results of `entry` that replace no argument, by their names: the loss, and
 * "learning_rate", "gradient_norm" (the norm before clipping) where the step has them. */
bool wick_metrics_set_scalars(wick_metrics *metrics, const wick_instance *instance,
                              const char *entry);

/* Drops the lines of later steps than `step`: a training that is resumed there takes them again.
 * There need be no file. Refuses a line that is no object with a whole number "step", as the file
 * is then no such log; save a last line without an end, which a killed program leaves. */
bool wick_training_log_resume(const char *path, uint64_t step);

#ifdef __cplusplus
}
#endif
#endif
