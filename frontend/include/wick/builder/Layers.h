//===- Layers.h - functions with parameters ---------------------------------===//
//
// A layer owns its parameters and is applied like a function, as often as its author likes.

#ifndef WICK_BUILDER_LAYERS_H
#define WICK_BUILDER_LAYERS_H

#include "wick/builder/Init.h"
#include "wick/builder/Ops.h"

#include <functional>
#include <optional>

namespace wick::nn {

struct LinearOptions {
  bool bias = true;
  Init init = init::fan_in();                   ///< of the weight
  std::optional<Init> bias_init = std::nullopt; ///< uniform in +-1/sqrt(in) when absent
  DType dtype = DType::f32;
};

/// y = x W + b: [.., in] -> [.., out]. Parameters `<name>.weight` [in, out] and `<name>.bias`
/// [out].
class Linear {
public:
  Linear(Model &model, const std::string &name, int64_t in, int64_t out, LinearOptions options = {},
         Location loc = Location::current());

  Tensor operator()(Tensor x, Location loc = Location::current()) const;

  Tensor weight;
  Tensor bias; ///< empty without bias
};

struct LayerNormOptions {
  double eps = 1e-5;
  DType dtype = DType::f32;
};

/// wick::layer_norm with the parameters `<name>.weight` (gamma, ones at first) and `<name>.bias`
/// (beta, zeros at first), both [size].
class LayerNorm {
public:
  LayerNorm(Model &model, const std::string &name, int64_t size, LayerNormOptions options = {},
            Location loc = Location::current());

  Tensor operator()(Tensor x, Location loc = Location::current()) const;

  Tensor weight;
  Tensor bias;

private:
  double eps;
};

/// wick::dropout as a layer.
class Dropout {
public:
  explicit Dropout(double rate) : rate(rate) {}
  Tensor operator()(Tensor x, Location loc = Location::current()) const {
    return dropout(x, rate, loc);
  }

private:
  double rate;
};

/// Functions of one tensor, for use in Sequential.
using wick::relu;
using wick::sigmoid;
using wick::tanh;
inline Tensor gelu(Tensor x, Location loc = Location::current()) {
  return wick::gelu(x, Gelu::exact, loc);
}
inline Tensor softmax(Tensor x, Location loc = Location::current()) {
  return wick::softmax(x, -1, loc);
}

/// Anything that maps a tensor to a tensor: a layer, nn::relu, a lambda (Tensor, Location) ->
/// Tensor.
using Layer = std::function<Tensor(Tensor, Location)>;

/// Layers applied one after the other. What is recorded stands at the line that applies the whole.
///
///   nn::Sequential net{nn::Linear(m, "hidden", 64, 32), nn::relu, nn::Linear(m, "head", 32, 10)};
class Sequential {
public:
  Sequential(std::initializer_list<Layer> layers) : layers(layers) {}

  Tensor operator()(Tensor x, Location loc = Location::current()) const {
    for (const Layer &layer : layers)
      x = layer(x, loc);
    return x;
  }

private:
  std::vector<Layer> layers;
};

} // namespace wick::nn

#endif // WICK_BUILDER_LAYERS_H
