#include "curriculum/milestones/training/Training.h"

#include "curriculum/milestones/training/Weights.h"
#include "runtime/fail.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <unistd.h>

namespace milestone {

using namespace wick::runtime;

/// The rows that a batch has by the type of the input.
static int64_t batchOf(const Instance &instance, const Recipe &recipe) {
  const wick_slot *slot =
      wick_instance_slot(instance.get(), recipe.entries.front(), recipe.samples);
  return slot ? slot->shape[0] : 0;
}

Training::Training(Instance &instance, const wick_dataset &data, Recipe recipe,
                   const Options &options)
    : instance(instance), recipe(recipe), options(options),
      loader(data, {.batch = batchOf(instance, recipe),
                    .seed = static_cast<uint64_t>(options.seed),
                    .shuffle = recipe.shuffle,
                    .last = WICK_LAST_DROP,
                    .augmentation = recipe.augmentation,
                    .prefetch = recipe.prefetch}),
      stop(wick_early_stop_begin(recipe.validation ? options.patience : 0, /*least_gain=*/0)) {}

Training::~Training() { std::free(curves); }

uint64_t Training::epochs() const { return batches ? state.step / batches : 0; }

/// All entries read one batch: the inputs of the first.
bool Training::prepare() {
  if (!loader)
    return false;
  const char *first = recipe.entries.front();
  batches = static_cast<uint64_t>(loader.batches());
  samples = wick_instance_buffer(instance.get(), first, recipe.samples);
  labels = wick_instance_buffer(instance.get(), first, recipe.labels);
  bool good = samples && labels;
  for (const char *entry : recipe.entries.subspan(1))
    good = good && instance.bind(entry, recipe.samples, samples) &&
           instance.bind(entry, recipe.labels, labels);
  size_t points = curveCount() * static_cast<size_t>(options.epochs);
  curves = static_cast<double *>(wick_allocate(points, sizeof *curves, "the curves of the losses"));
  for (size_t i = 0; curves && i < points; ++i)
    curves[i] = NAN;
  state.random.seed = static_cast<uint64_t>(options.seed);
  if (options.seed != defaultSeed)
    good = good && drawWeights(instance, state.random.seed);
  return good && curves;
}

const char *Training::best(char (&path)[4096]) const {
  std::snprintf(path, sizeof path, "%s.best", options.checkpoint);
  return path;
}

bool Training::resume() {
  if (!options.resume)
    return true;
  if (access(options.checkpoint, F_OK) != 0) {
    std::fprintf(stderr, "no checkpoint '%s' yet: training begins at step 0\n", options.checkpoint);
    return true;
  }
  if (!wick_checkpoint_load(options.checkpoint, instance.get(), &state) || !resumeEarlyStop() ||
      !loader.seek(state.loader))
    return false;
  if (state.random.seed != static_cast<uint64_t>(options.seed))
    return wick_fail("checkpoint '%s' was made with --seed %llu; resume with the same seed",
                     options.checkpoint, static_cast<unsigned long long>(state.random.seed));
  std::printf("Resumed after step %llu.\n", static_cast<unsigned long long>(state.step));
  return true;
}

bool Training::resumeEarlyStop() {
  if (stop.patience == 0)
    return true;
  wick_safetensors *file = wick_safetensors_open(options.checkpoint);
  const char *text = file ? wick_safetensors_metadata(file, "user.early_stop") : nullptr;
  bool good = text ? wick_early_stop_read(text, &stop)
                   : wick_fail("checkpoint '%s' was made without --patience; resume without it",
                               options.checkpoint);
  wick_safetensors_close(file);
  return good;
}

bool Training::save(const char *path) const {
  char text[WICK_EARLY_STOP_TEXT];
  wick_early_stop_write(&stop, text);
  const wick_metadata metadata = {"early_stop", text};
  return wick_checkpoint_save(path, instance.get(), &state, &metadata, stop.patience > 0 ? 1 : 0);
}

bool Training::saveIfDue(uint64_t all) const {
  bool isDue = state.step == all || wick_early_stop_is_due(&stop) ||
               state.step % static_cast<uint64_t>(options.every) == 0;
  return !options.checkpoint || !isDue ||
         (wick_checkpoint_keep(options.checkpoint, static_cast<int32_t>(options.keep)) &&
          save(options.checkpoint));
}

bool Training::takeStep() {
  // 0 is the end of an epoch; the next call begins another.
  if (loader.next(samples, labels) == 0 && loader.next(samples, labels) == 0)
    return wick_fail("an epoch has no batch");
  for (const char *entry : recipe.entries)
    if (!instance.run(entry))
      return false;
  ++state.step;
  state.loader = loader.tell();
  for (size_t i = 0; i < recipe.entries.size(); ++i)
    sums[i] += instance.get(recipe.entries[i], "loss");
  ++summed;
  return state.step % batches != 0 || endEpoch();
}

/// Closes the point of each curve.
bool Training::endEpoch() {
  double *points = curves + epochs() - 1;
  for (size_t i = 0; i < recipe.entries.size(); ++i) {
    points[i * static_cast<size_t>(options.epochs)] = sums[i] / static_cast<double>(summed);
    sums[i] = 0;
  }
  summed = 0;
  if (recipe.validation) {
    double &loss = points[recipe.entries.size() * static_cast<size_t>(options.epochs)];
    char path[4096];
    if (!recipe.validation->measure(recipe.validation->context, loss) ||
        (wick_early_stop_take(&stop, loss) && stop.patience > 0 && !save(best(path))))
      return false;
  }
  return !options.log || log();
}

/// A line for the epoch that has ended: its losses, and what the last step returned besides.
bool Training::log() const {
  Metrics line;
  bool good = line && line.set("step", static_cast<int64_t>(state.step)) &&
              line.set("epoch", static_cast<int64_t>(epochs()));
  for (size_t i = 0; good && i < recipe.entries.size(); ++i) {
    const char *entry = recipe.entries[i];
    char name[128];
    std::snprintf(name, sizeof name, recipe.entries.size() > 1 ? "%s.loss" : "loss", entry);
    good = (recipe.entries.size() > 1 ||
            wick_metrics_set_scalars(line.get(), instance.get(), entry)) &&
           line.set(name, losses(i)[epochs() - 1]);
  }
  if (good && recipe.validation)
    good = line.set("validation_loss", losses(recipe.entries.size())[epochs() - 1]);
  return good && line.set("seconds", wick_seconds() - begin) &&
         wick_metrics_append(line.get(), options.log);
}

void Training::draw(wick_live_chart &chart) const {
  wick_picture_series series[maxEntries + 1];
  for (size_t i = 0; i < curveCount(); ++i)
    series[i] = {i < recipe.entries.size() ? recipe.entries[i] : "validation", losses(i).data(),
                 static_cast<int64_t>(epochs())};
  wick_live_chart_update(&chart, series, static_cast<int32_t>(curveCount()));
}

bool Training::run() {
  if (!resume() || (options.log && !wick_training_log_resume(options.log, state.step)))
    return false;
  const uint64_t all = static_cast<uint64_t>(options.epochs) * batches;
  wick_live_chart chart = wick_live_chart_begin(stderr, "loss", "epoch");
  wick_progress progress = wick_progress_begin("training", static_cast<int64_t>(all));
  begin = wick_seconds();
  bool good = true;
  while (good && state.step < all && !wick_early_stop_is_due(&stop)) {
    good = takeStep() && saveIfDue(all);
    char note[64];
    std::snprintf(note, sizeof note, "epoch %llu, loss %.4f",
                  static_cast<unsigned long long>((state.step - 1) / batches + 1),
                  instance.get(recipe.entries.back(), "loss"));
    if (epochs() > 0)
      draw(chart);
    wick_progress_update(&progress, static_cast<int64_t>(state.step), note);
  }
  wick_progress_end(&progress);
  wick_live_chart_end(&chart);
  trainSeconds = wick_seconds() - begin;
  char path[4096];
  wick_training_state ignored;
  return good && (stop.patience == 0 || wick_checkpoint_load(best(path), instance.get(), &ignored));
}

} // namespace milestone
