#include "curriculum/milestones/images/Images.h"

#include <cstdio>
#include <cstring>
#include <iterator>
#include <unistd.h>

namespace milestone {

using namespace wick::runtime;

static constexpr float pixelScale = 1 / 255.0f;

/// Writes and returns "<folder>/<set><rest>".
static const char *join(char (&path)[4096], const char *folder, const char *set, const char *rest) {
  std::snprintf(path, sizeof path, "%s/%s%s", folder, set, rest);
  return path;
}

static bool readIdxSet(const char *folder, const char *set, Dataset &dataset) {
  char images[4096], labels[4096];
  join(images, folder, set, "-images-idx3-ubyte");
  join(labels, folder, set, "-labels-idx1-ubyte");
  if (!dataset.readIdx(images, labels, pixelScale, classCount))
    return false;
  return (dataset.get().samples.rank == 3 && dataset.get().labels.rank == 1) ||
         wick_fail("'%s' and '%s' are no images [count, height, width] with labels [count]", images,
                   labels);
}

static bool readCifar10(const char *folder, Dataset &train, Dataset &test) {
  static const char *const parts[] = {"1.bin", "2.bin", "3.bin", "4.bin", "5.bin"};
  constexpr size_t files = std::size(parts);
  char paths[files][4096], testPath[4096];
  const char *names[files];
  for (size_t i = 0; i < files; ++i)
    names[i] = join(paths[i], folder, "data_batch_", parts[i]);
  const char *const testNames[] = {join(testPath, folder, "test_", "batch.bin")};
  return train.readCifar10(names, pixelScale) && test.readCifar10(testNames, pixelScale);
}

bool Images::read(const char *folder) {
  char path[4096];
  if (access(join(path, folder, "test_", "batch.bin"), F_OK) == 0)
    return readCifar10(folder, train, test);
  const char *testSet =
      access(join(path, folder, "t10k", "-images-idx3-ubyte"), F_OK) == 0 ? "t10k" : "test";
  if (!readIdxSet(folder, "train", train) || !readIdxSet(folder, testSet, test))
    return false;
  const wick_tensor &one = train.get().samples, &other = test.get().samples;
  return std::memcmp(one.shape + 1, other.shape + 1, 2 * sizeof *one.shape) == 0 ||
         wick_fail(
             "'%s': the images for training have %lldx%lld pixels, those of the test %lldx%lld",
             folder, static_cast<long long>(one.shape[1]), static_cast<long long>(one.shape[2]),
             static_cast<long long>(other.shape[1]), static_cast<long long>(other.shape[2]));
}

static int64_t pixelsOf(const wick_tensor &samples) {
  return wick_shape_count(samples.rank - 1, samples.shape + 1);
}

int64_t Images::pixels() const { return pixelsOf(train.get().samples); }

int64_t Images::height() const {
  const wick_tensor &samples = train.get().samples;
  return samples.shape[samples.rank - 2];
}

int64_t Images::width() const {
  const wick_tensor &samples = train.get().samples;
  return samples.shape[samples.rank - 1];
}

void greyOf(const wick_dataset &dataset, int64_t sample, float *pixels) {
  const wick_tensor &samples = dataset.samples;
  const int64_t plane = samples.shape[samples.rank - 2] * samples.shape[samples.rank - 1];
  const int64_t channels = pixelsOf(samples) / plane;
  const float *from = static_cast<const float *>(samples.data) + sample * channels * plane;
  for (int64_t i = 0; i < plane; ++i) {
    float sum = 0;
    for (int64_t channel = 0; channel < channels; ++channel)
      sum += from[channel * plane + i];
    pixels[i] = sum / static_cast<float>(channels);
  }
}

bool findShared(const char *name, char (&path)[4096]) {
  char self[2048];
  ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
  if (length < 0)
    return wick_fail("cannot find the program's own file: /proc/self/exe is not readable");
  self[length] = '\0';
  *std::strrchr(self, '/') = '\0';
  std::snprintf(path, sizeof path, "%s/../share/wick/%s", self, name);
  return true;
}

} // namespace milestone
