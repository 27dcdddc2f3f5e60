// Milestone 02: a single layer and a layered net, side by side, on the corners of XOR.
#include "curriculum/milestones/training/Points.h"
#include "curriculum/milestones/training/Report.h"

#include <cstdio>

namespace milestone {

using namespace wick::runtime;

static constexpr Centre corners[] = {{0, 0, 0}, {0, 1, 1}, {1, 0, 1}, {1, 1, 0}};
static constexpr float noise = 0.1f; // of the points around the corners
enum Stream : uint32_t { trainStream = 1, testStream = 2 };

namespace {

/// One of the two nets after training.
struct Result {
  double test;      // accuracy on points around the corners that it never saw
  double corners;   // accuracy on the four corners
  uint8_t truth[4]; // its answer for each
};

} // namespace

static bool evaluate(Instance &instance, const char *entry, const char *cornersEntry,
                     const Points &testPoints, Result &result) {
  float positions[8];
  for (size_t i = 0; i < 4; ++i) {
    positions[2 * i] = corners[i].x;
    positions[2 * i + 1] = corners[i].y;
  }
  if (!Classifier(instance, cornersEntry).classify(positions, result.truth))
    return false;
  int right = 0;
  for (size_t i = 0; i < 4; ++i)
    right += result.truth[i] == corners[i].label;
  result.corners = right / 4.0;
  result.test = Classifier(instance, entry).accuracy(testPoints);
  return true;
}

static void showTruthTable(const Result &single, const Result &layered) {
  static const char *const headers[] = {"x", "y", "x xor y", "single layer", "hidden layer"};
  static const char *const digits[] = {"0", "1"};
  static const char *const wrong[] = {"0 wrong", "1 wrong"};
  const char *cells[4 * 5];
  for (size_t i = 0; i < 4; ++i) {
    auto answer = [&](const Result &net) {
      return (net.truth[i] == corners[i].label ? digits : wrong)[net.truth[i]];
    };
    const char *row[] = {digits[corners[i].x > 0], digits[corners[i].y > 0],
                         digits[corners[i].label], answer(single), answer(layered)};
    for (size_t column = 0; column < 5; ++column)
      cells[5 * i + column] = row[column];
  }
  wick_picture_table(stdout, wick_picture_style_of(stdout), headers, 5, cells, 4);
}

static bool report(const Program &program, const Options &options, const Instance &instance,
                   const Training &training, const Result &single, const Result &layered) {
  showTruthTable(single, layered);
  std::printf("%lld points that they never saw: the single layer is right for %.0f %%, with a "
              "hidden layer %.0f %%\n",
              static_cast<long long>(Points::count), 100 * single.test, 100 * layered.test);
  Metrics metrics;
  return metrics && metrics.set("single_layer_accuracy", single.test) &&
         metrics.set("single_layer_corner_accuracy", single.corners) &&
         metrics.set("hidden_layer_accuracy", layered.test) &&
         metrics.set("hidden_layer_corner_accuracy", layered.corners) &&
         writeMetrics(metrics, program, options, instance, training, layered.test);
}

static bool train(const Program &program, const Options &options) {
  const auto seed = static_cast<uint64_t>(options.seed);
  const Points trainPoints(corners, noise, seed, trainStream);
  const Points testPoints(corners, noise, seed, testStream);
  Instance instance(*program.models[0]);
  Dataset dataset;
  if (!instance || !makeDataset(trainPoints, dataset))
    return false;

  static const char *const entries[] = {"train_single", "train_layered"};
  Training training(instance, dataset.get(), {entries, "point", "label", /*shuffle=*/false},
                    options);
  const Classifier single(instance, "predict_single"), layered(instance, "predict_layered");
  Result singleResult, layeredResult;
  if (!training.prepare() || !layered.show("Before training, with a hidden layer", trainPoints) ||
      !training.run() || !single.show("After training: a single layer has one line", trainPoints) ||
      !layered.show("After training, with a hidden layer", trainPoints))
    return false;
  static const char *const names[] = {"single layer", "hidden layer"};
  showLosses(training, names);
  return evaluate(instance, "predict_single", "predict_single_corners", testPoints, singleResult) &&
         evaluate(instance, "predict_layered", "predict_layered_corners", testPoints,
                  layeredResult) &&
         report(program, options, instance, training, singleResult, layeredResult);
}

int trainXor(const Program &program) {
  Options options{.epochs = 300};
  int exitCode;
  if (!parseOptions(program, {"XOR, by a single layer and with a hidden layer.", "300", nullptr},
                    options, exitCode))
    return exitCode;
  return train(program, options) ? 0 : fail(program);
}

} // namespace milestone
