// wick lab new: the files of a new module, for its author to fill.
#include "curriculum/engine/TextFile.h"
#include "tools/wick/lab/Commands.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <regex>
#include <stdexcept>

namespace fs = std::filesystem;
using namespace wick::lab;

namespace wick::driver {

static std::string manifestOf(const std::string &number, const std::string &name) {
  std::string title = name;
  title[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(title[0])));
  return "id = \"" + number + "\"\nname = \"" + name + "\"\ntitle = \"" + title +
         "\"\n"
         "tinytorch = \"\"              # the module's number there, empty where it has none\n"
         "tier = \"foundation\"         # foundation, vision, language or systems\n"
         "tracks = [\"full\"]\n"
         "hours = 2.0\n"
         "concept = \"the one idea of this module\"\n"
         "prerequisites = []\n"
         "unlocks = []                # milestones\n\n"
         "[[lab]]\nid = \"" +
         number +
         ".1\"\n"
         "title = \"what is written\"\n"
         "slots = []                  # what a plug-in replaces\n"
         "files = []                  # sources with LAB BEGIN " +
         number +
         ".1\n"
         "points = 30\n";
}

static std::string readmeOf(const std::string &number, const std::string &name) {
  return "# " + number + " " + name +
         "\n\n## Why\n\n## The idea\n\n## A worked example\n\n## The IR before and after\n\n"
         "## What you write\n\n## How it is checked\n\n## What the field does\n\n"
         "## Predict, then run\n\n## Where it leads\n";
}

static const char *const hint = "## Question\n\n## Place\n\n## Pseudo-code\n";

static void makeModule(Site &site, const std::string &number, const std::string &name) {
  if (const Module *taken = site.curriculum().find(number))
    throw std::runtime_error("module " + number + " is there already: " + taken->folder());
  const fs::path folder = site.curriculum().tree() / "curriculum" / (number + "_" + name);
  if (fs::exists(folder))
    throw std::runtime_error("'" + folder.string() + "' is there already");
  writeFile(folder / "module.toml", manifestOf(number, name));
  writeFile(folder / "README.md", readmeOf(number, name));
  writeFile(folder / "hints" / (number + ".1.md"), hint);
  for (const char *part : {"checks", "mutants"})
    fs::create_directories(folder / part);
  std::cout << "made " << folder.string() << "\n\n"
            << "  1. cut the labs out of the sources: // LAB BEGIN " << number << ".1 \"title\"\n"
            << "  2. name their slots and files in module.toml\n"
            << "  3. write checks/, mutants/" << number << ".1-*.patch, hints/ and README.md\n"
            << "  4. wick lab lint, wick lab prove " << number << "\n";
}

void addLabNew(CLI::App &lab, SharedSite site) {
  CLI::App *command = lab.add_subcommand("new", "For authors: make the files of a new module");
  auto number = std::make_shared<std::string>(), name = std::make_shared<std::string>();
  auto matches = [](const char *form, const char *what) {
    return [form, what](const std::string &text) {
      return std::regex_match(text, std::regex(form)) ? "" : "'" + text + "' is no " + what;
    };
  };
  command->add_option("number", *number, "Two digits: 08")
      ->required()
      ->check(matches(R"(\d\d)", "module's number: write two digits, 08"));
  command->add_option("name", *name, "In lower case: dataloader")
      ->required()
      ->check(matches("[a-z][a-z0-9_]*", "module's name: write letters in lower case"));
  command->callback([=] { makeModule(*site, *number, *name); });
}

} // namespace wick::driver
