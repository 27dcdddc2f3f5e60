#include "wick/progress.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fcntl.h>
#include <string>
#include <unistd.h>

namespace {

// What a bar writes when stderr is a terminal.
std::string drawnOnTerminal() {
  int master = posix_openpt(O_RDWR | O_NOCTTY);
  grantpt(master);
  unlockpt(master);
  int target = open(ptsname(master), O_RDWR | O_NOCTTY);
  int saved = dup(STDERR_FILENO);
  dup2(target, STDERR_FILENO);
  wick_progress progress = wick_progress_begin("train", 4);
  wick_progress_update(&progress, 2, "loss 0.5");
  wick_progress_update(&progress, 3, "soon after"); // within a tenth of a second: not drawn
  wick_progress_update(&progress, 4, nullptr);
  wick_progress_end(&progress);
  dup2(saved, STDERR_FILENO);
  std::string text(4096, '\0');
  fcntl(master, F_SETFL, O_NONBLOCK);
  ssize_t size = read(master, text.data(), text.size());
  text.resize(size > 0 ? static_cast<size_t>(size) : 0);
  close(saved);
  close(target);
  close(master);
  return progress.visible ? "still visible" : text;
}

TEST(Progress, DrawsOnATerminal) {
  EXPECT_EQ(drawnOnTerminal(), "\rtrain [############............] 2/4 0s, 0s left loss 0.5\033[K"
                               "\rtrain [########################] 4/4 0s, 0s left \033[K\r\033[K");
}

TEST(Progress, IsSilentElsewhere) {
  testing::internal::CaptureStderr();
  wick_progress progress = wick_progress_begin("train", 4);
  wick_progress_update(&progress, 4, nullptr);
  wick_progress_end(&progress);
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
  EXPECT_FALSE(progress.visible);
}

TEST(Progress, TheClockRuns) {
  double begin = wick_seconds();
  usleep(1000);
  EXPECT_GE(wick_seconds() - begin, 0.001);
}

} // namespace
