//===- Vision.h - convolution, pooling and batch norm of images --------------===//
//
// Images are [n, channels, height, width].

#ifndef WICK_BUILDER_VISION_H
#define WICK_BUILDER_VISION_H

#include "wick/builder/Init.h"
#include "wick/builder/Ops.h"

#include <optional>

namespace wick {

/// Vertical and horizontal; one number stands for both.
struct Extent {
  Extent(int64_t both) : vertical(both), horizontal(both) {}
  Extent(int64_t vertical, int64_t horizontal) : vertical(vertical), horizontal(horizontal) {}

  int64_t vertical, horizontal;
};

struct ConvOptions {
  Extent stride = 1;  ///< distance of two windows
  Extent padding = 0; ///< border of zeros on both sides of the image, less than the window
};

struct PoolOptions {
  std::optional<Extent> stride = std::nullopt; ///< the window's size when absent
  Extent padding = 0;                          ///< border on both sides, less than the window
};

/// Convolution of x [n, in, h, w] by weight [out, in, kh, kw], plus bias [out] unless that is
/// empty: [n, out, (h + 2 padding - kh) / stride + 1, ...], rounded down. The filter is not turned
/// around.
Tensor conv2d(Tensor x, Tensor weight, Tensor bias = {}, ConvOptions options = {},
              Location loc = Location::current());

/// The largest element of each window; among equal ones the first gets the gradient. The border is
/// never the largest.
Tensor max_pool2d(Tensor x, Extent window, PoolOptions options = {},
                  Location loc = Location::current());

/// The mean of each window; the border counts as zeros.
Tensor avg_pool2d(Tensor x, Extent window, PoolOptions options = {},
                  Location loc = Location::current());

struct BatchNormOptions {
  double eps = 1e-5;
  double momentum = 0.1; ///< how far a step moves the running statistics towards the batch's
};

/// (x - mean) / sqrt(variance + eps) * gamma + beta for each channel of x [n, c, ..]; the others
/// are [c]. Ioffe and Szegedy, 2015. In training entries mean and variance are those of the batch,
/// and states given as running statistics are updated; in all others they are the running ones.
Tensor batch_norm(Tensor x, Tensor gamma, Tensor beta, Tensor running_mean, Tensor running_variance,
                  BatchNormOptions options = {}, Location loc = Location::current());

/// The dimensions from `first` on as one: [n, c, h, w] becomes [n, c h w].
Tensor flatten(Tensor x, int64_t first = 1, Location loc = Location::current());

/// The elements in reverse order along `dims`.
Tensor flip(Tensor x, Dims dims, Location loc = Location::current());

namespace nn {

struct Conv2dOptions {
  Extent stride = 1, padding = 0;
  bool bias = true;
  Init init = init::he(); ///< of the weight
  Init bias_init = init::zeros();
  DType dtype = DType::f32;
};

/// wick::conv2d with the parameters `<name>.weight` [out, in, kh, kw] and `<name>.bias` [out].
class Conv2d {
public:
  Conv2d(Model &model, const std::string &name, int64_t in, int64_t out, Extent window,
         Conv2dOptions options = {}, Location loc = Location::current());

  Tensor operator()(Tensor x, Location loc = Location::current()) const;

  Tensor weight;
  Tensor bias; ///< empty without bias

private:
  ConvOptions geometry;
};

struct BatchNorm2dOptions {
  double eps = 1e-5;
  double momentum = 0.1;
  DType dtype = DType::f32;
};

/// wick::batch_norm with the parameters `<name>.weight` (gamma, ones at first) and `<name>.bias`
/// (beta, zeros at first) and the states `<name>.running_mean` (zeros at first) and
/// `<name>.running_variance` (ones at first), all [channels].
class BatchNorm2d {
public:
  BatchNorm2d(Model &model, const std::string &name, int64_t channels,
              BatchNorm2dOptions options = {}, Location loc = Location::current());

  Tensor operator()(Tensor x, Location loc = Location::current()) const;

  Tensor weight, bias, running_mean, running_variance;

private:
  BatchNormOptions numbers;
};

/// Pooling as a layer.
class MaxPool2d {
public:
  explicit MaxPool2d(Extent window, PoolOptions options = {}) : window(window), options(options) {}
  Tensor operator()(Tensor x, Location loc = Location::current()) const {
    return max_pool2d(x, window, options, loc);
  }

private:
  Extent window;
  PoolOptions options;
};

class AvgPool2d {
public:
  explicit AvgPool2d(Extent window, PoolOptions options = {}) : window(window), options(options) {}
  Tensor operator()(Tensor x, Location loc = Location::current()) const {
    return avg_pool2d(x, window, options, loc);
  }

private:
  Extent window;
  PoolOptions options;
};

/// wick::flatten of all but the first dimension, for use in Sequential.
inline Tensor flatten(Tensor x, Location loc = Location::current()) {
  return wick::flatten(x, 1, loc);
}

} // namespace nn
} // namespace wick

#endif // WICK_BUILDER_VISION_H
