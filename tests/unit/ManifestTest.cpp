// A module's manifest: what is read, and what is wrong with it.
#include "curriculum/engine/Manifest.h"
#include "tests/unit/TemporaryFolder.h"

#include <gtest/gtest.h>

using namespace wick::lab;

namespace {

const char manifest[] = R"(id = "05"
name = "autograd"
title = "Autograd"
tinytorch = "06"
tier = "foundation"
tracks = ["full", "lean: Training"]
hours = 2.5
concept = "reverse mode"
prerequisites = ["02", "04"]
unlocks = ["01"]

[[lab]]
id = "05.1"
title = "The sweep"
slots = ["autodiff"]
files = ["passes/graph/Autodiff.cpp"]
points = 30
short = true

[[predict]]
question = "How many?"
command = "echo 3"
)";

std::optional<Module> read(const std::string &text, Findings &findings) {
  TemporaryFolder folder;
  return readManifest(folder.write("module.toml", text), "module.toml", findings);
}

/// What is reported about the manifest with `from` replaced by `to`.
std::string findingsOf(const std::string &from, const std::string &to) {
  std::string text = manifest;
  text.replace(text.find(from), from.size(), to);
  Findings findings;
  read(text, findings);
  std::string all;
  for (const Finding &finding : findings)
    all += finding.place + ": " + finding.message + "\n";
  return all;
}

TEST(ManifestTest, readsEverything) {
  Findings findings;
  std::optional<Module> module = read(manifest, findings);
  ASSERT_TRUE(module && findings.empty());
  EXPECT_EQ(module->folder(), "05_autograd");
  EXPECT_EQ(module->title, "Autograd");
  EXPECT_EQ(module->tinytorch, "06");
  EXPECT_EQ(module->tier, "foundation");
  EXPECT_EQ(module->subject, "reverse mode");
  EXPECT_EQ(module->hours, 2.5);
  EXPECT_EQ(module->prerequisites, (std::vector<std::string>{"02", "04"}));
  EXPECT_EQ(module->unlocks, (std::vector<std::string>{"01"}));
  ASSERT_EQ(module->tracks.size(), 2u);
  EXPECT_EQ(module->tracks[0].name, "");
  EXPECT_EQ(module->tracks[1].track, "lean");
  EXPECT_EQ(module->tracks[1].name, "Training");
  ASSERT_EQ(module->predictions.size(), 1u);
  EXPECT_EQ(module->predictions[0].command, "echo 3");
  const Lab *lab = module->findLab("05.1");
  ASSERT_TRUE(lab && !module->findLab("05.2"));
  EXPECT_EQ(lab->slots, (std::vector<std::string>{"autodiff"}));
  EXPECT_EQ(lab->files, (std::vector<std::string>{"passes/graph/Autodiff.cpp"}));
  EXPECT_EQ(lab->points, 30);
  EXPECT_TRUE(lab->isShort);
}

TEST(ManifestTest, refusesWhatIsMissing) {
  EXPECT_EQ(findingsOf("title = \"Autograd\"\n", ""),
            "module.toml:1: the key 'title' is missing\n");
  EXPECT_EQ(findingsOf("points = 30\n", ""), "module.toml:12: the key 'points' is missing\n");
}

TEST(ManifestTest, refusesUnknownKeys) {
  EXPECT_EQ(findingsOf("tier =", "teir = \"a\"\ntier ="),
            "module.toml:5: there is no key 'teir' here\n");
  EXPECT_EQ(findingsOf("points = 30", "points = 30\npiont = 3"),
            "module.toml:18: there is no key 'piont' here\n");
}

TEST(ManifestTest, refusesValuesOfTheWrongForm) {
  EXPECT_EQ(findingsOf("\"foundation\"", "\"basics\""),
            "module.toml:5: tier must be a string that matches "
            "foundation|vision|language|systems\n");
  EXPECT_EQ(findingsOf("2.5", "\"2.5\""), "module.toml:7: hours must be a number\n");
  EXPECT_EQ(findingsOf("[\"02\", \"04\"]", "[2]"),
            "module.toml:9: prerequisites must be an array of strings\n");
  EXPECT_EQ(findingsOf("[[predict]]", "[predict]"),
            "module.toml:20: write [[predict]] before each predict\n");
}

TEST(ManifestTest, refusesWhatIsNoToml) {
  Findings findings;
  EXPECT_FALSE(read("id = ", findings));
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].place, "module.toml:1");
}

} // namespace
