#include "wick/builder/Layers.h"
#include "wick/builder/Model.h"

#include <cmath>

namespace wick::nn {

/// What a bias starts with unless its layer's author says otherwise: fan_in of the weight beside
/// it.
static Init defaultBias(int64_t in) {
  double bound = 1 / std::sqrt(double(in));
  return init::uniform(-bound, bound);
}

Linear::Linear(Model &model, const std::string &name, int64_t in, int64_t out,
               LinearOptions options, Location loc) {
  weight = model.param(name + ".weight", {in, out}, options.init, options.dtype, loc);
  if (options.bias)
    bias = model.param(name + ".bias", {out}, options.bias_init.value_or(defaultBias(in)),
                       options.dtype, loc);
}

Tensor Linear::operator()(Tensor x, Location loc) const { return linear(x, weight, bias, loc); }

LayerNorm::LayerNorm(Model &model, const std::string &name, int64_t size, LayerNormOptions options,
                     Location loc)
    : weight(model.param(name + ".weight", {size}, init::ones(), options.dtype, loc)),
      bias(model.param(name + ".bias", {size}, init::zeros(), options.dtype, loc)),
      eps(options.eps) {}

Tensor LayerNorm::operator()(Tensor x, Location loc) const {
  return layer_norm(x, weight, bias, eps, loc);
}

} // namespace wick::nn
