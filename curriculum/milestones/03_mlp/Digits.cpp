#include "curriculum/milestones/03_mlp/Digits.h"

#include <cstdio>
#include <cstring>
#include <unistd.h>

namespace milestone {

using namespace wick::runtime;

static constexpr float pixelScale = 1 / 255.0f;

static bool readSet(const char *folder, const char *set, Dataset &dataset) {
  char images[4096], labels[4096];
  std::snprintf(images, sizeof images, "%s/%s-images-idx3-ubyte", folder, set);
  std::snprintf(labels, sizeof labels, "%s/%s-labels-idx1-ubyte", folder, set);
  if (!dataset.readIdx(images, labels, pixelScale, classCount))
    return false;
  return (dataset.get().samples.rank == 3 && dataset.get().labels.rank == 1) ||
         wick_fail("'%s' and '%s' are no images [count, height, width] with labels [count]", images,
                   labels);
}

static int64_t pixelsOf(const Dataset &dataset) {
  return dataset.get().samples.shape[1] * dataset.get().samples.shape[2];
}

int64_t Digits::pixels() const { return pixelsOf(train); }

bool Digits::read(const char *folder) {
  char mnist[4096];
  std::snprintf(mnist, sizeof mnist, "%s/t10k-images-idx3-ubyte", folder);
  const char *testSet = access(mnist, F_OK) == 0 ? "t10k" : "test";
  if (!readSet(folder, "train", train) || !readSet(folder, testSet, test))
    return false;
  return pixels() == pixelsOf(test) ||
         wick_fail("'%s': the images for training have %lld pixels, those of the test %lld", folder,
                   static_cast<long long>(pixels()), static_cast<long long>(pixelsOf(test)));
}

namespace {

/// Images chosen to be shown, with captions.
struct Selection {
  static constexpr int64_t most = 12, first = 8, mostPixels = 28 * 28;

  void add(const Dataset &test, int64_t sample, int32_t answer) {
    const int64_t size = pixelsOf(test);
    std::memcpy(pixels + count * size,
                static_cast<const float *>(test.get().samples.data) + sample * size,
                static_cast<size_t>(size) * sizeof(float));
    bool isRight = answer == labelOf(test, sample);
    std::snprintf(texts[count], sizeof texts[count], isRight ? "%d" : "%d not %d", answer,
                  labelOf(test, sample));
    captions[count] = texts[count];
    ++count;
  }

  float pixels[most * mostPixels];
  char texts[most][16];
  const char *captions[most];
  int64_t count = 0;
};

} // namespace

void showAnswers(const Dataset &test, const int32_t *answers) {
  Selection shown;
  if (pixelsOf(test) > Selection::mostPixels)
    return;
  int64_t next = 0;
  for (; next < test.count() && shown.count < Selection::first; ++next)
    shown.add(test, next, answers[next]);
  for (; next < test.count() && shown.count < Selection::most; ++next)
    if (answers[next] != labelOf(test, next))
      shown.add(test, next, answers[next]);
  wick_picture_images(stdout, wick_picture_style_of(stdout), shown.pixels, shown.count,
                      static_cast<int32_t>(test.get().samples.shape[1]),
                      static_cast<int32_t>(test.get().samples.shape[2]), shown.captions);
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
