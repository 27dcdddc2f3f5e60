//===- Optim.h - optimizers of a training step ------------------------------===//

#ifndef WICK_BUILDER_OPTIM_H
#define WICK_BUILDER_OPTIM_H

#include <cstdint>
#include <variant>

namespace wick::optim {

/// How the learning rate changes with t, the steps done before this one; `warm_up` steps of it rise
/// linearly to lr first, and t counts from their end.

/// lr.
struct Constant {
  int64_t warm_up = 0;
};

/// minimum + (lr - minimum) (1 + cos(pi t / steps)) / 2, then minimum. Loshchilov and Hutter, 2017.
struct Cosine {
  int64_t steps;      ///< 1 or more, those of the warm-up not counted
  double minimum = 0; ///< from 0 to lr
  int64_t warm_up = 0;
};

/// lr factor^floor(t / every).
struct Step {
  int64_t every;       ///< 1 or more
  double factor = 0.1; ///< in (0, 1]
  int64_t warm_up = 0;
};

/// A schedule is computed inside the training step from the state "optimizer.step", so that a
/// resumed training goes on where it was; the rate is the result "learning_rate".
using Schedule = std::variant<Constant, Cosine, Step>;

// In each optimizer, `clip_norm` above 0 is the largest L2 norm that all gradients together may
// have; larger ones are scaled down, and the norm before is the result "gradient_norm".

// `accumulate` above 1 is the number of steps whose gradients make one update, by their mean: N
// steps of a batch B give the update of one batch N B in the memory of B. Schedules and Adam count
// updates. The first steps of the N leave all parameters as they are.

/// g += weight_decay * w; v = momentum * v + g; w -= lr * v.
struct Sgd {
  double lr = 0.01;
  double momentum = 0;     ///< in [0, 1); 0 keeps no velocity
  double weight_decay = 0; ///< 0 or more
  double clip_norm = 0;    ///< 0: gradients are not clipped
  Schedule schedule = {};  ///< of the learning rate
  int64_t accumulate = 1;  ///< 1 or more
};

/// Kingma and Ba, 2015, bias-corrected, epsilon outside the root; weight decay is added to the
/// gradient.
struct Adam {
  double lr = 1e-3;
  double beta1 = 0.9;
  double beta2 = 0.999;
  double epsilon = 1e-8;
  double weight_decay = 0;
  double clip_norm = 0;
  Schedule schedule = {};
  int64_t accumulate = 1;
};

/// Loshchilov and Hutter, 2019: Adam whose weight decay shrinks the weights before the update.
struct AdamW {
  double lr = 1e-3;
  double beta1 = 0.9;
  double beta2 = 0.999;
  double epsilon = 1e-8;
  double weight_decay = 0.01;
  double clip_norm = 0;
  Schedule schedule = {};
  int64_t accumulate = 1;
};

/// `lr` is the default of the training entry's hyper "lr", which the caller of each step may
/// change.
using Optimizer = std::variant<Sgd, Adam, AdamW>;

} // namespace wick::optim

#endif // WICK_BUILDER_OPTIM_H
