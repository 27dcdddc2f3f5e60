// Manifests, marks and files of a source tree that agree, and such that do not.
#include "curriculum/engine/Curriculum.h"
#include "tests/unit/TemporaryFolder.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace fs = std::filesystem;
using namespace wick::lab;

namespace {

std::string part(const std::string &id) {
  return "// LAB BEGIN " + id + " \"t\"\n// TASK: t\n// STUB:\nint a;\n// LAB END\n";
}

class CurriculumTest : public testing::Test {
protected:
  CurriculumTest() { fs::create_directories(tree / "curriculum"); }

  void write(const std::string &file, const std::string &text) {
    fs::create_directories(fs::path(tree / file).parent_path());
    tree.write(file, text);
  }

  /// A module with one lab, NN.1, and one with two, NN.2, of the given files.
  void writeModule(const std::string &folder, const std::string &files1,
                   const std::string &files2) {
    const std::string id = folder.substr(0, 2);
    auto lab = [&](const char *number, const std::string &files) {
      return "[[lab]]\nid = \"" + id + "." + number + "\"\ntitle = \"t\"\nslots = []\nfiles = [" +
             files + "]\npoints = 1\n";
    };
    write("curriculum/" + folder + "/module.toml",
          "id = \"" + id + "\"\nname = \"" + folder.substr(3) +
              "\"\ntitle = \"T\"\ntinytorch = \"\"\ntier = \"foundation\"\ntracks = []\n"
              "hours = 2\nconcept = \"c\"\nprerequisites = []\nunlocks = []\n" +
              lab("1", files1) + lab("2", files2));
  }

  std::string findings() {
    Findings found;
    Curriculum curriculum(tree / "", found);
    checkMarks(curriculum, found);
    std::string all;
    for (const Finding &finding : found)
      all += finding.place + ": " + finding.message + "\n";
    return all;
  }

  TemporaryFolder tree;
};

TEST_F(CurriculumTest, acceptsMarksThatAgreeWithManifests) {
  writeModule("05_autograd", R"("passes/A.cpp")", R"("passes/A.cpp", "ir/B.cpp")");
  write("passes/A.cpp", part("05.1") + part("05.2a"));
  write("ir/B.cpp", part("05.2b"));
  EXPECT_EQ(findings(), "");
}

TEST_F(CurriculumTest, findsModulesByAnyOfTheirNames) {
  writeModule("06_optimizers", "", "");
  writeModule("05_autograd", "", "");
  Findings found;
  Curriculum curriculum(tree / "", found);
  ASSERT_EQ(curriculum.modules().size(), 2u);
  EXPECT_EQ(curriculum.modules()[0].id, "05");
  for (const char *name : {"05", "5", "autograd", "05_autograd", "05.2", "5.2"})
    EXPECT_EQ(curriculum.find(name), &curriculum.modules()[0]) << name;
  for (const char *name : {"", "07", "auto", "05.3"})
    EXPECT_EQ(curriculum.find(name), nullptr) << name;
}

TEST_F(CurriculumTest, namesLearnersFilesApart) {
  writeModule("05_autograd", R"("ir/ops/NN.cpp", "ir/Slot.cpp")",
              R"("ir/decompose/NN.cpp", "ir/Slot.cpp")");
  Findings found;
  Curriculum curriculum(tree / "", found);
  const Module &module = curriculum.modules().front();
  std::string names;
  for (const LearnerFile &file : learnerFiles(module))
    names += file.name + "=" + file.source + " ";
  EXPECT_EQ(names, "ops_NN.cpp=ir/ops/NN.cpp Slot.cpp=ir/Slot.cpp "
                   "decompose_NN.cpp=ir/decompose/NN.cpp ");
  names.clear();
  for (const LearnerFile &file : learnerFiles(module, module.labs[1]))
    names += file.name + " ";
  EXPECT_EQ(names, "Slot.cpp decompose_NN.cpp ");
}

TEST_F(CurriculumTest, refusesPartsThatOccurTwice) {
  writeModule("05_autograd", R"("ir/A.cpp", "ir/B.cpp")", R"("ir/B.cpp")");
  write("ir/A.cpp", part("05.1"));
  write("ir/B.cpp", part("05.1") + part("05.2"));
  EXPECT_EQ(findings(), "ir/B.cpp:1: part 05.1 stands in ir/A.cpp:1 already; name the parts of a "
                        "lab 05.1a, 05.1b\n");
}

TEST_F(CurriculumTest, refusesPartsThatNoManifestHas) {
  writeModule("05_autograd", R"("ir/A.cpp")", R"("ir/A.cpp")");
  write("ir/A.cpp", part("05.1") + part("05.2") + part("05.3"));
  write("runtime/b.c", part("05.1b"));
  EXPECT_EQ(findings(), "ir/A.cpp:11: no manifest has lab 05.3\n"
                        "runtime/b.c:1: lab 05.1 does not name this file in "
                        "curriculum/05_autograd/module.toml\n");
}

TEST_F(CurriculumTest, refusesLabsWithoutParts) {
  writeModule("05_autograd", R"("ir/A.cpp")", R"("ir/B.cpp")");
  write("ir/A.cpp", part("05.1"));
  write("ir/B.cpp", "int b;\n");
  EXPECT_EQ(findings(), "curriculum/05_autograd/module.toml: lab 05.2 has no LAB BEGIN 05.2 in "
                        "ir/B.cpp\n");
}

TEST_F(CurriculumTest, refusesAFolderOfAnotherName) {
  writeModule("05_autograd", "", "");
  fs::rename(tree / "curriculum/05_autograd", tree / "curriculum/05_grad");
  EXPECT_EQ(findings(), "curriculum/05_grad/module.toml: the folder of module 05 must be called "
                        "05_autograd\n");
}

TEST_F(CurriculumTest, refusesATreeWithoutCurriculum) {
  fs::remove(tree / "curriculum");
  EXPECT_THROW(findings(), std::runtime_error);
}

TEST_F(CurriculumTest, readSourceRefusesWrongMarks) {
  write("ir/A.cpp", "// LAB END\n");
  EXPECT_THROW(readSource(tree / "", "ir/A.cpp"), std::runtime_error);
  EXPECT_THROW(readSource(tree / "", "ir/Missing.cpp"), std::runtime_error);
}

} // namespace
