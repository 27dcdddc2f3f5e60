// The table of modules, and the effort of a module.
#include "curriculum/engine/ModuleTable.h"
#include "curriculum/engine/Effort.h"
#include "tests/unit/SmallCurriculum.h"

using namespace wick::lab;

namespace {

class ModuleTableTest : public SmallCurriculum {
protected:
  std::string findings() {
    Findings findings;
    checkModuleTable(load(), findings);
    return textOf(findings);
  }
};

TEST_F(ModuleTableTest, hasARowAModule) {
  EXPECT_NE(
      moduleTable(load()).find("| 05 | [Autograd](05_autograd) | reverse mode | The sweep, The "
                               "rules | 2.5 |  | 01 | 06 |\n"),
      std::string::npos)
      << moduleTable(load());
  EXPECT_TRUE(
      moduleTable(load()).ends_with("\nTrack **full**: Autograd.\n\nTrack **lean**: Autograd.\n"));
}

TEST_F(ModuleTableTest, replacesTheTableOfAText) {
  EXPECT_EQ(withModuleTable("a\n<!-- modules -->\nold\n<!-- end of modules -->\nb\n", "new\n"),
            "a\n<!-- modules -->\nnew\n<!-- end of modules -->\nb\n");
  EXPECT_THROW(withModuleTable("a\n", "new\n"), std::runtime_error);
}

TEST_F(ModuleTableTest, reportsATableThatIsOutOfDate) {
  EXPECT_EQ(findings(), "") << "no page, no table";
  const std::string page = "curriculum/README.md";
  write(page, "<!-- modules -->\n" + moduleTable(load()) + "<!-- end of modules -->\n");
  EXPECT_EQ(findings(), "");
  edit(manifest, "reverse mode", "forward mode");
  EXPECT_EQ(findings(), page + ": its table is not that of the manifests; wick lab lint --write "
                               "renews it\n");
  write(page, "# Modules\n");
  EXPECT_EQ(findings(), page +
                            ": has no lines '<!-- modules -->' and '<!-- end of modules -->' for "
                            "the table of modules\n");
}

TEST_F(ModuleTableTest, effortCountsWordsAndLines) {
  write("curriculum/05_autograd/README.md", "# Autograd\n\nTwo words\n");
  Curriculum curriculum = load();
  Effort effort = measureEffort(curriculum, curriculum.modules().front());
  EXPECT_EQ(effort.words, 4u);
  EXPECT_EQ(effort.read, 2u) << "the head and the brace of sweep()";
  EXPECT_EQ(effort.written, 3u) << "a line a part";
  EXPECT_EQ(effort.labs, 2u);
  EXPECT_NEAR(effort.hours(), (4 / 80. + 2 / 12. + 3 * 2.5 + 2 * 5) / 60, 1e-9);
}

} // namespace
