/* `train ENTRY`: the entry in a loop, with checkpoints and the curve of its loss. */
#include "fail.h"
#include "standard_commands.h"
#include "wick/checkpoint.h"
#include "wick/live_chart.h"
#include "wick/metrics.h"
#include "wick/picture.h"
#include "wick/progress.h"
#include "wick/tensor.h"
#include "wick/training_log.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* The first floating-point scalar among the results; NULL when there is none. */
static const char *find_loss(const wick_entry *entry) {
  for (int32_t i = 0; i < entry->result_count; ++i) {
    const wick_slot *slot = &entry->results[i];
    if (slot->donates < 0 && wick_shape_count(slot->rank, slot->shape) == 1 &&
        (slot->dtype == WICK_F32 || slot->dtype == WICK_F64 || slot->dtype == WICK_BF16))
      return slot->name;
  }
  wick_fail("entry '%s' is no training step: none of its results is a single floating-point number "
            "(the loss)",
            entry->name);
  return NULL;
}

typedef struct training {
  const request *r;
  wick_instance *instance;
  wick_training_state state;
  const char *loss_name;
  double *losses; /* [steps - first] */
  int64_t first;  /* the step it began with */
  double begin;   /* by wick_seconds() */
  double seconds;
} training;

static bool resume(training *t) {
  const request *r = t->r;
  if (!r->resume)
    return true;
  if (!r->checkpoint)
    return wick_fail("--resume needs --checkpoint FILE");
  if (access(r->checkpoint, F_OK) != 0) {
    fprintf(stderr, "no checkpoint '%s' yet: training begins at step 0\n", r->checkpoint);
    return true;
  }
  return wick_checkpoint_load(r->checkpoint, t->instance, &t->state) &&
         wick_settings_apply(t->instance, r); /* what --set says goes before what was saved */
}

static bool save(const training *t) {
  const char *path = t->r->checkpoint;
  return !path || (wick_checkpoint_keep(path, (int32_t)t->r->keep) &&
                   wick_checkpoint_save(path, t->instance, &t->state, NULL, 0));
}

/* A line of the log for the step that was taken. */
static bool log_step(const training *t) {
  if (!t->r->log)
    return true;
  wick_metrics *line = wick_metrics_create();
  bool good = line && wick_metrics_set_integer(line, "step", (int64_t)t->state.step) &&
              wick_metrics_set_scalars(line, t->instance, t->r->entry) &&
              wick_metrics_set_number(line, "seconds", wick_seconds() - t->begin) &&
              wick_metrics_append(line, t->r->log);
  wick_metrics_destroy(line);
  return good;
}

static bool take_step(training *t) {
  double *loss = &t->losses[(int64_t)t->state.step - t->first];
  if (!wick_instance_run(t->instance, t->r->entry) ||
      !wick_instance_get(t->instance, t->r->entry, t->loss_name, loss))
    return false;
  ++t->state.step;
  return log_step(t);
}

static bool take_steps(training *t) {
  int64_t steps = t->r->steps, every = t->r->every;
  wick_live_chart chart = wick_live_chart_begin(stderr, t->loss_name, "step");
  wick_progress progress = wick_progress_begin("train", steps);
  t->begin = wick_seconds();
  bool good = true;
  while (good && (int64_t)t->state.step < steps) {
    char note[48];
    good = take_step(t);
    int64_t done = (int64_t)t->state.step;
    wick_picture_series curve = {NULL, t->losses, done - t->first};
    snprintf(note, sizeof note, "%s %.5g", t->loss_name,
             done > t->first ? t->losses[done - t->first - 1] : 0);
    wick_live_chart_update(&chart, &curve, 1);
    wick_progress_update(&progress, done, note);
    if (good && (done == steps || (every && done % every == 0)))
      good = save(t);
  }
  wick_progress_end(&progress);
  wick_live_chart_end(&chart);
  t->seconds = wick_seconds() - t->begin;
  return good;
}

static bool report(const training *t) {
  int64_t count = (int64_t)t->state.step - t->first;
  double last = t->losses[count - 1];
  if (!t->r->json) {
    wick_picture_series curve = {NULL, t->losses, count};
    wick_picture_lines(stdout, wick_picture_style_of(stdout), t->loss_name, "step", &curve, 1);
    printf("%lld steps in %.2f s, %s %.6g -> %.6g\n", (long long)count, t->seconds, t->loss_name,
           t->losses[0], last);
    return true;
  }
  wick_metrics *metrics = wick_metrics_create();
  bool good = metrics && wick_metrics_set_integer(metrics, "steps", (int64_t)t->state.step) &&
              wick_metrics_set_integer(metrics, "first_step", t->first) &&
              wick_metrics_set_number(metrics, "first_loss", t->losses[0]) &&
              wick_metrics_set_number(metrics, "last_loss", last) &&
              wick_metrics_set_number(metrics, "train_seconds", t->seconds) &&
              wick_metrics_write(metrics, "-");
  wick_metrics_destroy(metrics);
  return good;
}

static bool train(training *t) {
  t->loss_name = find_loss(wick_instance_entry(t->instance, t->r->entry));
  if (!t->loss_name || !resume(t) ||
      (t->r->log && !wick_training_log_resume(t->r->log, t->state.step)))
    return false;
  t->first = (int64_t)t->state.step;
  if (t->first >= t->r->steps) {
    fprintf(stderr, "step %lld is reached already; ask for more --steps\n", (long long)t->first);
    return true;
  }
  t->losses = wick_allocate((size_t)(t->r->steps - t->first), sizeof *t->losses, "the losses");
  bool good = t->losses && take_steps(t) && report(t);
  free(t->losses);
  return good;
}

static bool train_entry(const request *r) {
  if (!r->steps)
    return wick_fail("train needs --steps N");
  training t = {.r = r, .instance = wick_instance_for(r)};
  bool good = t.instance && train(&t);
  wick_instance_destroy(t.instance);
  return good;
}

static int flags(request *r, flag *list) {
  int count = 0;
  list[count++] = (flag){"--steps", "N", "steps in all, those before a resume included",
                         FLAG_INTEGER, &r->steps};
  list[count++] = (flag){"--checkpoint", "FILE", "save params, states, hypers and step at the end",
                         FLAG_TEXT, &r->checkpoint};
  list[count++] = (flag){"--every", "N", "... and every N steps", FLAG_INTEGER, &r->every};
  list[count++] = (flag){"--keep", "N", "... with the N-1 before it, as FILE.1, FILE.2 ...",
                         FLAG_INTEGER, &r->keep};
  list[count++] =
      (flag){"--log", "FILE", "write loss, learning rate ... of each step as JSON lines", FLAG_TEXT,
             &r->log};
  list[count++] = (flag){"--resume", NULL, "go on from the checkpoint", FLAG_SWITCH, &r->resume};
  list[count++] = (flag){"--json", NULL, "print JSON", FLAG_SWITCH, &r->json};
  return count;
}

const command wick_command_train = {"train", true, "call a training step in a loop", flags,
                                    train_entry};
