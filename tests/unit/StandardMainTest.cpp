#include "wick/npy.h"
#include "wick/standard_main.h"

#include "FakeModel.h"
#include "TemporaryFolder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <string>
#include <vector>

namespace {

struct Outcome {
  int code;
  std::string out, err;
};

class StandardMain : public testing::Test {
protected:
  Outcome run(std::vector<std::string> words) {
    words.insert(words.begin(), "model");
    std::vector<char *> argv;
    for (std::string &word : words)
      argv.push_back(word.data());
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    int code = wick_standard_main(&model, static_cast<int>(argv.size()), argv.data());
    std::string out = testing::internal::GetCapturedStdout();
    return {code, out, testing::internal::GetCapturedStderr()};
  }
  void refuses(std::vector<std::string> words, int code, const std::string &err) {
    Outcome outcome = run(std::move(words));
    EXPECT_EQ(outcome.code, code);
    EXPECT_EQ(outcome.out, "");
    EXPECT_EQ(outcome.err, err);
  }
  // Part of the output between two marks.
  static bool has(const std::string &text, const std::string &part) {
    return text.find(part) != std::string::npos;
  }

  wick_model model = fakeModelWithWeights();
  TemporaryFolder folder;
};

TEST_F(StandardMain, ExplainsItself) {
  for (std::vector<std::string> words :
       std::vector<std::vector<std::string>>{{}, {"--help"}, {"help"}, {"run", "-h"}}) {
    Outcome outcome = run(words);
    EXPECT_EQ(outcome.code, 0);
    EXPECT_TRUE(has(outcome.out, "model run ENTRY: call an entry once"));
    EXPECT_TRUE(has(outcome.out, "entry predict\n"));
    EXPECT_TRUE(has(outcome.out, "  w_next      result  2xf32    updates w\n")) << outcome.out;
  }
}

TEST_F(StandardMain, RefusesWrongUsageWithCode2) {
  const std::string hint = "\nTry 'model --help'.\n";
  refuses({"tarin"}, 2, "model: unknown command 'tarin' (did you mean 'train'?)" + hint);
  refuses({"run"}, 2, "model: run needs the name of an entry" + hint);
  refuses({"run", "predikt"}, 2,
          "model: model 'regression' has no entry 'predikt' (did you mean 'predict'?)" + hint);
  refuses({"run", "predict", "--imput", "x=1"}, 2,
          "model: unknown flag '--imput' (did you mean '--input'?)" + hint);
  refuses({"info", "--steps", "1"}, 2, "model: unknown flag '--steps'" + hint);
}

TEST_F(StandardMain, FailsWithCode1AndTheReason) {
  refuses({"run", "predict"}, 1,
          "model: input 'x' (4x2xf32) has no values: add --input x=FILE.npy or --input x=seed:1\n");
  refuses({"run", "predict", "--input", "x=seed:one"}, 1,
          "model: input 'x': 'one' is no seed; write x=seed:7\n");
  refuses({"run", "predict", "--input", "x"}, 1, "model: 'x' must read NAME=VALUE\n");
  refuses({"run", "predict", "--input", "y=seed:1"}, 1,
          "model: 'y' is a result of 'predict', not an input\n");
  const float two[] = {1, 2};
  const int64_t shape[] = {2};
  std::string path = folder / "two.npy";
  ASSERT_TRUE(wick_npy_write(path.c_str(), WICK_F32, 1, shape, two));
  refuses({"run", "predict", "--input", "x=" + path}, 1,
          "model: input 'x' is 4x2xf32, and '" + path + "' holds 2xf32\n");
  refuses({"train", "train_step", "--input", "y=seed:1"}, 1, "model: train needs --steps N\n");
  refuses({"train", "predict", "--steps", "1", "--input", "x=seed:1"}, 1,
          "model: entry 'predict' is no training step: none of its results is a single "
          "floating-point number (the loss)\n");
}

TEST_F(StandardMain, RunsOnFilesAndConvertsTheirType) {
  const double x[] = {2, 0, 0, 2, 2, 2, 0, 0};
  const int64_t shape[] = {4, 2};
  std::string path = folder / "x.npy";
  ASSERT_TRUE(wick_npy_write(path.c_str(), WICK_F64, 2, shape, x));
  Outcome text = run({"run", "predict", "--input", "x=" + path, "--output", folder / "out"});
  EXPECT_EQ(text.code, 0) << text.err;
  EXPECT_EQ(text.out, "y: 4xf32\n[ 1 -2 -1  0]\n");
  wick_tensor y;
  ASSERT_TRUE(wick_npy_read((folder / "out/y.npy").c_str(), &y));
  EXPECT_EQ(wick_element_get(y.dtype, y.data, 1), -2);
  wick_tensor_free(&y);
  Outcome json = run({"run", "predict", "--json", "--input", "x=" + path});
  EXPECT_EQ(json.out, R"({"y":{"dtype":"f32","shape":[4],"values":[1.0,-2.0,-1.0,0.0]}})"
                      "\n");
}

TEST_F(StandardMain, UsesTheEmbeddedExampleAndSettings) {
  Outcome outcome = run({"run", "train_step", "--input", "y=seed:1", "--set", "lr=0", "--json"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_TRUE(has(outcome.out, R"("w_next":{"dtype":"f32","shape":[2],"values":[0.5,-1.0]})"));
}

TEST_F(StandardMain, TheSeedDecidesRandomInputs) {
  auto with = [&](const char *seed) {
    return run({"run", "predict", "--input", std::string("x=seed:") + seed}).out;
  };
  EXPECT_EQ(with("1"), with("1"));
  EXPECT_NE(with("1"), with("2"));
}

TEST_F(StandardMain, TrainsInOneGoAsInTwo) {
  std::vector<std::string> words{"train", "train_step", "--input", "y=seed:1",
                                 "--set", "lr=0.01",    "--json"};
  auto train = [&](const char *steps, const std::string &file, bool resume) {
    std::vector<std::string> all = words;
    all.insert(all.end(), {"--steps", steps, "--checkpoint", folder / file});
    if (resume)
      all.push_back("--resume");
    Outcome outcome = run(all);
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    return TemporaryFolder::read(folder / file);
  };
  train("7", "two", false);
  EXPECT_EQ(train("20", "two", true), train("20", "one", true)); // "one" begins at step 0
  EXPECT_NE(train("7", "three", false), train("20", "one", false));
}

TEST_F(StandardMain, KeepsCheckpointsAndLogsEachStepOnce) {
  auto train = [&](const char *steps, const std::string &name) {
    Outcome outcome =
        run({"train", "train_step", "--input", "y=seed:1", "--set", "lr=0.01", "--steps", steps,
             "--every", "2", "--checkpoint", folder / name, "--keep", "2", "--resume", "--log",
             folder / (name + ".jsonl"), "--json"});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
  };
  train("5", "parts"), train("9", "parts"), train("9", "whole"), train("8", "before");
  EXPECT_EQ(TemporaryFolder::read(folder / "parts.1"), TemporaryFolder::read(folder / "before"));
  EXPECT_FALSE(std::filesystem::exists(folder / "parts.2"));
  auto losses = [&](const std::string &name) {
    const std::string log = TemporaryFolder::read(folder / (name + ".jsonl"));
    EXPECT_TRUE(has(log, "{\"step\":1,\"loss\":"));
    return std::regex_replace(log, std::regex("\"seconds\":[^}]*"), "");
  };
  EXPECT_EQ(losses("parts"), losses("whole"));
  // A run that goes back to an older checkpoint takes its later steps again.
  std::filesystem::copy_file(folder / "parts.1", folder / "parts",
                             std::filesystem::copy_options::overwrite_existing);
  train("9", "parts");
  EXPECT_EQ(losses("parts"), losses("whole"));
}

TEST_F(StandardMain, DrawsTheLoss) {
  Outcome outcome =
      run({"train", "train_step", "--input", "y=seed:1", "--set", "lr=0.01", "--steps", "9"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(outcome.out.find("loss\n"), 0u);
  EXPECT_TRUE(has(outcome.out, "9 steps in 0.00 s, loss "));
  EXPECT_EQ(outcome.err, "");
}

TEST_F(StandardMain, MeasuresACall) {
  Outcome outcome = run({"bench", "predict", "--input", "x=seed:1", "--seconds", "0.01"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(outcome.out.find("predict: median "), 0u);
  Outcome json = run({"bench", "predict", "--input", "x=seed:1", "--seconds", "0.01", "--json"});
  for (const char *name : {"median_microseconds", "min_microseconds", "calls", "threads"})
    EXPECT_TRUE(has(json.out, std::string("\"") + name + "\": ")) << json.out;
}

TEST_F(StandardMain, DescribesTheModel) {
  EXPECT_EQ(run({"info"}).out.find("model regression: 2 parameters, weights embedded"), 0u);
  std::string json = run({"info", "--json"}).out;
  EXPECT_TRUE(has(json, "\"parameters\": 2,"));
  EXPECT_TRUE(has(json, "\"updates\": \"w\"")) << json;
}

} // namespace
