#include "curriculum/milestones/training/Points.h"

#include "runtime/fail.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace milestone {

using namespace wick::runtime;

Points::Points(std::span<const Centre> centres, float stddev, uint64_t seed, uint32_t stream) {
  wick_random_normal(positions.data(), 2 * count, 0, stddev, seed, stream, /*counter=*/0);
  for (size_t i = 0; i < count; ++i) {
    const Centre &centre = centres[i % centres.size()];
    positions[2 * i] += centre.x;
    positions[2 * i + 1] += centre.y;
    labels[i] = centre.label;
  }
}

bool makeDataset(const Points &points, Dataset &dataset) {
  const int64_t positionsShape[] = {Points::count, 2}, labelsShape[] = {Points::count, 1};
  wick_tensor samples{}, labels{};
  bool good = wick_tensor_create(WICK_F32, 2, positionsShape, &samples) &&
              wick_tensor_create(WICK_F32, 2, labelsShape, &labels);
  if (good) {
    std::ranges::copy(points.positions, static_cast<float *>(samples.data));
    std::ranges::copy(points.labels, static_cast<float *>(labels.data));
    good = dataset.take(samples, labels);
  }
  wick_tensor_free(&samples); // empty when the dataset took them over
  wick_tensor_free(&labels);
  return good;
}

bool Classifier::classify(std::span<const float> positions, std::span<uint8_t> classes) const {
  std::span<float> input = instance.buffer<float>(entry, "point");
  std::span<const float> probability = instance.buffer<float>(entry, "probability");
  if (probability.empty() || input.size() != 2 * probability.size())
    return wick_fail("entry '%s' does not map points [n, 2] to a probability [n, 1]", entry);
  for (size_t first = 0; first < classes.size(); first += probability.size()) {
    size_t rows = std::min(probability.size(), classes.size() - first);
    std::ranges::copy(positions.subspan(2 * first, 2 * rows), input.begin());
    if (!instance.run(entry))
      return false;
    std::transform(probability.begin(), probability.begin() + static_cast<ptrdiff_t>(rows),
                   classes.begin() + static_cast<ptrdiff_t>(first),
                   [](float p) { return p >= 0.5f; });
  }
  return true;
}

double Classifier::accuracy(const Points &points) const {
  std::array<uint8_t, Points::count> classes;
  if (!classify(points.positions, classes))
    return NAN;
  int64_t right = 0;
  for (size_t i = 0; i < classes.size(); ++i)
    right += classes[i] == points.labels[i];
  return static_cast<double>(right) / Points::count;
}

/// Classifies the centre of each cell of the plane, a row at a time.
static bool classifyPlane(const Classifier &classifier, const wick_picture_plane &plane,
                          uint8_t *region) {
  enum { MOST_COLUMNS = 128 };
  float centres[2 * MOST_COLUMNS];
  size_t columns = static_cast<size_t>(std::min<int32_t>(plane.columns, MOST_COLUMNS));
  for (int32_t row = 0; row < plane.rows; ++row) {
    for (size_t column = 0; column < columns; ++column)
      wick_picture_cell(&plane, row, static_cast<int32_t>(column), &centres[2 * column],
                        &centres[2 * column + 1]);
    if (!classifier.classify({centres, 2 * columns}, {region + row * plane.columns, columns}))
      return false;
  }
  return true;
}

bool Classifier::show(const char *title, const Points &points) const {
  wick_picture_style style = wick_picture_style_of(stdout);
  wick_picture_plane plane =
      wick_picture_plane_around(style, points.positions.data(), Points::count);
  auto *region = static_cast<uint8_t *>(
      wick_allocate(static_cast<size_t>(plane.rows * plane.columns), 1, "a picture"));
  bool good = region && classifyPlane(*this, plane, region);
  if (good)
    wick_picture_scatter(stdout, style, title, &plane, points.positions.data(),
                         points.labels.data(), Points::count, region);
  std::free(region);
  return good;
}

} // namespace milestone
