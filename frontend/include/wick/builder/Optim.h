//===- Optim.h - optimizers of a training step ------------------------------===//

#ifndef WICK_BUILDER_OPTIM_H
#define WICK_BUILDER_OPTIM_H

#include <variant>

namespace wick::optim {

/// g += weight_decay * w; v = momentum * v + g; w -= lr * v.
struct Sgd {
  double lr = 0.01;
  double momentum = 0;     ///< in [0, 1); 0 keeps no velocity
  double weight_decay = 0; ///< 0 or more
};

/// Kingma and Ba, 2015, bias-corrected, epsilon outside the root; weight decay is added to the
/// gradient.
struct Adam {
  double lr = 1e-3;
  double beta1 = 0.9;
  double beta2 = 0.999;
  double epsilon = 1e-8;
  double weight_decay = 0;
};

/// Loshchilov and Hutter, 2019: Adam whose weight decay shrinks the weights before the update.
struct AdamW {
  double lr = 1e-3;
  double beta1 = 0.9;
  double beta2 = 0.999;
  double epsilon = 1e-8;
  double weight_decay = 0.01;
};

/// `lr` is the default of the training entry's hyper "lr", which the caller of each step may
/// change.
using Optimizer = std::variant<Sgd, Adam, AdamW>;

} // namespace wick::optim

#endif // WICK_BUILDER_OPTIM_H
