#include "bench/Agreement.h"
#include "tests/Tolerances.h"

#include <cmath>
#include <stdexcept>

namespace wick::bench {

static void requireEqual(const std::string &label, const std::vector<float> &expected,
                         const std::vector<float> &got) {
  if (expected.size() != got.size())
    throw std::runtime_error(label + " differ: " + std::to_string(expected.size()) + " and " +
                             std::to_string(got.size()) + " elements");
  for (size_t i = 0; i < got.size(); ++i) {
    double error = std::abs(got[i] - expected[i]) / (1 + std::abs(expected[i]));
    if (!(error <= test::kFloat32Tolerance)) // NaN is an error, too
      throw std::runtime_error(label + " differ: element " + std::to_string(i) + " is " +
                               std::to_string(expected[i]) + " and " + std::to_string(got[i]));
  }
}

void requireAgreement(const std::string &work, std::span<const Column> columns) {
  std::vector<float> expected = columns.front().result();
  for (const Column &column : columns.subspan(1))
    requireEqual(work + ": " + columns.front().backend + " and " + column.backend, expected,
                 column.result());
}

} // namespace wick::bench
