// The training loop of all milestones: batches, steps, checkpoints, the curve of the loss.
#pragma once

#include "curriculum/milestones/training/Options.h"
#include "wick/runtime.hpp"

#include <cstddef>

namespace milestone {

/// The mean loss on data that a training does not learn from. False: wick_last_error() says why.
struct Validation {
  bool (*measure)(void *context, double &loss);
  void *context;
};

/// Which entries learn from which inputs.
struct Recipe {
  std::span<const char *const> entries; // training steps, all called on each batch
  const char *samples;                  // the inputs of each entry
  const char *labels;
  bool shuffle; // a new order in each epoch; what does not fill a batch is left out of it
  wick_augmentation augmentation{};
  int32_t prefetch = 0;                   // batches that are made ahead
  const Validation *validation = nullptr; // after each epoch; needed for Options::patience
};

/// One training, from the model's initial values or a checkpoint to the last epoch, or to the one
/// in which patience ends. Who has patience gets the weights of the best epoch. The checkpoint
/// holds everything that later steps depend on (weights, optimizer states, RNG counters, the
/// loader's position, the best loss), so a run that was killed and resumed ends with the same bits.
class Training {
public:
  static constexpr size_t maxEntries = 2;

  /// `data` must outlive the training.
  Training(wick::runtime::Instance &instance, const wick_dataset &data, Recipe recipe,
           const Options &options);
  ~Training();
  Training(const Training &) = delete;
  Training &operator=(const Training &) = delete;

  /// Binds the inputs, and draws the initial weights of another seed. False: wick_last_error() says
  /// why; the same below.
  bool prepare();

  /// Goes to the checkpoint and takes the steps that are left.
  bool run();

  /// The mean loss of each epoch, of an entry or, behind the entries, of the validation; NaN before
  /// the epoch that a resume began in and after the last.
  std::span<const double> losses(size_t curve) const {
    return {curves + curve * static_cast<size_t>(options.epochs),
            static_cast<size_t>(options.epochs)};
  }
  size_t curveCount() const { return recipe.entries.size() + (recipe.validation ? 1 : 0); }
  uint64_t epochs() const;
  uint64_t steps() const { return state.step; }
  double seconds() const { return trainSeconds; }

private:
  bool resume();
  bool resumeEarlyStop();
  bool takeStep();
  bool endEpoch();
  bool save(const char *path) const;
  bool saveIfDue(uint64_t all) const;
  bool log() const;
  void draw(wick_live_chart &chart) const;
  const char *best(char (&path)[4096]) const; // the checkpoint of the best epoch

  wick::runtime::Instance &instance;
  const Recipe recipe;
  const Options &options;
  wick::runtime::Loader loader;
  wick_training_state state{};
  void *samples = nullptr, *labels = nullptr; // where batches go
  uint64_t batches = 0;                       // of an epoch
  double sums[maxEntries] = {};               // of the losses of this epoch
  uint64_t summed = 0;                        // steps in them
  double *curves = nullptr;                   // [curveCount()][epochs]
  wick_early_stop stop;
  double begin = 0, trainSeconds = 0;
};

} // namespace milestone
