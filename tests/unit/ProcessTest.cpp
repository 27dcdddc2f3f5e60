// Programs that misbehave are ended, and what they were is said.
#include "curriculum/engine/Process.h"

#include <gtest/gtest.h>

#include <unistd.h>

using namespace wick::lab;

namespace {

Command shell(const std::string &text) { return {.arguments = {"sh", "-c", text}}; }

TEST(ProcessTest, takesOutputAndExitCode) {
  Outcome outcome = run(shell("echo out; echo err >&2; exit 3"));
  EXPECT_EQ(outcome.status, 3);
  EXPECT_EQ(outcome.out, "out\n");
  EXPECT_EQ(outcome.err, "err\n");
  EXPECT_EQ(describeEnd(shell(""), outcome), "exit code 3");
}

TEST(ProcessTest, namesTheSignal) {
  Outcome outcome = run(shell("kill -SEGV $$"));
  EXPECT_EQ(outcome.status, 128 + SIGSEGV);
  EXPECT_EQ(describeEnd(shell(""), outcome), "signal 11 (Segmentation fault)");
}

TEST(ProcessTest, endsWhatTakesTooLong) {
  for (const char *text : {"sleep 100", "exec >&- 2>&-; sleep 100", "sleep 100 & sleep 100"}) {
    Command command = shell(text);
    command.wallTime = std::chrono::seconds(1);
    Outcome outcome = run(command);
    EXPECT_TRUE(outcome.isTimedOut) << text;
    EXPECT_LT(outcome.seconds, 20) << text;
    EXPECT_EQ(describeEnd(command, outcome), "killed after 1 s");
  }
}

TEST(ProcessTest, endsTheChildrenToo) {
  Command command = shell("sleep 100 & echo $!; sleep 100");
  command.wallTime = std::chrono::seconds(1);
  pid_t grandchild = std::stoi(run(command).out);
  for (int i = 0; i < 100 && kill(grandchild, 0) == 0; ++i)
    usleep(50000); // until init has reaped it
  EXPECT_NE(kill(grandchild, 0), 0);
}

TEST(ProcessTest, dropsOutputBeyondItsLimit) {
  Command command = shell("yes | head -c 1000000");
  command.outputBytes = 1000;
  Outcome outcome = run(command);
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.out.size(), 1000u);
}

TEST(ProcessTest, hasAnEmptyInput) { EXPECT_EQ(run(shell("cat; echo end")).out, "end\n"); }

TEST(ProcessTest, refusesAProgramThatIsNotThere) {
  EXPECT_THROW(run({.arguments = {"no-such-program"}}), std::runtime_error);
}

} // namespace
