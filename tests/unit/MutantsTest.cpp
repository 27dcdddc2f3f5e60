// Mutants: patches of the reference, and the mistakes that they stand for.
#include "curriculum/engine/Mutants.h"
#include "curriculum/engine/Mistakes.h"
#include "tests/unit/SmallCurriculum.h"

using namespace wick::lab;

namespace {

class MutantsTest : public SmallCurriculum {
protected:
  std::vector<Mutant> readAll() {
    Curriculum curriculum = load();
    const Module &module = curriculum.modules().front();
    return readMutants(curriculum, module, module.labs[0]);
  }

  std::map<std::string, std::string> mutateFirst() {
    Curriculum curriculum = load();
    return mutate(curriculum, curriculum.modules().front().labs[1], readAll().front());
  }

  static constexpr const char *patch = "curriculum/05_autograd/mutants/05.1-a.patch";
};

TEST_F(MutantsTest, readsTheMutantsOfALab) {
  std::vector<Mutant> mutants = readAll();
  ASSERT_EQ(mutants.size(), 5u);
  EXPECT_EQ(mutants[0].name, "05.1-a");
  EXPECT_EQ(mutants[0].title, "Returns nothing");
  EXPECT_EQ(mutants[0].told, "You return 0. Look again.");
}

TEST_F(MutantsTest, refusesAMutantThatTellsNothing) {
  edit(patch, "# You return 0.\n# Look again.\n", "");
  EXPECT_THROW(readAll(), std::runtime_error);
}

TEST_F(MutantsTest, appliesThePatchToTheLabsFiles) {
  auto files = mutateFirst();
  ASSERT_EQ(files.size(), 2u);
  EXPECT_NE(files["passes/Sweep.cpp"].find("  return 0;\n  // LAB END"), std::string::npos);
  EXPECT_EQ(files["ir/Rules.cpp"], read("ir/Rules.cpp"));
  EXPECT_NE(read("passes/Sweep.cpp").find("return 1;"), std::string::npos)
      << "the tree is as it was";
}

TEST_F(MutantsTest, appliesAPatchToLinesThatHaveMoved) {
  edit("passes/Sweep.cpp", "int sweep", "\n\nint sweep");
  EXPECT_NE(mutateFirst()["passes/Sweep.cpp"].find("  return 0;\n"), std::string::npos);
}

TEST_F(MutantsTest, refusesAPatchThatDoesNotFit) {
  edit("passes/Sweep.cpp", "return 1;", "return 7;");
  try {
    mutateFirst();
    FAIL();
  } catch (const std::runtime_error &error) {
    EXPECT_NE(std::string(error.what()).find("05.1-a.patch' does not apply"), std::string::npos)
        << error.what();
  }
}

TEST_F(MutantsTest, recognizesAMistakeByItsFingerprint) {
  Mistakes mistakes(tree / "build");
  EXPECT_FALSE(mistakes.knows("05.1"));
  std::vector<Mutant> mutants = readAll();
  mistakes.store("05.1", {{"aa", mutants[0]}, {"bb", mutants[1]}, {"bb", mutants[2]}});
  EXPECT_TRUE(mistakes.knows("05.1"));
  ASSERT_TRUE(mistakes.find("05.1", "aa"));
  EXPECT_EQ(mistakes.find("05.1", "aa")->title, "Returns nothing");
  EXPECT_FALSE(mistakes.find("05.1", "bb")) << "two mutants look like this";
  EXPECT_FALSE(mistakes.find("05.1", "cc"));
  EXPECT_FALSE(mistakes.find("05.1", ""));
  EXPECT_FALSE(mistakes.find("05.2", "aa"));
  write("build/bin/wick-lab-check", "");
  std::filesystem::last_write_time(tree / "build/bin/wick-lab-check",
                                   std::filesystem::file_time_type::clock::now() +
                                       std::chrono::hours(1));
  EXPECT_FALSE(mistakes.knows("05.1")) << "the checker is newer";
}

} // namespace
