#include "curriculum/milestones/images/Answers.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace milestone {

using namespace wick::runtime;

Answers::~Answers() { std::free(answers); }

bool Answers::read(Instance &instance) {
  std::span<float> batch = instance.buffer<float>("evaluate", "image");
  std::span<const float> probabilities = instance.buffer<float>("evaluate", "probabilities");
  std::span<const int32_t> classes = instance.buffer<int32_t>("evaluate", "digit");
  const int64_t count = wick_dataset_count(&images);
  if (!answers)
    answers = static_cast<int32_t *>(
        wick_allocate(static_cast<size_t>(count), sizeof *answers, "the answers"));
  Loader loader(images, {.batch = static_cast<int64_t>(classes.size()),
                         .seed = 0,
                         .shuffle = false,
                         .last = WICK_LAST_PAD,
                         .augmentation = {},
                         .prefetch = 0});
  if (!answers || !loader)
    return false;
  int64_t done = 0, right = 0;
  double sum = 0;
  while (int64_t rows = loader.next(batch.data())) {
    if (!instance.run("evaluate"))
      return false;
    for (int64_t i = 0; i < rows; ++i, ++done) {
      const int32_t label = labelOf(images, done);
      answers[done] = classes[static_cast<size_t>(i)];
      right += answers[done] == label;
      sum -=
          std::log(static_cast<double>(probabilities[static_cast<size_t>(i * classCount + label)]));
    }
  }
  accuracy = static_cast<double>(right) / static_cast<double>(done);
  loss = sum / static_cast<double>(done);
  return true;
}

namespace {

/// Images chosen to be shown, with captions.
struct Selection {
  static constexpr int64_t most = 12, first = 8, mostPixels = 32 * 32;

  void add(const wick_dataset &images, int64_t pixels, int64_t sample, int32_t answer) {
    greyOf(images, sample, grey + count * pixels);
    const int32_t label = labelOf(images, sample);
    std::snprintf(texts[count], sizeof texts[count], answer == label ? "%d" : "%d not %d", answer,
                  label);
    captions[count] = texts[count];
    ++count;
  }

  float grey[most * mostPixels];
  char texts[most][16];
  const char *captions[most];
  int64_t count = 0;
};

} // namespace

void Answers::showImages() const {
  Selection shown;
  const wick_tensor &samples = images.samples;
  const int64_t height = samples.shape[samples.rank - 2], width = samples.shape[samples.rank - 1];
  const int64_t count = wick_dataset_count(&images), pixels = height * width;
  if (pixels > Selection::mostPixels)
    return;
  int64_t next = 0;
  for (; next < count && shown.count < Selection::first; ++next)
    shown.add(images, pixels, next, answers[next]);
  for (; next < count && shown.count < Selection::most; ++next)
    if (answers[next] != labelOf(images, next))
      shown.add(images, pixels, next, answers[next]);
  wick_picture_images(stdout, wick_picture_style_of(stdout), shown.grey, shown.count,
                      static_cast<int32_t>(height), static_cast<int32_t>(width), shown.captions);
}

void Answers::showConfusion() const {
  int64_t counts[classCount * classCount] = {};
  for (int64_t i = 0; i < wick_dataset_count(&images); ++i)
    ++counts[labelOf(images, i) * classCount + answers[i]];
  std::printf("\nRows are the labels, columns the answers:\n");
  wick_picture_confusion(stdout, wick_picture_style_of(stdout), counts, classCount, nullptr);
}

} // namespace milestone
