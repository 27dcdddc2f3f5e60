// Labelled points of the plane: generated, predicted, shown.
#pragma once

#include "wick/runtime.hpp"

#include <array>

namespace milestone {

/// Where a point of a class may come from.
struct Centre {
  float x, y;
  int32_t label; // 0 or 1
};

/// 100 points, as many around each centre.
struct Points {
  static constexpr int64_t count = 100;

  /// Normal noise of standard deviation `stddev` around each centre in turn; `stream` sets apart
  /// what is drawn from one seed, such as training and test.
  Points(std::span<const Centre> centres, float stddev, uint64_t seed, uint32_t stream);

  std::array<float, 2 * count> positions; // [count, 2]
  std::array<int32_t, count> labels;
};

/// Samples f32 [100, 2] and labels f32 [100, 1]. False: wick_last_error() says why.
bool makeDataset(const Points &points, wick::runtime::Dataset &dataset);

/// An entry whose input "point" [n, 2] gives "probability" [n, 1] of class 1.
class Classifier {
public:
  Classifier(wick::runtime::Instance &instance, const char *entry)
      : instance(instance), entry(entry) {}

  /// classes[i] = probability of positions[i] >= 1/2, for any number of points: they go through the
  /// entry n at a time.
  bool classify(std::span<const float> positions, std::span<uint8_t> classes) const;

  /// The share of the points that are classified as labelled; NaN when the entry fails.
  double accuracy(const Points &points) const;

  /// Prints the points over the region of class 1.
  bool show(const char *title, const Points &points) const;

private:
  wick::runtime::Instance &instance;
  const char *entry;
};

} // namespace milestone
