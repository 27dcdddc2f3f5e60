#include "wick/cifar.h"
#include "wick/error.h"

#include "TemporaryFolder.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

constexpr size_t pixels = 3 * 32 * 32;

// A record whose pixel i is (first + i) mod 256.
std::string record(char label, int first) {
  std::string bytes(1, label);
  for (size_t i = 0; i < pixels; ++i)
    bytes += static_cast<char>((first + i) % 256);
  return bytes;
}

class Cifar : public testing::Test {
protected:
  ~Cifar() override { wick_dataset_free(&dataset); }

  bool read(std::initializer_list<std::string> files) {
    wick_dataset_free(&dataset);
    std::vector<std::string> paths;
    for (const std::string &file : files)
      paths.push_back(folder.write("batch-" + std::to_string(paths.size()), file));
    std::vector<const char *> names;
    for (const std::string &path : paths)
      names.push_back(path.c_str());
    return wick_cifar10_read(names.data(), static_cast<int32_t>(names.size()), 0.5f, &dataset);
  }
  void refuses(std::initializer_list<std::string> files, const std::string &sentence) {
    EXPECT_FALSE(read(files));
    EXPECT_EQ(wick_last_error(), sentence);
    EXPECT_EQ(dataset.samples.data, nullptr);
    EXPECT_EQ(dataset.labels.data, nullptr);
  }

  TemporaryFolder folder;
  wick_dataset dataset{};
};

TEST_F(Cifar, ReadsFilesOneAfterTheOther) {
  ASSERT_TRUE(read({record(3, 0) + record(9, 7), record(0, 250)})) << wick_last_error();
  const wick_tensor &samples = dataset.samples;
  ASSERT_EQ(samples.rank, 4);
  EXPECT_EQ((std::vector<int64_t>(samples.shape, samples.shape + 4)),
            (std::vector<int64_t>{3, 3, 32, 32}));
  const auto *labels = static_cast<const int32_t *>(dataset.labels.data);
  EXPECT_EQ((std::vector<int32_t>(labels, labels + 3)), (std::vector<int32_t>{3, 9, 0}));
  const auto *values = static_cast<const float *>(samples.data);
  for (size_t i = 0; i < pixels; ++i) {
    ASSERT_EQ(values[i], static_cast<float>(i % 256) / 2);
    ASSERT_EQ(values[pixels + i], static_cast<float>((7 + i) % 256) / 2);
    ASSERT_EQ(values[2 * pixels + i], static_cast<float>((250 + i) % 256) / 2);
  }
}

TEST_F(Cifar, RefusesWithASentence) {
  const std::string one = record(1, 0);
  const std::string path = "'" + folder / "batch-1" + "'";
  const std::string format = path + " is no file of CIFAR-10's binary version: its ";
  const std::string cure =
      " bytes are no multiple of 3073 (if it ends in .gz, unpack it with tar xzf)";
  refuses({one, one.substr(1)}, format + "3072" + cure);
  refuses({one, one + "x"}, format + "3074" + cure);
  refuses({one, ""}, format + "0" + cure);
  refuses({one, one + record(10, 0)},
          path + ": the label of record 1 is 10; CIFAR-10 has the classes 0 to 9");
  refuses({one, one + record('\xff', 0)},
          path + ": the label of record 1 is 255; CIFAR-10 has the classes 0 to 9");
  refuses({}, "a dataset of CIFAR-10 needs at least one file");
  const std::string missing = folder / "missing";
  const char *const names[] = {missing.c_str()};
  EXPECT_FALSE(wick_cifar10_read(names, 1, 1, &dataset));
  EXPECT_NE(std::string(wick_last_error()).find(missing), std::string::npos);
}

} // namespace
