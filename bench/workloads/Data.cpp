#include "bench/workloads/Data.h"

namespace wick::workloads {

static uint64_t fnv1a(std::string_view text) {
  uint64_t hash = 0xCBF29CE484222325;
  for (unsigned char c : text)
    hash = (hash ^ c) * 0x100000001B3;
  return hash;
}

/// The number of index `i` in the SplitMix64 sequence that starts at `start`.
static uint64_t splitMix(uint64_t start, uint64_t i) {
  uint64_t z = start + (i + 1) * 0x9E3779B97F4A7C15;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
  return z ^ (z >> 31);
}

std::vector<double> reals(std::string_view name, int64_t count, double scale) {
  std::vector<double> numbers(count);
  uint64_t start = fnv1a(name);
  for (int64_t i = 0; i < count; ++i) {
    double unit = static_cast<double>(splitMix(start, i) >> 40) * 0x1p-24;
    numbers[i] = static_cast<float>((2 * unit - 1) * scale);
  }
  return numbers;
}

std::vector<double> integers(std::string_view name, int64_t count, uint64_t modulus) {
  std::vector<double> numbers(count);
  uint64_t start = fnv1a(name);
  for (int64_t i = 0; i < count; ++i)
    numbers[i] = static_cast<double>((splitMix(start, i) >> 33) % modulus);
  return numbers;
}

std::vector<double> transposed(const std::vector<double> &matrix, int64_t rows, int64_t columns) {
  std::vector<double> result(matrix.size());
  for (int64_t row = 0; row < rows; ++row)
    for (int64_t column = 0; column < columns; ++column)
      result[column * rows + row] = matrix[row * columns + column];
  return result;
}

} // namespace wick::workloads
