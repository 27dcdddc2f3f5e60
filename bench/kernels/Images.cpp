// Rows of convolutions and poolings.
#include "bench/kernels/Problem.h"
#include "bench/workloads/Data.h"

#include <cmath>
#include <functional>

namespace wick::bench {
namespace {

/// A row's images and windows: `channels` -> `filters`, `size` x `size`, `count` images.
struct Setting {
  int64_t channels, filters, size, count;
  Windows windows = {};

  std::string name(const std::string &kind) const {
    std::string side = std::to_string(size), window = std::to_string(windows.size);
    std::string what = kind + " " + window + "x" + window;
    if (windows.stride > 1)
      what += "/" + std::to_string(windows.stride);
    what += " " + std::to_string(channels);
    if (filters != channels || kind == "conv")
      what += "->" + std::to_string(filters);
    return what + " " + side + "x" + side + " N=" + std::to_string(count);
  }
};

/// The tensor `name` [count, channels, size, size] with its channels last.
Floats images(const std::string &name, const Setting &s) {
  int64_t places = s.size * s.size;
  std::vector<double> numbers = workloads::reals(name, s.count * s.channels * places, 1);
  Floats result(numbers.size());
  for (int64_t n = 0; n < s.count; ++n)
    for (int64_t c = 0; c < s.channels; ++c)
      for (int64_t place = 0; place < places; ++place)
        result[(n * places + place) * s.channels + c] =
            static_cast<float>(numbers[(n * s.channels + c) * places + place]);
  return result;
}

Floats weights(const std::string &name, int64_t count, double scale) {
  std::vector<double> numbers = workloads::reals(name, count, scale);
  return {numbers.begin(), numbers.end()};
}

struct Operands {
  Floats x, weight, bias;
};

Case imageCase(const std::string &work, Kernel kernel, const Setting &s,
               const std::function<Operands()> &make) {
  return kernelCase(work, [=] {
    Operands operands = make();
    int64_t k = kernel == Kernel::maxPool ? 0 : s.channels;
    return Problem{work,       kernel,          s.count,       s.filters, k,
                   operands.x, operands.weight, operands.bias, s.size,    s.windows};
  });
}

int64_t fanIn(const Setting &s) { return s.channels * s.windows.size * s.windows.size; }
double scale(const Setting &s) { return 1 / std::sqrt(static_cast<double>(fanIn(s))); }

/// The images that come out, of the size of those that go in.
Setting result(Setting s) {
  s.channels = s.filters;
  return s;
}

/// With tensors `<data>.x`, `.w` and `.b`.
Case convolution(const std::string &work, const std::string &data, const Setting &s) {
  return imageCase(work, Kernel::conv, s, [=] {
    return Operands{images(data + ".x", s), weights(data + ".w", s.filters * fanIn(s), scale(s)),
                    weights(data + ".b", s.filters, scale(s))};
  });
}

Case inputGradient(const Setting &s) {
  std::string work = s.name("conv dx");
  return imageCase(work, Kernel::convDx, s, [=] {
    return Operands{
        images(work + ".x", result(s)), weights(work + ".w", s.filters * fanIn(s), scale(s)), {}};
  });
}

Case weightGradient(const Setting &s) {
  std::string work = s.name("conv dw");
  return imageCase(work, Kernel::convDw, s, [=] {
    return Operands{images(work + ".x", s), images(work + ".g", result(s)), {}};
  });
}

Case pooling(const Setting &s) {
  std::string work = s.name("max_pool");
  return imageCase(work, Kernel::maxPool, s,
                   [=] { return Operands{images(work + ".x", s), {}, {}}; });
}

/// 3 x 3 with a border, stride 1.
constexpr Setting kUsual[] = {{64, 64, 28, 1}, {64, 64, 28, 32}, {32, 32, 32, 1}, {32, 32, 32, 32},
                              {16, 16, 14, 1}, {16, 16, 14, 32}, {16, 16, 28, 1}, {16, 16, 28, 32},
                              {16, 16, 32, 1}, {16, 16, 32, 32}, {16, 32, 14, 1}, {16, 32, 14, 32},
                              {16, 32, 28, 1}, {16, 32, 28, 32}, {16, 32, 32, 1}, {16, 32, 32, 32},
                              {1, 16, 28, 1},  {1, 16, 28, 32},  {3, 32, 32, 1},  {3, 32, 32, 32}};

/// Other windows, strides, and numbers of channels that are no vectors.
constexpr Setting kOther[] = {{64, 64, 28, 1, {1, 1, 0}},
                              {64, 128, 28, 1, {1, 2, 0}},
                              {32, 64, 28, 1, {3, 2, 1}},
                              {16, 32, 28, 1, {5, 1, 2}},
                              {6, 16, 14, 32, {5, 1, 0}},
                              {3, 64, 112, 1, {7, 2, 3}},
                              {3, 64, 56, 1, {11, 4, 2}},
                              {8, 8, 16, 32, {2, 2, 0}},
                              {20, 20, 28, 1},
                              {5, 6, 28, 1},
                              {64, 50, 14, 1}};

/// What training differentiates; of a first layer the weight alone.
constexpr Setting kTrained[] = {{16, 32, 14, 32}, {32, 64, 16, 32}, {64, 128, 8, 32}};
constexpr Setting kFirstLayers[] = {{1, 16, 28, 32}, {3, 32, 32, 32}};

constexpr Setting kPoolings[] = {
    {16, 16, 28, 32, {2, 2, 0}}, {64, 64, 56, 1, {3, 2, 1}}, {30, 30, 28, 1, {3, 2, 0}}};

} // namespace

std::vector<Case> imageCases() {
  std::vector<Case> cases;
  for (const Setting &s : kUsual)
    cases.push_back(convolution(s.name("conv"), s.name("conv"), s));
  cases.push_back(convolution("W7 conv1", "W7.conv1", {64, 64, 56, 1}));
  cases.push_back(convolution("W7 conv2", "W7.conv2", {16, 32, 14, 32}));
  for (const Setting &s : kOther)
    cases.push_back(convolution(s.name("conv"), s.name("conv"), s));
  for (const Setting &s : kTrained)
    cases.push_back(inputGradient(s));
  for (const Setting &s : kTrained)
    cases.push_back(weightGradient(s));
  for (const Setting &s : kFirstLayers)
    cases.push_back(weightGradient(s));
  for (const Setting &s : kPoolings)
    cases.push_back(pooling(s));
  return cases;
}

} // namespace wick::bench
