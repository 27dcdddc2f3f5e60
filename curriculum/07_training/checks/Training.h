// A training whose every step depends on all that the steps before left behind.
#pragma once

#include "wick/checkpoint.h"

#include <memory>
#include <string>

namespace wick::check {

/// Of 07.3: a model with a param, two states and two hypers in the entry "train_step" and one more
/// state in "evaluate", data in batches of three out of ten samples, and noise from a generator of
/// the loop's own. The step is computed here; no compiler is involved.
class Training {
public:
  static constexpr int64_t kWeights = 2048; ///< more bytes than a FILE's buffer holds

  Training();

  void run(int steps);

  wick_instance *instance() const { return owned.get(); }

  /// What the loop around the step knows.
  wick_training_state state;

  /// Why this training is not where `expected` is, bit for bit; "" when it is.
  std::string difference(const Training &expected) const;

private:
  void step();

  std::unique_ptr<wick_instance, decltype(&wick_instance_destroy)> owned;
};

} // namespace wick::check
