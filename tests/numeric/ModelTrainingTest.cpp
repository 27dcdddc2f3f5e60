// Models of the builder API compute and learn what their authors say, by the reference interpreter.
#include "tests/Tolerances.h"
#include "tests/numeric/ExecutedModel.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace wick;
using wick::test::Engine;
using wick::test::ExecutedModel;
using wick::test::kFloat32Tolerance;

namespace {

/// XOR by two layers, all four corners as example data, trained by `optimizer`.
void buildXor(Model &m, optim::Optimizer optimizer) {
  Tensor x = m.input("x", {4, 2}), y = m.input("y", {4, 1});
  m.example(x, {0, 0, 0, 1, 1, 0, 1, 1});
  m.example(y, {0, 1, 1, 0});
  nn::Sequential net{nn::Linear(m, "hidden", 2, 4), nn::tanh, nn::Linear(m, "head", 4, 1)};
  m.entry("predict", {x}, {{"probability", sigmoid(net(x))}});
  m.train("train_step", bce_with_logits(net(x), y), optimizer);
}

void expectLearnsXor(optim::Optimizer optimizer, int steps) {
  Model m("xor");
  buildXor(m, optimizer);
  ExecutedModel xorModel(m);
  EXPECT_GT(xorModel.run("train_step")["loss"].reals[0], 0.5);
  for (int step = 1; step < steps; ++step)
    xorModel.run("train_step");
  EXPECT_LT(xorModel.run("train_step")["loss"].reals[0], 0.05);
  const std::vector<double> probability = xorModel.run("predict")["probability"].reals;
  EXPECT_LT(probability[0], 0.2);
  EXPECT_GT(probability[1], 0.8);
  EXPECT_GT(probability[2], 0.8);
  EXPECT_LT(probability[3], 0.2);
}

TEST(ModelTraining, LearnsXorBySgdWithMomentum) {
  expectLearnsXor(optim::Sgd{.lr = 0.5, .momentum = 0.9}, 200);
}

TEST(ModelTraining, LearnsXorByAdam) { expectLearnsXor(optim::Adam{.lr = 0.05}, 200); }

TEST(ModelTraining, LearnsXorByAdamW) { expectLearnsXor(optim::AdamW{.lr = 0.05}, 200); }

/// loss = <w, slope>, whose gradient is `slope` at every w.
void buildSlope(Model &m, optim::Sgd sgd) {
  Tensor w = m.param("w", {3}, init::zeros()), slope = m.input("slope", {3});
  m.example(slope, {2, -3, 6}); // of norm 7
  m.train("train_step", sum(w * slope), sgd);
}

class Engines : public testing::TestWithParam<Engine> {};

/// The step is what the largest norm allows; the norm that is told is the one before.
TEST_P(Engines, ClippedGradientsHaveTheLargestNorm) {
  Model m("slope");
  buildSlope(m, {.lr = 1, .clip_norm = 3.5});
  ExecutedModel slope(m, GetParam());
  EXPECT_NEAR(slope.run("train_step")["gradient_norm"].reals[0], 7, kFloat32Tolerance);
  const std::vector<double> w = slope.values.at("w").reals;
  EXPECT_NEAR(w[0], -1, kFloat32Tolerance);
  EXPECT_NEAR(w[1], 1.5, kFloat32Tolerance);
  EXPECT_NEAR(w[2], -3, kFloat32Tolerance);
}

TEST_P(Engines, GradientsBelowTheLargestNormStay) {
  Model m("slope");
  buildSlope(m, {.lr = 1, .clip_norm = 7.5});
  ExecutedModel slope(m, GetParam());
  EXPECT_NEAR(slope.run("train_step")["gradient_norm"].reals[0], 7, kFloat32Tolerance);
  EXPECT_EQ(slope.values.at("w").reals, (std::vector<double>{-2, 3, -6}));
}

/// The rates of as many steps as `expected` has, and the sum of the steps that were taken.
void expectRates(Engine engine, optim::Schedule schedule, std::vector<double> expected) {
  Model m("slope");
  buildSlope(m, {.lr = 1, .schedule = schedule});
  ExecutedModel slope(m, engine);
  double sum = 0;
  for (size_t t = 0; t < expected.size(); ++t) {
    EXPECT_NEAR(slope.run("train_step")["learning_rate"].reals[0], expected[t], kFloat32Tolerance)
        << "step " << t + 1;
    sum += expected[t];
  }
  EXPECT_NEAR(slope.values.at("w").reals[0], -2 * sum, 10 * kFloat32Tolerance);
  EXPECT_EQ(slope.values.at("optimizer.step").integers[0], static_cast<int64_t>(expected.size()));
}

TEST_P(Engines, CosineSchedule) {
  expectRates(GetParam(), optim::Cosine{.steps = 4, .minimum = 0.5, .warm_up = 2},
              {0.5, 1, 1, 0.9267767, 0.75, 0.5732233, 0.5, 0.5});
}

TEST_P(Engines, StepSchedule) {
  expectRates(GetParam(), optim::Step{.every = 3, .factor = 0.5},
              {1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25});
}

TEST_P(Engines, WarmUpAlone) {
  expectRates(GetParam(), optim::Constant{.warm_up = 4}, {0.25, 0.5, 0.75, 1, 1});
}

/// The centre of the image wins all four windows at first, then two of them; the first of equal
/// elements wins.
TEST_P(Engines, LearnsThroughOverlappingWindows) {
  Model m("windows");
  Tensor x = m.input("x", {1, 1, 3, 3}), w = m.param("w", {1, 1, 3, 3}, init::zeros());
  m.example(x, {1, 2, 3, 4, 9, 5, 6, 7, 8});
  m.train("train_step", sum(max_pool2d(x + w, 2, {.stride = 1})), optim::Sgd{.lr = 1});
  ExecutedModel windows(m, GetParam());
  for (double loss : {36, 25, 22})
    EXPECT_EQ(windows.run("train_step")["loss"].reals[0], loss);
  EXPECT_EQ(windows.values.at("w").reals, (std::vector<double>{0, 0, 0, -1, -6, -1, -1, -1, -2}));
}

/// loss = mean of (image w - label)^2 over `rows` rows.
void buildRegression(Model &m, int64_t rows, optim::Optimizer optimizer) {
  Tensor x = m.input("x", {rows, 2}), y = m.input("y", {rows, 1});
  nn::Linear layer(m, "layer", 2, 1);
  Tensor error = layer(x) - y;
  m.train("train_step", mean(error * error), optimizer);
}

/// Three steps of two rows are one of the six, whatever the optimizer; the first two change
/// nothing.
void expectGathers(Engine engine, optim::Optimizer whole, optim::Optimizer gathered) {
  const std::vector<double> x = {1, 2, -1, 0.5, 3, -2, 0, 1, 2, 2, -3, 1},
                            y = {1, -2, 3, 0.5, 0, 1};
  Model six("six"), two("two");
  buildRegression(six, 6, whole);
  buildRegression(two, 2, gathered);
  ExecutedModel one(six, engine), parts(two, engine);
  for (int update = 0; update < 3; ++update) {
    one.set("train_step", "x", x);
    one.set("train_step", "y", y);
    one.run("train_step");
    const std::vector<double> before = parts.values.at("layer.weight").reals;
    for (size_t part = 0; part < 3; ++part) {
      EXPECT_EQ(parts.values.at("layer.weight").reals, before);
      parts.set("train_step", "x", {&x[4 * part], &x[4 * part] + 4});
      parts.set("train_step", "y", {&y[2 * part], &y[2 * part] + 2});
      parts.run("train_step");
    }
    for (const char *name : {"layer.weight", "layer.bias"})
      for (size_t i = 0; i < one.values.at(name).reals.size(); ++i)
        EXPECT_NEAR(parts.values.at(name).reals[i], one.values.at(name).reals[i], kFloat32Tolerance)
            << name << " after update " << update + 1;
  }
}

TEST_P(Engines, GathersGradientsForMomentum) {
  optim::Sgd sgd{.lr = 0.1, .momentum = 0.9, .clip_norm = 1, .schedule = optim::Cosine{.steps = 3}};
  optim::Sgd gathered = sgd;
  gathered.accumulate = 3;
  expectGathers(GetParam(), sgd, gathered);
}

TEST_P(Engines, GathersGradientsForAdam) {
  expectGathers(GetParam(), optim::AdamW{.lr = 0.1}, optim::AdamW{.lr = 0.1, .accumulate = 3});
}

std::string nameOfEngine(const testing::TestParamInfo<Engine> &info) {
  static const char *const names[] = {"Interpreter", "Native", "Naive"};
  return names[info.index];
}

INSTANTIATE_TEST_SUITE_P(ModelTraining, Engines,
                         testing::Values(Engine::interpreter, Engine::llvm, Engine::naive),
                         nameOfEngine);

/// Schedules read the same count that Adam corrects its bias by; clipping and Adam go together.
TEST(ModelTraining, LearnsXorByClippedAdamOnACosine) {
  expectLearnsXor(optim::Adam{.lr = 0.1, .clip_norm = 1, .schedule = optim::Cosine{.steps = 200}},
                  200);
}

TEST(ModelTraining, EntriesShareWhatTrainingUpdates) {
  Model m("xor");
  buildXor(m, optim::Sgd{.lr = 0.5});
  ExecutedModel xorModel(m);
  std::vector<double> before = xorModel.run("predict")["probability"].reals;
  EXPECT_EQ(xorModel.run("predict")["probability"].reals, before);
  xorModel.run("train_step");
  EXPECT_NE(xorModel.run("predict")["probability"].reals, before);
}

TEST(ModelTraining, TheSameSeedGivesTheSameLoss) {
  auto firstLoss = [](int64_t seed) {
    Model m("xor");
    m.seed(seed);
    buildXor(m, optim::Sgd{});
    return ExecutedModel(m).run("train_step")["loss"].reals[0];
  };
  EXPECT_EQ(firstLoss(1), firstLoss(1));
  EXPECT_NE(firstLoss(1), firstLoss(2));
}

/// Dropout draws anew in each step, keeps the expected value, and is the identity in other entries.
TEST(ModelTraining, DropoutDrawsAnewInEachStep) {
  constexpr int64_t size = 4096;
  constexpr double rate = 0.25, tolerance = 0.05;
  Model m("noisy");
  Tensor w = m.param("w", {size}, init::ones());
  Tensor dropped = dropout(w, rate);
  m.entry("predict", {}, {{"y", dropped}});
  m.train("train_step", mean(dropped), optim::Sgd{.lr = 1e-9}, {{"y", dropped}});
  ExecutedModel noisy(m);

  EXPECT_EQ(noisy.run("predict")["y"].reals, std::vector<double>(size, 1.0));
  auto first = noisy.run("train_step"), second = noisy.run("train_step");
  EXPECT_NEAR(first["loss"].reals[0], 1, tolerance);
  EXPECT_NEAR(std::count(first["y"].reals.begin(), first["y"].reals.end(), 0.0), rate * size,
              tolerance * size);
  EXPECT_NE(first["y"].reals, second["y"].reals);
  EXPECT_EQ(noisy.values["rng.counter"].integers[0], 2);
}

TEST(ModelTraining, StatesKeepWhatTheirUpdatesLeave) {
  Model m("sum");
  Tensor x = m.input("x", {2}), total = m.state("total", {2}), scale = m.hyper("scale", 10);
  m.entry("add", {x}, {}, {{total, total + x * scale}});
  ExecutedModel adder(m);
  adder.set("add", "x", {1, 2});
  adder.run("add");
  adder.run("add");
  EXPECT_EQ(adder.values["total"].reals, (std::vector<double>{20, 40}));
}

/// Numbers on either side of an operator, and the location's operand order, are not exchanged.
TEST(ModelTraining, OperatorsKeepTheOrderOfTheirOperands) {
  Model m("numbers");
  Tensor x = m.input("x", {2});
  m.entry("f", {x},
          {{"a", 1.0 - x},
           {"b", x - 1.0},
           {"c", 8.0 / x},
           {"d", x / 8.0},
           {"e", where(2.0 < x, 1.0, -1.0)},
           {"g", where(x < 2.0, 1.0, -1.0)}});
  ExecutedModel numbers(m);
  numbers.set("f", "x", {4, 1});
  auto results = numbers.run("f");
  using Numbers = std::vector<double>;
  EXPECT_EQ(results["a"].reals, (Numbers{-3, 0}));
  EXPECT_EQ(results["b"].reals, (Numbers{3, 0}));
  EXPECT_EQ(results["c"].reals, (Numbers{2, 8}));
  EXPECT_EQ(results["d"].reals, (Numbers{0.5, 0.125}));
  EXPECT_EQ(results["e"].reals, (Numbers{1, -1}));
  EXPECT_EQ(results["g"].reals, (Numbers{-1, 1}));
}

} // namespace
