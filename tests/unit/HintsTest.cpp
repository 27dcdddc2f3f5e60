// Hints: their sections, and the difference to the reference.
#include "curriculum/engine/Hints.h"
#include "tests/unit/SmallCurriculum.h"

using namespace wick::lab;

namespace {

class HintsTest : public SmallCurriculum {};

TEST_F(HintsTest, readsTheSectionsOfALab) {
  Curriculum curriculum = load();
  const Module &module = curriculum.modules().front();
  auto hints = readHints(curriculum, module, module.labs[0]);
  EXPECT_EQ(hints[0], "Who comes first?\n");
  EXPECT_EQ(hints[1], "In sweep().\n\nIt is short.\n");
  EXPECT_EQ(hints[2], "return it\n");
}

TEST_F(HintsTest, aMissingSectionIsEmpty) {
  auto hints = readHints("## Place\nHere.\n## Other\nNot this.\n");
  EXPECT_EQ(hints[0], "");
  EXPECT_EQ(hints[1], "Here.\n");
}

TEST_F(HintsTest, refusesALabWithoutHints) {
  std::filesystem::remove(tree / "curriculum/05_autograd/hints/05.1.md");
  Curriculum curriculum = load();
  const Module &module = curriculum.modules().front();
  EXPECT_THROW(readHints(curriculum, module, module.labs[0]), std::runtime_error);
}

TEST_F(HintsTest, differsFromTheReferenceInTheLabsPartsOnly) {
  Curriculum curriculum = load();
  MarkedSource source = readSource(curriculum.tree(), "passes/Sweep.cpp");
  const Lab &lab = curriculum.modules().front().labs[0];
  EXPECT_EQ(differenceToReference(starterText(source, "05"), source, lab, "Sweep.cpp"),
            "--- Sweep.cpp 05.1\n+++ reference 05.1\n@@ -1 +1 @@\n-  return 0;\n+  return 1;\n");
  EXPECT_EQ(differenceToReference(solvedText(source, "05"), source, lab, "Sweep.cpp"), "");
}

} // namespace
