#include "wick/error.h"
#include "wick/training_log.h"

#include "FakeModel.h"
#include "TemporaryFolder.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace {

TEST(TrainingLog, HasTheScalarsThatReplaceNothing) {
  wick_model model = fakeModelWithWeights();
  std::unique_ptr<wick_instance, decltype(&wick_instance_destroy)> instance(
      wick_instance_create(&model), wick_instance_destroy);
  std::unique_ptr<wick_metrics, decltype(&wick_metrics_destroy)> metrics(wick_metrics_create(),
                                                                         wick_metrics_destroy);
  TemporaryFolder folder;
  ASSERT_TRUE(wick_instance_run(instance.get(), "train_step"));
  double loss;
  ASSERT_TRUE(wick_instance_get(instance.get(), "train_step", "loss", &loss));
  ASSERT_TRUE(wick_metrics_set_scalars(metrics.get(), instance.get(), "train_step"));
  ASSERT_TRUE(wick_metrics_append(metrics.get(), (folder / "log").c_str()));
  const std::string line = TemporaryFolder::read(folder / "log");
  EXPECT_EQ(line.find("{\"loss\":" + std::to_string(loss).substr(0, 4)), 0u) << line;
  EXPECT_EQ(line.find(','), std::string::npos) << line; // "steps_next" replaces "steps"
  EXPECT_FALSE(wick_metrics_set_scalars(metrics.get(), instance.get(), "nothing"));
}

class TrainingLogResume : public testing::Test {
protected:
  std::string after(const std::string &log, uint64_t step) {
    const std::string path = folder.write("log", log);
    EXPECT_TRUE(wick_training_log_resume(path.c_str(), step)) << wick_last_error();
    return TemporaryFolder::read(path);
  }
  void refuses(const std::string &log, const std::string &line) {
    const std::string path = folder.write("log", log);
    EXPECT_FALSE(wick_training_log_resume(path.c_str(), 7));
    EXPECT_EQ(wick_last_error(), "'" + path + "' is no log of a training: line " + line +
                                     " has no \"step\"; name another file");
    EXPECT_EQ(TemporaryFolder::read(path), log);
  }

  TemporaryFolder folder;
};

TEST_F(TrainingLogResume, DropsLaterSteps) {
  const std::string one = "{\"step\":10,\"loss\":2.5}\n", two = "{\"step\":20}\n";
  EXPECT_EQ(after(one + two, 20), one + two);
  EXPECT_EQ(after(one + two, 19), one);
  EXPECT_EQ(after(one + two, 0), "");
  EXPECT_EQ(after("", 5), "");
  EXPECT_EQ(after(one + "{\"step\":2", 99), one); // killed while it wrote
  EXPECT_TRUE(wick_training_log_resume((folder / "missing").c_str(), 3));
}

TEST_F(TrainingLogResume, RefusesOtherFiles) {
  refuses("{\"step\":1}\nfirst,second\n", "2");
  refuses("{\"loss\":1}\n", "1");
  refuses("{\"step\":-1}\n", "1");
  refuses("{\"step\":1.5}\n", "1");
  refuses("[1]\n", "1");
}

} // namespace
