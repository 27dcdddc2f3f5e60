// What a net says about images: how often it is right, where it errs, and pictures of both.
#pragma once

#include "curriculum/milestones/images/Images.h"

namespace milestone {

/// The answers of a model's entry "evaluate" for all images of a dataset: its input "image" is a
/// batch of them, its results are "probabilities" [batch, classes] and "digit" [batch].
class Answers {
public:
  /// The dataset must outlive the answers.
  explicit Answers(const wick_dataset &images) : images(images) {}
  ~Answers();
  Answers(const Answers &) = delete;
  Answers &operator=(const Answers &) = delete;

  /// Reads all images, a batch at a time; the last one is padded, and the padding is not counted.
  /// False: wick_last_error() says why.
  bool read(wick::runtime::Instance &instance);

  /// Prints the first images with the answers, and some that are wrong.
  void showImages() const;
  /// Prints how often each class was taken for each other.
  void showConfusion() const;

  double accuracy = 0; // the share that is right
  double loss = 0;     // the mean of -log(probability of the right class)

private:
  const wick_dataset &images;
  int32_t *answers = nullptr; // [count]
};

} // namespace milestone
