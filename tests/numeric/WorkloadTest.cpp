// The models of the benchmarks compute what an independent implementation computed, by the
// reference interpreter and by native code.
#include "backends/onednn/Library.h"
#include "bench/workloads/Workloads.h"
#include "tests/Tolerances.h"
#include "tests/numeric/ExecutedModel.h"
#include "wick/parallel.h"

#include <gtest/gtest.h>

#include <numeric>

using namespace wick;
using namespace wick::workloads;
using wick::test::Engine;
using wick::test::ExecutedModel;

namespace {

void expectClose(double actual, double expected) {
  EXPECT_NEAR(actual, expected, test::kWorkloadTolerance * (1 + std::abs(expected)));
}

void expectCheckValues(const std::vector<double> &numbers, const CheckValues &check) {
  expectClose(std::accumulate(numbers.begin(), numbers.end(), 0.0), check.sum);
  expectClose(std::accumulate(numbers.begin(), numbers.end(), 0.0,
                              [](double sum, double x) { return sum + std::abs(x); }),
              check.absoluteSum);
  for (size_t i = 0; i < std::size(check.first); ++i)
    expectClose(numbers[i], check.first[i]);
}

double nextLoss(ExecutedModel &model) { return model.run("train_step").at("loss").reals[0]; }

class WorkloadTest : public testing::TestWithParam<Engine> {
protected:
  WorkloadTest() { wick_set_thread_count(GetParam() == Engine::threads ? 3 : 1); }
  void SetUp() override {
    if (GetParam() == Engine::onednn && !isOneDNNAtHand())
      GTEST_SKIP() << "oneDNN is not at hand";
  }
};

TEST_P(WorkloadTest, PerceptronInfers) {
  Model m("w1");
  buildPerceptron(m);
  ExecutedModel perceptron(m, GetParam());
  expectCheckValues(perceptron.run("infer")["probability"].reals, kPerceptronProbability);
}

TEST_P(WorkloadTest, PerceptronLearns) {
  Model m("w1");
  buildPerceptron(m);
  ExecutedModel perceptron(m, GetParam());
  double first = nextLoss(perceptron);
  EXPECT_LT(nextLoss(perceptron), first);
}

TEST_P(WorkloadTest, XorReachesItsFinalLoss) {
  Model m("w2");
  buildXor(m);
  ExecutedModel xorModel(m, GetParam());
  for (int epoch = 1; epoch < kXorEpochs; ++epoch)
    xorModel.run("train_step");
  EXPECT_NEAR(nextLoss(xorModel), kXorFinalLoss, test::kXorFinalLossTolerance);
  std::vector<double> probability = xorModel.run("infer")["probability"].reals;
  EXPECT_LT(std::max(probability[0], probability[3]), 0.1);
  EXPECT_GT(std::min(probability[1], probability[2]), 0.9);
}

/// Every batch size gives the same logits to the samples that it shares with another.
TEST_P(WorkloadTest, MlpInfersAlikeInEveryBatch) {
  Model m("w3");
  buildMlp(m, kMlpSgd);
  ExecutedModel mlp(m, GetParam());
  std::vector<double> logits = mlp.run("infer_b32")["logits"].reals;
  expectCheckValues(logits, kMlpLogits);
  std::vector<double> one = mlp.run("infer_b1")["logits"].reals;
  std::vector<double> many = mlp.run("infer_b256")["logits"].reals;
  for (size_t i = 0; i < one.size(); ++i)
    expectClose(one[i], logits[i]);
  for (size_t i = 0; i < logits.size(); ++i)
    expectClose(many[i], logits[i]);
}

void expectMlpLosses(Engine engine, optim::Optimizer optimizer, llvm::ArrayRef<double> losses) {
  Model m("w3");
  buildMlp(m, optimizer);
  ExecutedModel mlp(m, engine);
  for (double loss : losses)
    expectClose(nextLoss(mlp), loss);
}

TEST_P(WorkloadTest, MlpTrainsBySgdWithMomentum) {
  expectMlpLosses(GetParam(), kMlpSgd, kMlpSgdLosses);
}

TEST_P(WorkloadTest, MlpTrainsByAdam) { expectMlpLosses(GetParam(), kMlpAdam, kMlpAdamLosses); }

TEST_P(WorkloadTest, SmallCnnInfersAlikeInEveryBatch) {
  Model m("w4a");
  buildSmallCnn(m);
  ExecutedModel cnn(m, GetParam());
  std::vector<double> logits = cnn.run("infer_b32")["logits"].reals;
  expectCheckValues(logits, kSmallCnnLogits);
  std::vector<double> one = cnn.run("infer_b1")["logits"].reals;
  for (size_t i = 0; i < one.size(); ++i)
    expectClose(one[i], logits[i]);
}

TEST_P(WorkloadTest, SmallCnnTrainsByAdam) {
  Model m("w4a");
  buildSmallCnn(m);
  ExecutedModel cnn(m, GetParam());
  for (double loss : kSmallCnnLosses)
    expectClose(nextLoss(cnn), loss);
}

/// All entries of one compilation. The interpreter, which is slow for a batch of 32, shows the
/// first image.
TEST_P(WorkloadTest, LargeCnnInfersAlikeInEveryBatchAndTrainsByAdam) {
  Model m("w4b");
  buildLargeCnn(m);
  ExecutedModel cnn(m, GetParam());
  std::vector<double> one = cnn.run("infer_b1")["logits"].reals;
  for (size_t i = 0; i < std::size(kLargeCnnLogits.first); ++i)
    expectClose(one[i], kLargeCnnLogits.first[i]);
  if (GetParam() == Engine::interpreter)
    return;
  std::vector<double> logits = cnn.run("infer_b32")["logits"].reals;
  expectCheckValues(logits, kLargeCnnLogits);
  for (size_t i = 0; i < one.size(); ++i)
    expectClose(one[i], logits[i]);
  for (double loss : kLargeCnnLosses)
    expectClose(nextLoss(cnn), loss);
}

INSTANTIATE_TEST_SUITE_P(Engines, WorkloadTest,
                         testing::Values(Engine::interpreter, Engine::llvm, Engine::threads,
                                         Engine::naive, Engine::onednn),
                         [](const auto &info) {
                           switch (info.param) {
                           case Engine::interpreter:
                             return "interpreter";
                           case Engine::llvm:
                             return "llvm";
                           case Engine::threads:
                             return "threads";
                           case Engine::naive:
                             return "naive";
                           case Engine::onednn:
                             return "onednn";
                           }
                         });

} // namespace
