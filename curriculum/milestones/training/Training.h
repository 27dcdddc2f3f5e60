// The training loop of all milestones: batches, steps, checkpoints, the curve of the loss.
#pragma once

#include "curriculum/milestones/training/Options.h"
#include "wick/runtime.hpp"

#include <cstddef>

namespace milestone {

/// Which entries learn from which inputs.
struct Recipe {
  std::span<const char *const> entries; // training steps, all called on each batch
  const char *samples;                  // the inputs of each entry
  const char *labels;
  bool shuffle; // a new order in each epoch; what does not fill a batch is left out of it
};

/// One training, from the model's initial values or a checkpoint to the last epoch. The checkpoint
/// holds everything that later steps depend on (weights, optimizer states, RNG counters, the
/// loader's position), so a run that was killed and resumed ends with the same bits.
class Training {
public:
  static constexpr size_t maxEntries = 2;

  Training(wick::runtime::Instance &instance, const wick::runtime::Dataset &data, Recipe recipe,
           const Options &options);
  ~Training();
  Training(const Training &) = delete;
  Training &operator=(const Training &) = delete;

  /// Binds the inputs, and draws the initial weights of another seed. False: wick_last_error() says
  /// why; the same below.
  bool prepare();

  /// Goes to the checkpoint and takes the steps that are left.
  bool run();

  /// The mean loss of each epoch; NaN before the epoch that a resume began in.
  std::span<const double> losses(size_t entry) const {
    return {curves + entry * static_cast<size_t>(options.epochs),
            static_cast<size_t>(options.epochs)};
  }
  uint64_t epochs() const;
  uint64_t steps() const { return state.step; }
  double seconds() const { return trainSeconds; }

private:
  bool resume();
  bool takeStep();
  bool save() const;
  void recordLoss();

  wick::runtime::Instance &instance;
  const Recipe recipe;
  const Options &options;
  wick::runtime::Loader loader;
  wick_training_state state{};
  void *samples = nullptr, *labels = nullptr; // where batches go
  uint64_t batches = 0;                       // of an epoch
  double sums[maxEntries] = {};               // of the losses of this epoch
  uint64_t summed = 0;                        // steps in them
  double *curves = nullptr;                   // [entries][epochs]
  double trainSeconds = 0;
};

} // namespace milestone
