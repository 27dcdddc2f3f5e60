// The rules of balance: each is broken once.
#include "curriculum/engine/Balance.h"
#include "tests/unit/SmallCurriculum.h"

using namespace wick::lab;

namespace {

class BalanceTest : public SmallCurriculum {
protected:
  std::string findings() {
    Findings findings;
    checkBalance(load(), findings);
    return textOf(findings);
  }

  /// What is reported once `from` is `to` in the manifest.
  std::string findingsOf(const std::string &from, const std::string &to) {
    edit(manifest, from, to);
    return findings();
  }

  /// A second module, a copy of the first under another number and name.
  void addModule(const std::string &number, const std::string &name) {
    std::filesystem::path from = tree / "curriculum/05_autograd";
    const std::string folder = "curriculum/" + number + "_" + name;
    std::filesystem::copy(from, tree / folder, std::filesystem::copy_options::recursive);
    edit(folder + "/module.toml", "\"05\"", "\"" + number + "\"");
    edit(folder + "/module.toml", "\"autograd\"", "\"" + name + "\"");
    for (const char *lab : {"05.1", "05.2"}) {
      edit(folder + "/module.toml", lab, number + std::string(lab).substr(2));
      std::filesystem::rename(tree / (folder + "/hints/" + lab + ".md"),
                              tree / (folder + "/hints/" + number + (lab + 2) + ".md"));
      for (char letter = 'a'; letter < 'f'; ++letter)
        std::filesystem::rename(
            tree / (folder + "/mutants/" + lab + "-" + letter + ".patch"),
            tree / (folder + "/mutants/" + number + (lab + 2) + "-" + letter + ".patch"));
    }
  }

  const std::string place = "curriculum/05_autograd/module.toml: module 05 ";
};

TEST_F(BalanceTest, acceptsABalancedCurriculum) {
  addModule("06", "optimizers");
  EXPECT_EQ(findings(), "");
}

TEST_F(BalanceTest, boundsTheHours) {
  EXPECT_EQ(findingsOf("hours = 2.5", "hours = 3.0"), "") << "05 is hard";
  EXPECT_EQ(findingsOf("hours = 3.0", "hours = 3.5"),
            place + "takes 3.5 h; it must take 1.5 to 3.0\n");
  EXPECT_EQ(findingsOf("hours = 3.5", "hours = 1.0"),
            place + "takes 1.0 h; it must take 1.5 to 3.0\n");
}

TEST_F(BalanceTest, measuresTheHours) {
  std::string text;
  for (int i = 0; i < 20000; ++i)
    text += "word ";
  write("curriculum/05_autograd/README.md", text);
  EXPECT_EQ(findings(), place + "takes 4.4 h as 'wick lab list --effort' measures it, and states "
                                "2.5; shorten a part, or mark a lab 'extra'\n");
}

TEST_F(BalanceTest, boundsTheHoursOfOtherModulesFurther) {
  addModule("06", "optimizers");
  edit("curriculum/06_optimizers/module.toml", "hours = 2.5", "hours = 3.0");
  EXPECT_EQ(findings(), "curriculum/06_optimizers/module.toml: module 06 takes 3.0 h; it must take "
                        "1.5 to 2.5\n");
}

TEST_F(BalanceTest, boundsTheLabs) {
  std::string text = read(manifest);
  write(manifest, text.substr(0, text.rfind("[[lab]]")));
  EXPECT_EQ(findings(), place + "has 1 labs; it must have 2 to 4\n");
}

TEST_F(BalanceTest, refusesPrerequisitesThatComeLater) {
  EXPECT_EQ(findingsOf("prerequisites = []", "prerequisites = [\"04\", \"05\"]"),
            place + "needs module 05, which does not come before it\n");
}

TEST_F(BalanceTest, refusesMilestonesInTheWrongOrder) {
  addModule("06", "optimizers");
  write("curriculum/milestones/02_xor/README.md", "");
  edit(manifest, "unlocks = [\"01\"]", "unlocks = [\"01\", \"02\", \"09\"]");
  EXPECT_EQ(findings(), place +
                            "unlocks milestone 09, which is none\n"
                            "curriculum: milestone 01 needs module 06, but milestone 02 only 05\n");
}

TEST_F(BalanceTest, refusesLabsWithoutPointsSlotsOrTheirModulesName) {
  edit(manifest, "points = 30", "points = 0");
  edit(manifest, "slots = [\"vjp.mul\"]", "slots = []");
  EXPECT_EQ(findings(), place + "gives no points for lab 05.1\n" + place +
                            "has lab 05.2 without slots or files\n");
  edit(manifest, "id = \"05.1\"", "id = \"06.1\"");
  EXPECT_NE(findings().find("has lab 06.1, which is called after another module"),
            std::string::npos);
}

TEST_F(BalanceTest, refusesLabsWithoutHintsOrMutants) {
  edit("curriculum/05_autograd/hints/05.1.md", "## Place", "## Hint");
  std::filesystem::remove(tree / "curriculum/05_autograd/mutants/05.2-a.patch");
  std::filesystem::remove(tree / "curriculum/05_autograd/README.md");
  EXPECT_EQ(findings(), place + "has no section '## Place' in hints/05.1.md\n" + place +
                            "has 4 mutants of lab 05.2; it must have 5 to 10\n" + place +
                            "has no README.md\n");
}

TEST_F(BalanceTest, tracksShareSteps) {
  addModule("06", "optimizers");
  addModule("07", "training");
  for (const char *file :
       {"curriculum/06_optimizers/module.toml", "curriculum/07_training/module.toml"})
    edit(file, "\"lean\"", "\"lean: Practice\"");
  Curriculum curriculum = load();
  EXPECT_EQ(tracksOf(curriculum), (std::vector<std::string>{"full", "lean"}));
  EXPECT_EQ(stepsOf(curriculum, "full").size(), 3u);
  std::vector<Step> lean = stepsOf(curriculum, "lean");
  ASSERT_EQ(lean.size(), 2u);
  EXPECT_EQ(lean[0].name, "Autograd");
  EXPECT_EQ(lean[1].name, "Practice");
  EXPECT_EQ(lean[1].modules.size(), 2u);
}

TEST_F(BalanceTest, theLeanTrackHasThirteenSteps) {
  for (int i = 6; i < 19; ++i)
    addModule((i < 10 ? "0" : "") + std::to_string(i), "m");
  EXPECT_EQ(findings(), "curriculum: the lean track has 14 steps; it must have 13\n");
  for (int i : {1, 2, 3, 4, 19, 20})
    addModule((i < 10 ? "0" : "") + std::to_string(i), "m");
  for (int i = 6; i < 19; ++i)
    edit("curriculum/" + ((i < 10 ? "0" : "") + std::to_string(i)) + "_m/module.toml", ", \"lean\"",
         "");
  EXPECT_EQ(findings(), "curriculum: the lean track has 7 steps; it must have 13\n");
  EXPECT_EQ(findingsOf("\"full\", ", ""),
            "curriculum: the lean track has 7 steps; it must have 13\n" + place +
                "is not in the track full\n");
}

} // namespace
