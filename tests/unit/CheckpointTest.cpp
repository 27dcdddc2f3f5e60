#include "wick/checkpoint.h"
#include "wick/error.h"

#include "FakeModel.h"
#include "TemporaryFolder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <memory>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace {

using Instance = std::unique_ptr<wick_instance, decltype(&wick_instance_destroy)>;

class Checkpoint : public testing::Test {
protected:
  Checkpoint() { wick_random_normal(y(instance), 4, 0, 1, 5, 0, 0); }

  Instance create() const { return {wick_instance_create(&model), wick_instance_destroy}; }
  static float *y(const Instance &instance) {
    return static_cast<float *>(wick_instance_buffer(instance.get(), "train_step", "y"));
  }
  static std::vector<float> weights(const Instance &instance) {
    const float *w = static_cast<float *>(wick_instance_buffer(instance.get(), nullptr, "w"));
    return {w, w + 2};
  }
  static void steps(const Instance &instance, int count) {
    wick_instance_set(instance.get(), nullptr, "lr", 0.01);
    for (int step = 0; step < count; ++step)
      ASSERT_TRUE(wick_instance_run(instance.get(), "train_step"));
  }
  bool save(const wick_training_state &state = {}) {
    return wick_checkpoint_save(path.c_str(), instance.get(), &state, nullptr, 0);
  }
  // The load fails with this sentence, and instance and state stay as they were.
  void refuses(const std::string &sentence) {
    std::vector<float> before = weights(instance);
    wick_training_state state{.step = 77, .loader = {}, .random = {}};
    EXPECT_FALSE(wick_checkpoint_load(path.c_str(), instance.get(), &state));
    EXPECT_EQ(wick_last_error(), sentence);
    EXPECT_EQ(weights(instance), before);
    EXPECT_EQ(state.step, 77u);
  }

  TemporaryFolder folder;
  std::string path = folder / "checkpoint";
  wick_model model = fakeModelWithWeights();
  Instance instance = create();
};

TEST_F(Checkpoint, ResumedTrainingHasTheSameBits) {
  steps(instance, 5);
  ASSERT_TRUE(save()) << wick_last_error();
  steps(instance, 7);
  Instance resumed = create();
  std::copy_n(y(instance), 4, y(resumed));
  wick_training_state state;
  ASSERT_TRUE(wick_checkpoint_load(path.c_str(), resumed.get(), &state)) << wick_last_error();
  steps(resumed, 7);
  EXPECT_EQ(weights(resumed), weights(instance));
  double count = 0;
  EXPECT_TRUE(wick_instance_get(resumed.get(), nullptr, "steps", &count));
  EXPECT_EQ(count, 12);
}

TEST_F(Checkpoint, KeepsTheStateOfTheRun) {
  const wick_training_state saved{
      .step = 12,
      .loader = {.epoch = 3, .sample = 64},
      .random = {.seed = UINT64_MAX, .counter = 1, .index = 9, .stream = UINT32_MAX}};
  const wick_metadata metadata[] = {{"epochs", "10"}};
  ASSERT_TRUE(wick_checkpoint_save(path.c_str(), instance.get(), &saved, metadata, 1));
  wick_training_state state{};
  ASSERT_TRUE(wick_checkpoint_load(path.c_str(), instance.get(), &state)) << wick_last_error();
  EXPECT_EQ(state.step, 12u);
  EXPECT_EQ(state.loader.epoch, 3u);
  EXPECT_EQ(state.loader.sample, 64);
  EXPECT_EQ(state.random.seed, UINT64_MAX);
  EXPECT_EQ(state.random.counter, 1u);
  EXPECT_EQ(state.random.index, 9u);
  EXPECT_EQ(state.random.stream, UINT32_MAX);
  wick_safetensors *file = wick_safetensors_open(path.c_str());
  ASSERT_TRUE(file);
  EXPECT_STREQ(wick_safetensors_metadata(file, "user.epochs"), "10");
  wick_safetensors_close(file);
}

TEST_F(Checkpoint, RefusesEveryTruncation) {
  steps(instance, 2);
  ASSERT_TRUE(save());
  const std::string image = TemporaryFolder::read(path);
  const std::vector<float> before = weights(instance);
  wick_training_state state{.step = 77, .loader = {}, .random = {}};
  for (size_t size = 0; size < image.size(); ++size) {
    folder.write("checkpoint", image.substr(0, size));
    ASSERT_FALSE(wick_checkpoint_load(path.c_str(), instance.get(), &state)) << size;
  }
  EXPECT_EQ(weights(instance), before);
  EXPECT_EQ(state.step, 77u);
}

TEST_F(Checkpoint, RefusesAnotherModels) {
  ASSERT_TRUE(save());
  model.name = "other";
  refuses("checkpoint '" + path + "' belongs to model 'regression', not to 'other'");
}

TEST_F(Checkpoint, RefusesPlainWeights) {
  folder.write("checkpoint", fakeWeights());
  refuses("'" + path + "' is not a checkpoint: its metadata names no model");
}

TEST_F(Checkpoint, RefusesTensorsThatDoNotFit) {
  const int64_t shape[] = {2};
  const float w[] = {1, 2};
  const wick_metadata metadata[] = {{"wick.model", "regression"}, {"wick.step", "1"},
                                    {"wick.loader.epoch", "0"},   {"wick.loader.sample", "0"},
                                    {"wick.random.seed", "0"},    {"wick.random.counter", "0"},
                                    {"wick.random.index", "0"},   {"wick.random.stream", "0"}};
  std::vector<wick_named_tensor> tensors{
      {"w", WICK_F32, 1, shape, w}, {"v", WICK_F32, 1, shape, w}, {"lr", WICK_F32, 0, nullptr, w}};
  auto write = [&](int32_t metadataCount) {
    ASSERT_TRUE(wick_safetensors_write(path.c_str(), tensors.data(),
                                       static_cast<int32_t>(tensors.size()), metadata,
                                       metadataCount));
  };
  write(8);
  refuses("checkpoint '" + path + "' lacks 'steps'; was it made by another version of the model?");
  tensors.push_back({"steps", WICK_F32, 1, shape, w});
  write(8);
  refuses("'steps' in " + path +
          " is 2xf32, and the model needs i64; was it made for another "
          "model?");
  tensors.back() = {"steps", WICK_I64, 0, nullptr, w};
  tensors.push_back({"more", WICK_F32, 1, shape, w});
  write(8);
  refuses("checkpoint '" + path +
          "' has 'more', which the model lacks; was it made by another version of the model?");
  write(7);
  refuses("'" + path + "' is not a checkpoint: its metadata has no number 'wick.random.stream'");
}

// A model with a parameter of 4 MB, so that a kill often comes in the middle of a write.
constexpr int64_t large[] = {1 << 20};
constexpr wick_slot largeSlot[] = {{"w", WICK_PARAM, WICK_F32, 1, -1, large}};
constexpr wick_entry largeEntry[] = {{"none", 1, 0, largeSlot, nullptr, 0, nullptr}};
constexpr wick_model largeModel = {WICK_ABI_VERSION, 1, "large", largeEntry, "",
                                   nullptr,          0, nullptr};

// Saves checkpoint after checkpoint, number k full of k, until it is killed. Says to the pipe when
// the first is there.
[[noreturn]] void saveForever(const std::string &path, int pipe) {
  wick_instance *instance = wick_instance_create(&largeModel);
  float *w = static_cast<float *>(wick_instance_buffer(instance, nullptr, "w"));
  for (uint64_t step = 1;; ++step) {
    std::fill(w, w + large[0], static_cast<float>(step));
    const wick_training_state state{.step = step, .loader = {}, .random = {}};
    if (!wick_checkpoint_save(path.c_str(), instance, &state, nullptr, 0))
      _exit(1);
    if (step == 1 && write(pipe, "1", 1) != 1)
      _exit(1);
  }
}

TEST(CheckpointKilled, IsCompleteAtAnyMoment) {
  TemporaryFolder folder;
  std::string path = folder / "checkpoint";
  Instance instance{wick_instance_create(&largeModel), wick_instance_destroy};
  wick_random random{.seed = 1, .counter = 0, .index = 0, .stream = 0};
  int leftHalfFiles = 0;
  for (int round = 0; round < 20; ++round) {
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0)
      saveForever(path, ends[1]);
    close(ends[1]);
    char saved;
    ASSERT_EQ(read(ends[0], &saved, 1), 1) << "the child could not save";
    close(ends[0]);
    if (round % 2 == 0)
      usleep(wick_random_below(&random, 30000));
    else // however slow the machine is
      for (int tries = 0; tries < 100000 && !std::filesystem::exists(path + ".tmp"); ++tries)
        usleep(100);
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status)) << "the child could not save";
    leftHalfFiles += std::filesystem::exists(path + ".tmp");
    wick_training_state state;
    ASSERT_TRUE(wick_checkpoint_load(path.c_str(), instance.get(), &state)) << wick_last_error();
    const float *w = static_cast<float *>(wick_instance_buffer(instance.get(), nullptr, "w"));
    ASSERT_EQ(std::count(w, w + large[0], static_cast<float>(state.step)), large[0]);
  }
  EXPECT_GT(leftHalfFiles, 0) << "no kill hit a write: the test proves nothing";
}

} // namespace
