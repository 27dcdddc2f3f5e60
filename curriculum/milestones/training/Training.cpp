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

Training::Training(Instance &instance, const Dataset &data, Recipe recipe, const Options &options)
    : instance(instance), recipe(recipe), options(options),
      loader(data, {.batch = batchOf(instance, recipe),
                    .seed = static_cast<uint64_t>(options.seed),
                    .shuffle = recipe.shuffle,
                    .last = WICK_LAST_DROP,
                    .augmentation = {},
                    .prefetch = 0}) {}

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
  size_t points = recipe.entries.size() * static_cast<size_t>(options.epochs);
  curves = static_cast<double *>(wick_allocate(points, sizeof *curves, "the curves of the losses"));
  for (size_t i = 0; curves && i < points; ++i)
    curves[i] = NAN;
  state.random.seed = static_cast<uint64_t>(options.seed);
  if (options.seed != defaultSeed)
    good = good && drawWeights(instance, state.random.seed);
  return good && curves;
}

bool Training::resume() {
  if (!options.resume)
    return true;
  if (access(options.checkpoint, F_OK) != 0) {
    std::fprintf(stderr, "no checkpoint '%s' yet: training begins at step 0\n", options.checkpoint);
    return true;
  }
  if (!wick_checkpoint_load(options.checkpoint, instance.get(), &state) ||
      !loader.seek(state.loader))
    return false;
  if (state.random.seed != static_cast<uint64_t>(options.seed))
    return wick_fail("checkpoint '%s' was made with --seed %llu; resume with the same seed",
                     options.checkpoint, static_cast<unsigned long long>(state.random.seed));
  std::printf("Resumed after step %llu.\n", static_cast<unsigned long long>(state.step));
  return true;
}

bool Training::save() const {
  return wick_checkpoint_save(options.checkpoint, instance.get(), &state, nullptr, 0);
}

/// Closes the curve's point when the epoch is over.
void Training::recordLoss() {
  for (size_t i = 0; i < recipe.entries.size(); ++i)
    sums[i] += instance.get(recipe.entries[i], "loss");
  ++summed;
  if (state.step % batches != 0)
    return;
  for (size_t i = 0; i < recipe.entries.size(); ++i) {
    curves[i * static_cast<size_t>(options.epochs) + epochs() - 1] =
        sums[i] / static_cast<double>(summed);
    sums[i] = 0;
  }
  summed = 0;
}

bool Training::takeStep() {
  while (loader.next(samples, labels) == 0)
    ; // the end of an epoch; the next call begins another
  for (const char *entry : recipe.entries)
    if (!instance.run(entry))
      return false;
  ++state.step;
  state.loader = loader.tell();
  recordLoss();
  return true;
}

bool Training::run() {
  if (!resume())
    return false;
  const uint64_t all = static_cast<uint64_t>(options.epochs) * batches;
  wick_progress progress = wick_progress_begin("training", static_cast<int64_t>(all));
  const double begin = wick_seconds();
  bool good = true;
  while (good && state.step < all) {
    good = takeStep();
    char note[64];
    std::snprintf(note, sizeof note, "epoch %llu, loss %.4f",
                  static_cast<unsigned long long>((state.step - 1) / batches + 1),
                  instance.get(recipe.entries.back(), "loss"));
    wick_progress_update(&progress, static_cast<int64_t>(state.step), note);
    bool isDue = state.step == all || state.step % static_cast<uint64_t>(options.every) == 0;
    if (good && options.checkpoint && isDue)
      good = save();
  }
  wick_progress_end(&progress);
  trainSeconds = wick_seconds() - begin;
  return good;
}

} // namespace milestone
