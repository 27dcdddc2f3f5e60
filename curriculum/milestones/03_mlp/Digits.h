// Images of handwritten digits in MNIST's format: read, checked, shown.
#pragma once

#include "runtime/fail.h"
#include "wick/runtime.hpp"

namespace milestone {

inline constexpr int32_t classCount = 10;

/// A set for training and one for the test, of equally large images.
struct Digits {
  wick::runtime::Dataset train, test; // samples f32 [count, height, width] in 0..1; labels i32

  /// Reads train-images-idx3-ubyte, train-labels-idx1-ubyte and the same of "t10k" (MNIST) or
  /// "test" from a folder. Refuses labels that are no digit. False: wick_last_error() says why.
  bool read(const char *folder);
  int64_t pixels() const; // of an image
};

/// The label of a sample.
inline int32_t labelOf(const wick::runtime::Dataset &dataset, int64_t sample) {
  return static_cast<const int32_t *>(dataset.get().labels.data)[sample];
}

/// Prints the first images with the answers (one a sample of `test`), and some that are wrong.
void showAnswers(const wick::runtime::Dataset &test, const int32_t *answers);

/// The path of a file or folder that comes with Wick: share/wick/<name> beside the program's own
/// folder. False when the program cannot find itself.
bool findShared(const char *name, char (&path)[4096]);

} // namespace milestone
