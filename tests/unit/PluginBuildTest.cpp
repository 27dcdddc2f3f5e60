// A learner's file becomes a plug-in whose functions are its own, whatever they are called.
#include "curriculum/plugin/PluginBuild.h"
#include "curriculum/engine/TextFile.h"
#include "ir/Slot.h"
#include "passes/graph/ReverseSweep.h"
#include "tests/unit/TemporaryFolder.h"
#include <gtest/gtest.h>

using namespace wick::lab;

namespace {

class PluginBuildTest : public testing::Test {
protected:
  PluginBuild build(const std::string &text) {
    writeFile(source, text);
    return buildPlugin({source}, library);
  }

  const TemporaryFolder folder;
  const std::string source = folder / "a learner's folder/Mine.cpp";
  const std::string library = folder / "a learner's folder/mine.so";
};

/// Brings "test.answer", which calls a function that libwick.so defines and exports as well, and a
/// member function of a class that this program has under the same name.
const char answer[] = R"(
#include "ir/Slot.h"
#include "passes/graph/ReverseSweep.h"

bool wick::isReal(mlir::Type) { return true; }

struct Answer {
  virtual ~Answer() = default;
  virtual int get() { return 42; }
};

static int answer() { return wick::isReal(mlir::Type()) ? Answer().get() : 0; }
static const wick::Slot slot("test.answer", answer);
)";

int reference() { return 1; }
const wick::Slot slot("test.answer", reference);

TEST_F(PluginBuildTest, KeepsItsOwnFunctionsOfTheCompilersNames) {
  PluginBuild built = build(answer);
  ASSERT_TRUE(built.isBuilt) << built.complaints;
  ASSERT_EQ(llvm::toString(wick::loadPlugin(library, "mine")), "");
  EXPECT_EQ(slot(), 1);
  ASSERT_EQ(llvm::toString(wick::useSlot("test.answer", "mine")), "");
  EXPECT_EQ(slot(), 42);
}

int firstLetter() { return 0; }
const wick::Slot letterSlot("test_letter", firstLetter);

TEST_F(PluginBuildTest, GivesAFileInCARuntimeOfItsOwn) {
  const std::string inC = folder / "mine.c";
  writeFile(inC,
            "#include \"fail.h\"\n"
            "int test_letter(void) { return wick_fail(\"lost\") ? 0 : *wick_last_error(); }\n");
  PluginBuild built = buildPlugin({inC}, library);
  ASSERT_TRUE(built.isBuilt) << built.complaints;
  ASSERT_EQ(llvm::toString(wick::loadPlugin(library, "in C")), "");
  ASSERT_EQ(llvm::toString(wick::useSlot("test_letter", "in C")), "");
  EXPECT_EQ(letterSlot(), 'l');
}

TEST_F(PluginBuildTest, RepeatsWhatTheCompilerSays) {
  PluginBuild built = build("int f() {\n  return nonsense;\n}\n");
  EXPECT_FALSE(built.isBuilt);
  EXPECT_NE(built.complaints.find("Mine.cpp:2:10: error:"), std::string::npos) << built.complaints;
  EXPECT_FALSE(std::filesystem::exists(library));
}

TEST_F(PluginBuildTest, CompilesOnlyWhatNoFormerCallHasCompiled) {
  const std::string other = folder.write("Other.cpp", "int other() { return 1; }\n");
  const std::filesystem::path kept = folder / "kept";
  auto built = [&](const std::string &text) {
    writeFile(source, text);
    return buildPlugin({source, other}, library, kept).isBuilt;
  };
  auto objects = [&] { return std::distance(std::filesystem::directory_iterator(kept), {}); };
  const std::string use = "int other();\nint mine() { return other(); }\n";
  ASSERT_TRUE(built(use));
  EXPECT_EQ(objects(), 2);
  ASSERT_TRUE(built(use + "\n"));
  EXPECT_EQ(objects(), 3);
  // An object that is kept is what is linked, whatever it holds.
  for (const auto &object : std::filesystem::directory_iterator(kept))
    writeFile(object.path(), "no object");
  EXPECT_FALSE(built(use + "\n"));
}

TEST_F(PluginBuildTest, RefusesFunctionsThatNobodyDefines) {
  PluginBuild built = build("int undefined();\nint f() { return undefined(); }\n");
  EXPECT_FALSE(built.isBuilt);
  EXPECT_NE(built.complaints.find("undefined()"), std::string::npos) << built.complaints;
}

} // namespace
