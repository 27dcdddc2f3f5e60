// Milestone 01: trains the perceptron on two clusters of points.
#include "curriculum/milestones/training/Points.h"
#include "curriculum/milestones/training/Report.h"

#include <cmath>
#include <cstdio>

namespace milestone {

using namespace wick::runtime;

/// The clusters overlap a little: no line parts all points.
static constexpr Centre centres[] = {{-1, -1, 0}, {1, 1, 1}};
static constexpr float spread = 0.65f;
enum Stream : uint32_t { trainStream = 1, testStream = 2 };

static bool train(const Program &program, const Options &options) {
  const auto seed = static_cast<uint64_t>(options.seed);
  const Points trainPoints(centres, spread, seed, trainStream);
  const Points testPoints(centres, spread, seed, testStream);
  Instance instance(*program.models[0]);
  Dataset dataset;
  if (!instance || !makeDataset(trainPoints, dataset))
    return false;

  static const char *const entries[] = {"train_step"};
  Training training(instance, dataset.get(), {entries, "point", "label", /*shuffle=*/false},
                    options);
  if (!training.prepare())
    return false;
  const Classifier classifier(instance, "predict");
  const double before = classifier.accuracy(testPoints);
  if (!classifier.show("Before training: a line at random", trainPoints) || !training.run() ||
      !classifier.show("After training", trainPoints))
    return false;
  static const char *const unnamed[] = {nullptr};
  showLosses(training, unnamed);

  const double after = classifier.accuracy(testPoints);
  std::printf("%lld points that it never saw: %.0f %% right before training, %.0f %% after\n",
              static_cast<long long>(Points::count), 100 * before, 100 * after);
  Metrics metrics;
  return metrics && metrics.set("untrained_accuracy", before) &&
         metrics.set("train_accuracy", classifier.accuracy(trainPoints)) &&
         writeMetrics(metrics, program, options, instance, training, after);
}

int trainPerceptron(const Program &program) {
  Options options{.epochs = 100};
  int exitCode;
  if (!parseOptions(program,
                    {"A perceptron parts two clusters of points by a line.", "100", nullptr},
                    options, exitCode))
    return exitCode;
  return train(program, options) ? 0 : fail(program);
}

} // namespace milestone
