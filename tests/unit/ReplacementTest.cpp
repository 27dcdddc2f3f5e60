extern "C" {
#include "runtime/replacement.h"
}
#include "wick/error.h"

#include "TemporaryFolder.h"

#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <string>
#include <sys/resource.h>
#include <sys/stat.h>

namespace {

TEST(Replacement, ReplacesOnlyOnCommit) {
  TemporaryFolder folder;
  std::string path = folder.write("f", "old");
  wick_replacement replacement;
  ASSERT_TRUE(wick_replacement_begin(path.c_str(), &replacement));
  std::fputs("new", replacement.file);
  std::fflush(replacement.file);
  EXPECT_EQ(TemporaryFolder::read(path), "old");
  ASSERT_TRUE(wick_replacement_commit(&replacement)) << wick_last_error();
  EXPECT_EQ(TemporaryFolder::read(path), "new");
  EXPECT_FALSE(std::filesystem::exists(path + ".tmp"));
}

TEST(Replacement, AbandonsWithoutATrace) {
  TemporaryFolder folder;
  std::string path = folder.write("f", "old");
  wick_replacement replacement;
  ASSERT_TRUE(wick_replacement_begin(path.c_str(), &replacement));
  std::fputs("new", replacement.file);
  wick_replacement_abandon(&replacement);
  EXPECT_EQ(TemporaryFolder::read(path), "old");
  EXPECT_FALSE(std::filesystem::exists(path + ".tmp"));
}

TEST(Replacement, OverwritesWhatAKilledProcessLeft) {
  TemporaryFolder folder;
  std::string path = folder / "f";
  folder.write("f.tmp", "a long half file of a killed process");
  wick_replacement replacement;
  ASSERT_TRUE(wick_replacement_begin(path.c_str(), &replacement));
  std::fputs("new", replacement.file);
  ASSERT_TRUE(wick_replacement_commit(&replacement));
  EXPECT_EQ(TemporaryFolder::read(path), "new");
}

TEST(Replacement, RefusesASecondWriter) {
  TemporaryFolder folder;
  std::string path = folder / "f";
  wick_replacement first, second;
  ASSERT_TRUE(wick_replacement_begin(path.c_str(), &first));
  EXPECT_FALSE(wick_replacement_begin(path.c_str(), &second));
  EXPECT_EQ(wick_last_error(), "cannot write '" + path + ".tmp': another process is writing it");
  std::fputs("first", first.file);
  ASSERT_TRUE(wick_replacement_commit(&first));
  EXPECT_EQ(TemporaryFolder::read(path), "first");
}

// /dev/full takes nothing: the error of a write must survive to the commit.
TEST(Replacement, KeepsTheOldFileWhenTheDiskIsFull) {
  TemporaryFolder folder;
  std::string path = folder.write("f", "old");
  wick_replacement replacement;
  ASSERT_TRUE(wick_replacement_begin(path.c_str(), &replacement));
  replacement.file = std::freopen("/dev/full", "w", replacement.file);
  ASSERT_NE(replacement.file, nullptr);
  std::fputs("new", replacement.file);
  EXPECT_FALSE(wick_replacement_commit(&replacement));
  EXPECT_EQ(wick_last_error(), "cannot write '" + path + "': No space left on device");
  EXPECT_EQ(TemporaryFolder::read(path), "old");
}

// A write that failed in the middle, though the flush at the end has nothing left to do.
TEST(Replacement, KeepsTheOldFileWhenAnEarlierWriteFailed) {
  TemporaryFolder folder;
  std::string path = folder.write("f", "old");
  wick_replacement replacement;
  ASSERT_TRUE(wick_replacement_begin(path.c_str(), &replacement));
  rlimit unlimited;
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &unlimited), 0);
  const rlimit small{4096, unlimited.rlim_max};
  auto *before = std::signal(SIGXFSZ, SIG_IGN);
  setrlimit(RLIMIT_FSIZE, &small);
  std::setvbuf(replacement.file, nullptr, _IONBF, 0);
  std::fputs(std::string(8192, 'x').c_str(), replacement.file);
  EXPECT_FALSE(wick_replacement_commit(&replacement));
  setrlimit(RLIMIT_FSIZE, &unlimited);
  std::signal(SIGXFSZ, before);
  EXPECT_EQ(TemporaryFolder::read(path), "old");
}

TEST(Replacement, NewFilesFollowTheUmask) {
  TemporaryFolder folder;
  std::string path = folder / "f";
  mode_t before = umask(027);
  wick_replacement replacement;
  ASSERT_TRUE(wick_replacement_begin(path.c_str(), &replacement));
  ASSERT_TRUE(wick_replacement_commit(&replacement));
  umask(before);
  struct stat status;
  ASSERT_EQ(stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0640u);
}

} // namespace
