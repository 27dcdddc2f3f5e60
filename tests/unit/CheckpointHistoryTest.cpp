#include "wick/checkpoint.h"
#include "wick/error.h"

#include "TemporaryFolder.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace {

using Files = std::map<std::string, std::string>;

class CheckpointHistory : public testing::Test {
protected:
  /// As a save does: another file under the same name.
  void save(const std::string &text) {
    folder.write("c.tmp", text);
    std::filesystem::rename(folder / "c.tmp", path);
  }
  void keepAndSave(int32_t count, const std::string &text) {
    ASSERT_TRUE(wick_checkpoint_keep(path.c_str(), count)) << wick_last_error();
    save(text);
  }
  Files files() const {
    Files found;
    const auto parent = std::filesystem::path(path).parent_path();
    for (const auto &entry : std::filesystem::directory_iterator(parent))
      found[entry.path().filename()] = TemporaryFolder::read(entry.path());
    return found;
  }

  TemporaryFolder folder;
  std::string path = folder / "c";
};

TEST_F(CheckpointHistory, KeepsAsManyAsAsked) {
  for (const char *text : {"1", "2", "3", "4", "5"})
    keepAndSave(3, text);
  EXPECT_EQ(files(), (Files{{"c", "5"}, {"c.1", "4"}, {"c.2", "3"}}));
}

TEST_F(CheckpointHistory, KeepsTwo) {
  for (const char *text : {"1", "2", "3"})
    keepAndSave(2, text);
  EXPECT_EQ(files(), (Files{{"c", "3"}, {"c.1", "2"}}));
}

TEST_F(CheckpointHistory, KeepsTheLastAlone) {
  for (const char *text : {"1", "2"})
    keepAndSave(1, text);
  EXPECT_EQ(files(), (Files{{"c", "2"}}));
}

TEST_F(CheckpointHistory, TheLastOneStaysUntilItIsReplaced) {
  for (const char *text : {"1", "2", "3"})
    keepAndSave(3, text);
  // The save fails, twice: nothing is lost.
  for (int attempt = 0; attempt < 2; ++attempt) {
    ASSERT_TRUE(wick_checkpoint_keep(path.c_str(), 3));
    EXPECT_EQ(files(), (Files{{"c", "3"}, {"c.1", "3"}, {"c.2", "2"}}));
  }
  save("4");
  EXPECT_EQ(files(), (Files{{"c", "4"}, {"c.1", "3"}, {"c.2", "2"}}));
}

TEST_F(CheckpointHistory, FailsWithASentence) {
  save("1");
  std::filesystem::create_directories(folder / "c.2/in the way");
  EXPECT_FALSE(wick_checkpoint_keep(path.c_str(), 3));
  EXPECT_EQ(wick_last_error(), "cannot remove the checkpoint '" + path + ".2': Is a directory");
  EXPECT_EQ(TemporaryFolder::read(path), "1");
}

} // namespace
