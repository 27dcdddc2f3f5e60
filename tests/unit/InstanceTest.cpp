#include "wick/instance.h"
#include "wick/error.h"

#include "FakeModel.h"
#include "TemporaryFolder.h"

#include <gtest/gtest.h>

#include <cstring>
#include <memory>
#include <string>
#include <vector>

namespace {

using Instance = std::unique_ptr<wick_instance, decltype(&wick_instance_destroy)>;

Instance create(const wick_model &model) {
  return {wick_instance_create(&model), wick_instance_destroy};
}

float *floats(const Instance &instance, const char *entry, const char *name) {
  return static_cast<float *>(wick_instance_buffer(instance.get(), entry, name));
}

class InstanceTest : public testing::Test {
protected:
  void SetUp() override { ASSERT_TRUE(instance) << wick_last_error(); }

  wick_model model = fakeModelWithWeights();
  Instance instance = create(model);
};

TEST_F(InstanceTest, StartsFromTheEmbeddedWeights) {
  float *w = floats(instance, nullptr, "w");
  EXPECT_EQ(w[0], 0.5f);
  EXPECT_EQ(w[1], -1.0f);
  EXPECT_EQ(floats(instance, "train_step", "x")[7], 8);
  EXPECT_TRUE(wick_instance_has_example(instance.get(), "train_step", "x"));
  EXPECT_FALSE(wick_instance_has_example(instance.get(), "train_step", "y"));
  EXPECT_FALSE(wick_instance_has_example(instance.get(), "predict", "x"));
  EXPECT_EQ(floats(instance, nullptr, "v")[0], 0); // a state that the weights lack
}

TEST_F(InstanceTest, SharesByNameAndKeepsInputsApart) {
  EXPECT_EQ(floats(instance, "train_step", "w"), floats(instance, "predict", "w"));
  EXPECT_EQ(floats(instance, "train_step", "w"), floats(instance, "train_step", "w_next"));
  EXPECT_NE(floats(instance, "train_step", "x"), floats(instance, "predict", "x"));
  EXPECT_EQ(wick_instance_shared_count(instance.get()), 4);
  EXPECT_STREQ(wick_instance_shared(instance.get(), 0)->name, "w");
  EXPECT_EQ(wick_instance_parameter_count(instance.get()), 2);
}

TEST_F(InstanceTest, AlignsItsBuffers) {
  for (const char *name : {"x", "y", "w", "v", "steps", "lr", "loss"})
    EXPECT_EQ(reinterpret_cast<uintptr_t>(floats(instance, "train_step", name)) % 64, 0u) << name;
}

TEST_F(InstanceTest, TrainingReachesTheSolution) {
  const float x[] = {1, 0, 0, 1, 1, 1, -1, 1}, y[] = {2, -3, -1, -5}; // w = {2, -3}
  std::memcpy(floats(instance, "train_step", "x"), x, sizeof x);
  std::memcpy(floats(instance, "train_step", "y"), y, sizeof y);
  for (int step = 0; step < 200; ++step)
    ASSERT_TRUE(wick_instance_run(instance.get(), "train_step"));
  EXPECT_NEAR(floats(instance, nullptr, "w")[0], 2, 1e-4);
  EXPECT_NEAR(floats(instance, nullptr, "w")[1], -3, 1e-4);
  double steps = 0, loss = 1;
  EXPECT_TRUE(wick_instance_get(instance.get(), nullptr, "steps", &steps));
  EXPECT_EQ(steps, 200);
  EXPECT_TRUE(wick_instance_get(instance.get(), "train_step", "loss", &loss));
  EXPECT_LT(loss, 1e-6);
}

TEST_F(InstanceTest, BindsTheCallersMemory) {
  std::vector<float> x{1, 0, 0, 1, 0, 0, 2, 2}, y(4, 9);
  ASSERT_TRUE(wick_instance_bind(instance.get(), "predict", "x", x.data()));
  ASSERT_TRUE(wick_instance_bind(instance.get(), "predict", "y", y.data()));
  ASSERT_TRUE(wick_instance_run(instance.get(), "predict"));
  EXPECT_EQ(y, (std::vector<float>{0.5, -1, 0, -1}));
  ASSERT_TRUE(wick_instance_bind(instance.get(), "predict", "x", nullptr));
  ASSERT_TRUE(wick_instance_run(instance.get(), "predict"));
  EXPECT_EQ(y, (std::vector<float>{0, 0, 0, 0})); // its own buffer is still zeros
}

TEST_F(InstanceTest, RefusesToBindWhatItOwns) {
  float memory[4];
  EXPECT_FALSE(wick_instance_bind(instance.get(), "predict", "w", memory));
  EXPECT_FALSE(wick_instance_bind(instance.get(), "train_step", "w_next", memory));
  EXPECT_FALSE(wick_instance_bind(instance.get(), nullptr, "w", memory));
  EXPECT_STREQ(wick_last_error(),
               "'w' belongs to the model, so its memory cannot be replaced; copy "
               "to wick_instance_buffer() instead");
  EXPECT_FALSE(
      wick_instance_bind(instance.get(), "predict", "x", reinterpret_cast<char *>(memory) + 1));
  EXPECT_STREQ(wick_last_error(), "the memory for 'x' is not aligned to its elements (f32)");
}

TEST_F(InstanceTest, NamesWhatThereIsInPlaceOfAnUnknownName) {
  EXPECT_EQ(wick_instance_buffer(instance.get(), "train_step", "los"), nullptr);
  EXPECT_STREQ(wick_last_error(),
               "entry train_step has no input or result 'los'; it has: x, y, w_next, loss, v_next, "
               "steps_next, w, v, steps, lr (did you mean 'loss'?)");
  EXPECT_FALSE(wick_instance_run(instance.get(), "predikt"));
  EXPECT_STREQ(wick_last_error(), "model regression has no entry 'predikt'; it has: train_step, "
                                  "predict (did you mean 'predict'?)");
  EXPECT_EQ(wick_instance_slot(instance.get(), nullptr, "image"), nullptr);
  EXPECT_STREQ(wick_last_error(),
               "model regression has no param, state or hyper 'image'; it has: w, v, steps, lr");
}

TEST_F(InstanceTest, SetsAndGetsOnlyScalars) {
  EXPECT_TRUE(wick_instance_set(instance.get(), nullptr, "lr", 0.125));
  EXPECT_EQ(*floats(instance, "train_step", "lr"), 0.125f);
  EXPECT_FALSE(wick_instance_set(instance.get(), nullptr, "w", 1));
  EXPECT_STREQ(wick_last_error(), "'w' is 2xf32, not a single number");
}

TEST_F(InstanceTest, SavesWhatItLoads) {
  TemporaryFolder folder;
  std::string path = folder / "weights.safetensors";
  floats(instance, nullptr, "w")[0] = 42;
  ASSERT_TRUE(wick_instance_set(instance.get(), nullptr, "steps", 7));
  ASSERT_TRUE(wick_instance_save(instance.get(), path.c_str())) << wick_last_error();
  Instance other = create(model);
  ASSERT_TRUE(wick_instance_load(other.get(), path.c_str())) << wick_last_error();
  EXPECT_EQ(floats(other, nullptr, "w")[0], 42);
  double steps = 0;
  EXPECT_TRUE(wick_instance_get(other.get(), nullptr, "steps", &steps));
  EXPECT_EQ(steps, 7);
}

TEST_F(InstanceTest, LoadsAllOrNothing) {
  TemporaryFolder folder;
  std::string path = folder.write(
      "w", safetensorsImage(R"({"lr":{"dtype":"F32","shape":[],"data_offsets":[0,4]}})",
                            std::string(4, '\0')));
  EXPECT_FALSE(wick_instance_load(instance.get(), path.c_str()));
  EXPECT_EQ(wick_last_error(), "no param 'w' in " + path + "; was it made for another model?");
  EXPECT_EQ(*floats(instance, nullptr, "lr"), 0.25f);
  path = folder.write(
      "w", safetensorsImage(R"({"lr":{"dtype":"F32","shape":[],"data_offsets":[0,4]},)"
                            R"("w":{"dtype":"F32","shape":[1,2],"data_offsets":[4,12]}})",
                            std::string(12, '\0')));
  EXPECT_FALSE(wick_instance_load(instance.get(), path.c_str()));
  EXPECT_EQ(wick_last_error(), "'w' in " + path +
                                   " is 1x2xf32, and the model needs 2xf32; was it made for "
                                   "another model?");
  EXPECT_EQ(*floats(instance, nullptr, "lr"), 0.25f);
}

TEST(InstanceCreation, WorksWithoutWeights) {
  wick_model model = fakeModel();
  Instance instance = create(model);
  ASSERT_TRUE(instance) << wick_last_error();
  EXPECT_EQ(floats(instance, nullptr, "w")[0], 0);
}

TEST(InstanceCreation, RefusesWeightsOfAnotherModel) {
  std::string image = safetensorsImage("{}", "");
  wick_model model = fakeModel();
  model.weights = reinterpret_cast<const unsigned char *>(image.data());
  model.weights_bytes = image.size();
  EXPECT_FALSE(create(model));
  EXPECT_STREQ(wick_last_error(),
               "no param 'w' in embedded weights; was it made for another model?");
}

TEST(InstanceCreation, RefusesACpuThatLacksAFeature) {
  wick_model model = fakeModel();
  model.cpu_features = "avx512unheard";
  EXPECT_FALSE(create(model));
  EXPECT_EQ(std::string(wick_last_error()).find("this program was compiled for AVX-512"), 0u);
}

} // namespace
