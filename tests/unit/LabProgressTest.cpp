// What a learner has reached: from stored verdicts, and the digests of the files they are about.
#include "curriculum/engine/Progress.h"
#include "tests/unit/SmallCurriculum.h"

#include <nlohmann/json.hpp>

namespace fs = std::filesystem;
using namespace wick::lab;

namespace {

class LabProgressTest : public SmallCurriculum {
protected:
  Curriculum curriculum = load();
  const Module &module = curriculum.modules().front();
  Workspace workspace{curriculum, module, labs};
  Progress first{curriculum, module, module.labs[0], labs};
  Progress second{curriculum, module, module.labs[1], labs};
  Verdict green = {"05.1", true, 0.5, "", {}};
  Verdict red = {"05.1", false, 0.5, "f", {{"sum", "Sums", 3, 5, false, "no", "", "", "", "", ""}}};
};

TEST_F(LabProgressTest, followsTheVerdicts) {
  EXPECT_EQ(first.state(), State::NotStarted);
  workspace.start();
  EXPECT_EQ(first.state(), State::Open);
  first.recordVerdict(red);
  EXPECT_EQ(first.state(), State::Red);
  EXPECT_FALSE(first.wasGreen());
  first.recordVerdict(green);
  EXPECT_EQ(first.state(), State::Green);
  EXPECT_EQ(second.state(), State::Open);
}

TEST_F(LabProgressTest, isStaleWhenTheLearnersFileChanges) {
  workspace.start();
  first.recordVerdict(green);
  second.recordVerdict(green);
  std::ofstream(workspace.folder() / "Rules.cpp") << "mine\n";
  EXPECT_EQ(first.state(), State::Green) << "05.1 has no part in Rules.cpp";
  EXPECT_EQ(second.state(), State::Stale);
  EXPECT_TRUE(second.wasGreen());
}

TEST_F(LabProgressTest, isStaleWhenTheReferenceChanges) {
  workspace.start();
  first.recordVerdict(green);
  edit("passes/Sweep.cpp", "return 1;", "return 1 + 0;");
  EXPECT_EQ(first.state(), State::Stale);
}

TEST_F(LabProgressTest, remembersHintsAndGivingUp) {
  EXPECT_EQ(first.hintsShown(), 0);
  first.recordHint(2);
  first.recordHint(1);
  EXPECT_EQ(first.hintsShown(), 2);
  EXPECT_FALSE(first.hasGivenUp());
  first.recordGivingUp();
  EXPECT_TRUE(first.hasGivenUp());
  workspace.start();
  first.recordVerdict(red);
  EXPECT_EQ(first.hintsShown(), 2);
  EXPECT_TRUE(first.hasGivenUp());
}

TEST_F(LabProgressTest, storesTheChecks) {
  workspace.start();
  first.recordVerdict(red);
  auto record = nlohmann::json::parse(TemporaryFolder::read(labs / ".progress" / "05.1.json"));
  EXPECT_EQ(record["checks"][0]["check"], "sum");
  EXPECT_EQ(record["checks"][0]["passed"], false);
}

TEST_F(LabProgressTest, aRecordThatCannotBeReadIsNone) {
  workspace.start();
  fs::create_directories(labs / ".progress");
  std::ofstream(labs / ".progress" / "05.1.json") << "{";
  EXPECT_EQ(first.state(), State::Open);
}

} // namespace
