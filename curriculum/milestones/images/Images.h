// Labelled images: handwritten digits in MNIST's format, photographs in CIFAR-10's.
#pragma once

#include "runtime/fail.h"
#include "wick/runtime.hpp"

namespace milestone {

inline constexpr int32_t classCount = 10;

/// A set for training and one for the test, of images of one shape.
struct Images {
  wick::runtime::Dataset train, test; // samples f32 [count, ..., height, width] in 0..1; labels i32

  /// Reads the files that a folder has: CIFAR-10's data_batch_1.bin to data_batch_5.bin and
  /// test_batch.bin (samples [count, 3, 32, 32]), else train-images-idx3-ubyte,
  /// train-labels-idx1-ubyte and the same of "t10k" (MNIST) or "test" (samples [count, height,
  /// width]). Refuses labels that are no class. False: wick_last_error() says why.
  bool read(const char *folder);

  int64_t pixels() const; // of an image, all channels
  int64_t height() const;
  int64_t width() const;
};

/// The label of a sample.
inline int32_t labelOf(const wick_dataset &dataset, int64_t sample) {
  return static_cast<const int32_t *>(dataset.labels.data)[sample];
}

/// Writes a sample as grey pixels [height, width]: the mean of its channels.
void greyOf(const wick_dataset &dataset, int64_t sample, float *pixels);

/// The path of a file or folder that comes with Wick: share/wick/<name> beside the program's own
/// folder. False when the program cannot find itself.
bool findShared(const char *name, char (&path)[4096]);

} // namespace milestone
