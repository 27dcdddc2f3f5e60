// Milestone 03: trains a multilayer perceptron on handwritten digits.
#include "curriculum/milestones/03_mlp/Digits.h"
#include "curriculum/milestones/training/Report.h"

#include <cstdio>
#include <cstdlib>

namespace milestone {

using namespace wick::runtime;

namespace {

/// What follows from the size of the images.
struct Net {
  const wick_model *model;
  int64_t epochs;
  const char *weights; // of a model that embeds none: its file beside the milestone's other files
};

/// The net's answers for the test images.
class Answers {
public:
  ~Answers() { std::free(digits); }

  /// Reads all images, a batch of the entry "evaluate" at a time.
  bool read(Instance &instance, const Dataset &test);
  /// Counts by [truth][answer].
  void confuse(const Dataset &test, int64_t (&counts)[classCount * classCount]) const;

  double accuracy = 0;
  int32_t *digits = nullptr; // [test]
};

} // namespace

bool Answers::read(Instance &instance, const Dataset &test) {
  std::span<float> images = instance.buffer<float>("evaluate", "image");
  std::span<const int32_t> batch = instance.buffer<int32_t>("evaluate", "digit");
  if (!digits)
    digits = static_cast<int32_t *>(
        wick_allocate(static_cast<size_t>(test.count()), sizeof *digits, "the answers"));
  Loader loader(test, {.batch = static_cast<int64_t>(batch.size()),
                       .seed = 0,
                       .shuffle = false,
                       .last = WICK_LAST_PAD,
                       .augmentation = {},
                       .prefetch = 0});
  if (!digits || !loader)
    return false;
  int64_t done = 0, right = 0;
  while (int64_t rows = loader.next(images.data())) {
    if (!instance.run("evaluate"))
      return false;
    for (int64_t i = 0; i < rows; ++i, ++done) {
      digits[done] = batch[static_cast<size_t>(i)];
      right += digits[done] == labelOf(test, done);
    }
  }
  accuracy = static_cast<double>(right) / static_cast<double>(done);
  return true;
}

void Answers::confuse(const Dataset &test, int64_t (&counts)[classCount * classCount]) const {
  for (int64_t &count : counts)
    count = 0;
  for (int64_t i = 0; i < test.count(); ++i)
    ++counts[labelOf(test, i) * classCount + digits[i]];
}

static void showConfusion(const Dataset &test, const Answers &answers) {
  int64_t counts[classCount * classCount];
  answers.confuse(test, counts);
  std::printf("\nRows are the written digits, columns the answers:\n");
  wick_picture_confusion(stdout, wick_picture_style_of(stdout), counts, classCount, nullptr);
}

/// The model whose images have as many pixels as the data's; the first is for the digits that come
/// with Wick, the second for MNIST.
static bool chooseNet(const Program &program, int64_t pixels, Net &net) {
  const Net nets[] = {{program.models[0], 150, nullptr},
                      {program.models[1], 10, "milestones/03_mlp/mnist_mlp.safetensors"}};
  const int64_t sizes[] = {8 * 8, 28 * 28};
  for (size_t i = 0; i < 2; ++i)
    if (sizes[i] == pixels) {
      net = nets[i];
      return true;
    }
  return wick_fail("the images have %lld pixels; there is a net for 8x8 (the digits that come with "
                   "Wick) and one for 28x28 (MNIST)",
                   static_cast<long long>(pixels));
}

static bool trainOn(const Program &program, const Options &options, const Digits &digits,
                    const Net &net) {
  Instance instance(*net.model);
  char weights[4096];
  if (!instance || (!net.model->weights && !(findShared(net.weights, weights) &&
                                             wick_instance_load(instance.get(), weights))))
    return false;
  static const char *const entries[] = {"train_step"};
  Training training(instance, digits.train, {entries, "image", "label", /*shuffle=*/true}, options);
  Answers answers;
  if (!training.prepare() || !answers.read(instance, digits.test))
    return false;
  const double before = answers.accuracy;
  std::printf("%lld images to learn from, %lld for the test. Before training it reads %.1f %% of "
              "them right:\n",
              static_cast<long long>(digits.train.count()),
              static_cast<long long>(digits.test.count()), 100 * before);
  showAnswers(digits.test, answers.digits);
  if (!training.run() || !answers.read(instance, digits.test))
    return false;
  static const char *const unnamed[] = {nullptr};
  showLosses(training, unnamed);
  std::printf("After training %.1f %%:\n", 100 * answers.accuracy);
  showAnswers(digits.test, answers.digits);
  showConfusion(digits.test, answers);
  Metrics metrics;
  return metrics && metrics.set("untrained_accuracy", before) &&
         metrics.set("model", net.model->name) &&
         metrics.set("train_samples", digits.train.count()) &&
         metrics.set("test_samples", digits.test.count()) &&
         writeMetrics(metrics, program, options, instance, training, answers.accuracy);
}

static bool train(const Program &program, Options &options) {
  char shared[4096];
  Digits digits;
  Net net{};
  if (!options.data && !findShared("digits", shared))
    return false;
  if (!digits.read(options.data ? options.data : shared) ||
      !chooseNet(program, digits.pixels(), net))
    return false;
  if (options.epochs == 0)
    options.epochs = net.epochs;
  return trainOn(program, options, digits, net);
}

int trainMlp(const Program &program) {
  const About about = {
      "A multilayer perceptron reads handwritten digits.", "150; on MNIST 10",
      "a folder with MNIST's four IDX files; without it, 8x8 digits that come with Wick"};
  Options options{.epochs = 0};
  int exitCode;
  if (!parseOptions(program, about, options, exitCode))
    return exitCode;
  return train(program, options) ? 0 : fail(program);
}

} // namespace milestone
