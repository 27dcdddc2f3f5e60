// A learner's folder: what start writes, and that nothing later changes a learner's file.
#include "curriculum/engine/Workspace.h"
#include "tests/unit/SmallCurriculum.h"

#include <nlohmann/json.hpp>

namespace fs = std::filesystem;
using namespace wick::lab;

namespace {

class WorkspaceTest : public SmallCurriculum {
protected:
  Curriculum curriculum = load();
  Workspace workspace{curriculum, curriculum.modules().front(), labs};

  static std::string textOf(const fs::path &file) { return TemporaryFolder::read(file); }
  std::string mine(const char *file) { return textOf(workspace.folder() / file); }
};

TEST_F(WorkspaceTest, startWritesStartersReadmeAndRecord) {
  EXPECT_FALSE(workspace.isStarted());
  workspace.start();
  EXPECT_TRUE(workspace.isStarted());
  EXPECT_EQ(workspace.folder(), labs / "05_autograd");
  EXPECT_NE(mine("Sweep.cpp").find("return 0;"), std::string::npos);
  EXPECT_EQ(mine("Sweep.cpp").find("return 1;"), std::string::npos);
  EXPECT_EQ(mine("README.md"), "# Autograd\n");
  auto record = nlohmann::json::parse(mine("lab.json"));
  EXPECT_EQ(record["files"]["Rules.cpp"]["source"], "ir/Rules.cpp");
  for (const fs::directory_entry &entry : fs::directory_iterator(labs))
    EXPECT_EQ(entry.path().filename(), "05_autograd") << "nothing unfinished stays";
}

TEST_F(WorkspaceTest, startRefusesAFolderThatIsThere) {
  fs::create_directories(workspace.folder());
  try {
    workspace.start();
    FAIL();
  } catch (const std::runtime_error &error) {
    EXPECT_NE(std::string(error.what()).find("is there already"), std::string::npos);
  }
  EXPECT_TRUE(fs::is_empty(workspace.folder()));
}

TEST_F(WorkspaceTest, startingOverKeepsWhatWasWritten) {
  workspace.start();
  std::ofstream(workspace.folder() / "Sweep.cpp") << "mine\n";
  std::ofstream(workspace.folder() / "notes.txt") << "notes\n";
  fs::path first = workspace.startOver(), second = workspace.startOver();
  EXPECT_EQ(textOf(first / "Sweep.cpp"), "mine\n");
  EXPECT_EQ(textOf(first / "notes.txt"), "notes\n");
  EXPECT_NE(first, second);
  EXPECT_NE(mine("Sweep.cpp").find("return 0;"), std::string::npos);
}

TEST_F(WorkspaceTest, anUpdateOfTheSourceLeavesTheLearnersFile) {
  workspace.start();
  std::ofstream(workspace.folder() / "Sweep.cpp") << "mine\n";
  EXPECT_TRUE(workspace.updatedFiles().empty());
  edit("passes/Sweep.cpp", "int sweep", "long sweep");
  ASSERT_EQ(workspace.updatedFiles().size(), 1u);
  EXPECT_EQ(workspace.updatedFiles()[0].name, "Sweep.cpp");
  EXPECT_EQ(mine("Sweep.cpp"), "mine\n");
}

TEST_F(WorkspaceTest, aChangedReferenceBetweenTheMarksIsNoUpdate) {
  workspace.start();
  edit("passes/Sweep.cpp", "return 1;", "return 1 + 0;");
  EXPECT_TRUE(workspace.updatedFiles().empty());
}

} // namespace
