// The marks of labs: what they cut out, and what is wrong with them.
#include "curriculum/engine/Marks.h"

#include <gtest/gtest.h>

using namespace wick::lab;

namespace {

const char source[] = R"(int first;
void sweep() {
  // LAB BEGIN 05.1 "The sweep"
  // TASK: Visit the ops
  // TASK: from the last to the first.
  // STUB: if (true)
  // STUB:   return;
  for (;;)
    visit();
  // LAB END
}
// LAB BEGIN 06.2b "Momentum"
// TASK: Update.
// STUB:
int momentum;
// LAB END
int last;
)";

MarkedSource read(std::string_view text) {
  Findings findings;
  MarkedSource marked = readMarks(text, "a.cpp", findings);
  for (const Finding &finding : findings)
    ADD_FAILURE() << finding.place << ": " << finding.message;
  return marked;
}

/// What readMarks reports about `text`, a line each.
std::string findingsOf(std::string_view text) {
  Findings findings;
  readMarks(text, "a.cpp", findings);
  std::string all;
  for (const Finding &finding : findings)
    all += finding.place + ": " + finding.message + "\n";
  return all;
}

TEST(MarksTest, readsPartsWithTheirTasksAndStubs) {
  MarkedSource marked = read(source);
  ASSERT_EQ(marked.parts.size(), 2u);
  const Part &sweep = marked.parts[0], &momentum = marked.parts[1];
  EXPECT_EQ(sweep.id, "05.1");
  EXPECT_EQ(sweep.title, "The sweep");
  EXPECT_EQ(sweep.task, (std::vector<std::string>{"Visit the ops", "from the last to the first."}));
  EXPECT_EQ(sweep.stub, (std::vector<std::string>{"if (true)", "  return;"}));
  EXPECT_EQ(momentum.id, "06.2b");
  EXPECT_EQ(momentum.lab(), "06.2");
  EXPECT_EQ(momentum.module(), "06");
}

TEST(MarksTest, starterHasStubsForItsModuleAndTheReferenceOfOthers) {
  EXPECT_EQ(starterText(read(source), "05"), R"(int first;
void sweep() {
  // LAB BEGIN 05.1 "The sweep"
  // TASK: Visit the ops
  // TASK: from the last to the first.
  if (true)
    return;
  // LAB END
}
int momentum;
int last;
)");
}

TEST(MarksTest, anEmptyStubIsNoLine) {
  std::string text = starterText(read(source), "06");
  EXPECT_NE(text.find("// TASK: Update.\n// LAB END\n"), std::string::npos) << text;
  EXPECT_NE(text.find("  for (;;)\n    visit();\n}\n"), std::string::npos) << text;
}

TEST(MarksTest, theStarterOfAnotherModuleHasNoMarks) {
  std::string text = starterText(read(source), "01");
  EXPECT_EQ(text.find("LAB"), std::string::npos) << text;
  EXPECT_EQ(text.find("TASK"), std::string::npos) << text;
}

TEST(MarksTest, solvedTextHasTheReferenceBetweenTheMarks) {
  std::string text = solvedText(read(source), "05");
  EXPECT_NE(text.find("first.\n  for (;;)\n    visit();\n  // LAB END\n"), std::string::npos)
      << text;
}

TEST(MarksTest, findsThePartOfALearnersFile) {
  std::string text = solvedText(read(source), "05");
  EXPECT_EQ(partLines(text, "05.1"), (std::vector<std::string>{"  for (;;)", "    visit();"}));
  EXPECT_TRUE(partLines(text, "05.2").empty());
}

TEST(MarksTest, keepsASourceWithoutMarks) {
  EXPECT_EQ(starterText(read("int a;\n\nint b;\n"), "05"), "int a;\n\nint b;\n");
}

TEST(MarksTest, refusesMarksThatDoNotPair) {
  EXPECT_EQ(findingsOf("// LAB END\n"), "a.cpp:1: LAB END without LAB BEGIN\n");
  EXPECT_EQ(findingsOf("\n// LAB BEGIN 05.1 \"t\"\n// TASK: t\n// STUB:\nint a;\n"),
            "a.cpp:2: LAB BEGIN without LAB END\n");
}

TEST(MarksTest, refusesNesting) {
  std::string part = "// LAB BEGIN 05.2 \"t\"\n// TASK: t\n// STUB:\nint a;\n// LAB END\n";
  EXPECT_EQ(findingsOf("// LAB BEGIN 05.1 \"t\"\n// TASK: t\n// STUB:\nint b;\n" + part),
            "a.cpp:5: LAB BEGIN inside the part that begins at line 1: write its LAB END first\n");
}

TEST(MarksTest, refusesPartsThatLackSomething) {
  EXPECT_EQ(findingsOf("// LAB BEGIN 05.1 \"t\"\nint a;\n// LAB END\n"),
            "a.cpp:1: part 05.1 has no // TASK: behind its LAB BEGIN\n"
            "a.cpp:1: part 05.1 has no // STUB: behind its task; for a stub of no code write it "
            "empty\n");
  EXPECT_EQ(findingsOf("// LAB BEGIN 05.1 \"t\"\n// TASK: t\n// STUB:\n\n// LAB END\n"),
            "a.cpp:1: part 05.1 marks no code\n");
}

TEST(MarksTest, refusesTasksAndStubsInsideTheReference) {
  EXPECT_EQ(findingsOf("// LAB BEGIN 05.1 \"t\"\n// TASK: t\n// STUB:\nint a;\n// STUB: b\n"
                       "// LAB END\n"),
            "a.cpp:5: TASK and STUB lines stand directly behind LAB BEGIN\n");
}

TEST(MarksTest, refusesMarksOfAnotherForm) {
  for (const char *mark : {"// LAB BEGIN 5.1 \"t\"", "// LAB BEGIN 05 \"t\"", "// LAB BEGIN 05.1",
                           "// LAB BEGIN 05.1 \"t\" later"})
    EXPECT_EQ(findingsOf(std::string(mark) + "\n// TASK: t\n// STUB:\nint a;\n// LAB END\n"),
              "a.cpp:1: write // LAB BEGIN 05.1 \"title\", or 05.1a for one of several parts\n");
  EXPECT_EQ(findingsOf("// LAB BEGIN 05.1 \"t\"\n// TASK: t\n// STUB:\nint a;\n// LAB END 05.1\n"),
            "a.cpp:5: write // LAB END and nothing behind it\n");
}

} // namespace
