#include "curriculum/milestones/images/ImageTraining.h"

#include "curriculum/milestones/images/Answers.h"
#include "curriculum/milestones/training/Report.h"

#include <cstdio>

namespace milestone {

using namespace wick::runtime;

namespace {

/// What a training learns from, and what it is measured by.
struct Parts {
  wick_dataset learned;
  wick_dataset validated; // no samples: nothing is held out
};

/// The last tenth is held out: in the digits that come with Wick it is of other writers.
bool split(const Dataset &train, bool holdsOut, Parts &parts) {
  const int64_t count = train.count(), held = holdsOut ? count / 10 : 0;
  parts.validated = {};
  return wick_dataset_range(&train.get(), 0, count - held, &parts.learned) &&
         (held == 0 || wick_dataset_range(&train.get(), count - held, count, &parts.validated));
}

/// The loss on what is held out, as Validation asks for it.
struct HeldOut {
  static bool measure(void *context, double &loss) {
    auto *self = static_cast<HeldOut *>(context);
    bool good = self->answers.read(self->instance);
    loss = self->answers.loss;
    return good;
  }

  Instance &instance;
  Answers answers;
};

} // namespace

static const Net *chooseNet(std::span<const Net> nets, const Images &images) {
  for (const Net &net : nets)
    if (net.height == images.height() && net.width == images.width() &&
        net.channels * net.height * net.width == images.pixels())
      return &net;
  wick_fail("the images have %lldx%lldx%lld values; there is a net for %s and one for %s",
            static_cast<long long>(images.pixels() / (images.height() * images.width())),
            static_cast<long long>(images.height()), static_cast<long long>(images.width()),
            nets.front().images, nets.back().images);
  return nullptr;
}

static bool loadWeights(const Instance &instance, const Net &net) {
  char weights[4096];
  return net.model->weights ||
         (findShared(net.weights, weights) && wick_instance_load(instance.get(), weights));
}

static bool train(const Program &program, const Options &options, const Images &images,
                  const Net &net) {
  Instance instance(*net.model);
  Parts parts;
  if (!instance || !loadWeights(instance, net) || !split(images.train, options.patience > 0, parts))
    return false;
  static const char *const entries[] = {"train_step"};
  HeldOut heldOut{instance, Answers(parts.validated)};
  const Validation validation = {HeldOut::measure, &heldOut};
  const bool isValidated = wick_dataset_count(&parts.validated) > 0;
  Training training(instance, parts.learned,
                    {entries, "image", "label", /*shuffle=*/true, net.augmentation, net.prefetch,
                     isValidated ? &validation : nullptr},
                    options);
  Answers answers(images.test.get());
  if (!training.prepare() || !answers.read(instance))
    return false;
  const double before = answers.accuracy;
  const int64_t learned = wick_dataset_count(&parts.learned);
  std::printf("%lld images to learn from, %lld for the test. Before training it reads %.1f %% of "
              "them right:\n",
              static_cast<long long>(learned), static_cast<long long>(images.test.count()),
              100 * before);
  answers.showImages();
  if (!training.run() || !answers.read(instance))
    return false;
  const char *const names[] = {isValidated ? "training" : nullptr};
  showLosses(training, names);
  std::printf("After training %.1f %%:\n", 100 * answers.accuracy);
  answers.showImages();
  answers.showConfusion();
  if (net.show && !net.show(instance, images))
    return false;
  Metrics metrics;
  return metrics && metrics.set("untrained_accuracy", before) &&
         metrics.set("model", net.model->name) && metrics.set("train_samples", learned) &&
         metrics.set("test_samples", images.test.count()) &&
         metrics.set("test_loss", answers.loss) &&
         writeMetrics(metrics, program, options, instance, training, answers.accuracy);
}

static bool train(const Program &program, Options &options, std::span<const Net> nets) {
  char shared[4096];
  Images images;
  if (!options.data && !findShared("digits", shared))
    return false;
  if (!images.read(options.data ? options.data : shared))
    return false;
  const Net *net = chooseNet(nets, images);
  if (!net)
    return false;
  if (options.epochs == 0)
    options.epochs = net->epochs;
  return train(program, options, images, *net);
}

int trainOnImages(const Program &program, const About &about, std::span<const Net> nets) {
  Options options{.epochs = 0};
  int exitCode;
  if (!parseOptions(program, about, options, exitCode))
    return exitCode;
  return train(program, options, nets) ? 0 : fail(program);
}

} // namespace milestone
