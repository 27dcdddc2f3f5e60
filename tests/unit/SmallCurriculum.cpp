#include "tests/unit/SmallCurriculum.h"

namespace fs = std::filesystem;
using namespace wick::lab;

static const char manifestText[] = R"(id = "05"
name = "autograd"
title = "Autograd"
tinytorch = "06"
tier = "foundation"
tracks = ["full", "lean"]
hours = 2.5
concept = "reverse mode"
prerequisites = []
unlocks = ["01"]
[[lab]]
id = "05.1"
title = "The sweep"
slots = ["autodiff"]
files = ["passes/Sweep.cpp"]
points = 30
[[lab]]
id = "05.2"
title = "The rules"
slots = ["vjp.mul"]
files = ["passes/Sweep.cpp", "ir/Rules.cpp"]
points = 20
)";

static const char sweep[] = R"(int sweep() {
  // LAB BEGIN 05.1 "The sweep"
  // TASK: Visit.
  // STUB: return 0;
  return 1;
  // LAB END
}
// LAB BEGIN 05.2a "A rule"
// TASK: Rule.
// STUB:
int rule = 2;
// LAB END
)";

static const char rules[] = R"(// LAB BEGIN 05.2b "Another rule"
// TASK: Rule.
// STUB:
int other = 3;
// LAB END
)";

static const char hints[] = R"(# Hints

## Question

Who comes first?

## Place

In sweep().

It is short.

## Pseudo-code

return it
)";

static const char mutant[] = R"(# Returns nothing
# You return 0.
# Look again.
--- a/passes/Sweep.cpp
+++ b/passes/Sweep.cpp
@@ -4,3 +4,3 @@
   // STUB: return 0;
-  return 1;
+  return 0;
   // LAB END
)";

SmallCurriculum::SmallCurriculum() {
  write(manifest, manifestText);
  write("curriculum/05_autograd/README.md", "# Autograd\n");
  for (const char *lab : {"05.1", "05.2"}) {
    write(std::string("curriculum/05_autograd/hints/") + lab + ".md", hints);
    for (char letter = 'a'; letter < 'f'; ++letter)
      write(std::string("curriculum/05_autograd/mutants/") + lab + "-" + letter + ".patch", mutant);
  }
  write("curriculum/milestones/01_perceptron/README.md", "");
  write("passes/Sweep.cpp", sweep);
  write("ir/Rules.cpp", rules);
}

void SmallCurriculum::write(const std::string &file, const std::string &text) {
  fs::create_directories(fs::path(tree / file).parent_path());
  tree.write(file, text);
}

Curriculum SmallCurriculum::load() {
  Findings findings;
  Curriculum curriculum(tree / "", findings);
  EXPECT_EQ(textOf(findings), "");
  return curriculum;
}

std::string SmallCurriculum::textOf(const Findings &findings) {
  std::string all;
  for (const Finding &finding : findings)
    all += finding.place + ": " + finding.message + "\n";
  return all;
}

void SmallCurriculum::edit(const std::string &file, const std::string &from,
                           const std::string &to) {
  std::string text = read(file);
  size_t place = text.find(from);
  ASSERT_NE(place, std::string::npos) << file << " has no " << from;
  write(file, text.replace(place, from.size(), to));
}
