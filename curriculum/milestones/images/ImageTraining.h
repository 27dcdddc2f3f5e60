// How milestones train a net on images, whatever the net.
#pragma once

#include "curriculum/milestones/images/Images.h"
#include "curriculum/milestones/training/Options.h"

#include <span>

namespace milestone {

/// A net, and the images that it is made for.
struct Net {
  const wick_model *model; // entries "train_step" (image, label) and "evaluate" (Answers.h)
  int64_t height, width, channels;
  const char *images;            // what they are, in words: "28x28 (MNIST)"
  int64_t epochs;                // unless the command line says how many
  const char *weights = nullptr; // of a model that embeds none: its file in share/wick
  wick_augmentation augmentation{};
  int32_t prefetch = 0;
  bool (*show)(wick::runtime::Instance &instance,
               const Images &images) = nullptr; // further pictures
};

/// Reads the command line and the images (--data, or the digits that come with Wick), trains the
/// net that is made for them, prints pictures and writes metrics. Returns the exit code
/// (training/Program.h).
int trainOnImages(const Program &program, const About &about, std::span<const Net> nets);

} // namespace milestone
