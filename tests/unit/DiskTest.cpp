// The disk of labs' checks: what is left when it fails or loses its power.
#include "curriculum/checker/Disk.h"
#include "tests/unit/TemporaryFolder.h"
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

using wick::check::Disk;

namespace {

class DiskTest : public testing::Test {
protected:
  /// Writes "new" to another file, syncs it and lets it take the name; whether all went well.
  bool replace() const {
    int file = open(other.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0666);
    bool isGood = write(file, "new", 3) == 3 && fsync(file) == 0;
    close(file);
    return isGood && rename(other.c_str(), path.c_str()) == 0;
  }

  const TemporaryFolder folder;
  const std::string path = folder.write("f", "old"), other = folder / "g";
};

TEST_F(DiskTest, LosesWhatIsNotSynced) {
  EXPECT_EQ(Disk(folder / "").cutPower(0, [&] { replace(); }), false);
  EXPECT_EQ(TemporaryFolder::read(path), "old");
  EXPECT_EQ(TemporaryFolder::read(other), "") << "written, but not synced";
}

TEST_F(DiskTest, KeepsWhatIsSynced) {
  EXPECT_EQ(Disk(folder / "").cutPower(1, [&] { replace(); }), false);
  EXPECT_EQ(TemporaryFolder::read(path), "old");
  EXPECT_EQ(TemporaryFolder::read(other), "new");
  EXPECT_EQ(Disk(folder / "").cutPower(2, [&] { replace(); }), true) << "there are two steps";
  EXPECT_EQ(TemporaryFolder::read(path), "new");
}

TEST_F(DiskTest, TellsACrashFromAPowerCut) {
  EXPECT_EQ(Disk(folder / "").cutPower(0, [] { _exit(1); }), std::nullopt);
}

TEST_F(DiskTest, FailsOnceAndRemembersTheSteps) {
  Disk disk(folder / "");
  disk.failAt(1);
  errno = 0;
  EXPECT_FALSE(replace());
  EXPECT_EQ(errno, EIO);
  EXPECT_TRUE(replace());
  EXPECT_EQ(disk.steps(), (std::vector<std::string>{"sync file", "rename", "sync file", "rename"}));
}

} // namespace
