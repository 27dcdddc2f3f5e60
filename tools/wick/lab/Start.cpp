// wick lab start and wick lab reset: the learner's folder of a module.
#include "tools/wick/lab/Commands.h"
#include "tools/wick/lab/Terminal.h"

#include <CLI/CLI.hpp>

#include <iostream>

namespace fs = std::filesystem;
using namespace wick::lab;

namespace wick::driver {

/// A path as the learner would type it: relative to where the command was given, when below.
static std::string shown(const fs::path &path) {
  fs::path relative = path.lexically_relative(fs::current_path());
  bool isBelow = !relative.empty() && *relative.begin() != "..";
  return (isBelow ? relative : path).string();
}

static void describe(Site &site, const Module &module) {
  Workspace workspace = site.workspace(module);
  std::cout << "Module " << module.id << ", " << module.title << ": " << module.subject << "\n\n";
  std::cout << "  read   " << shown(workspace.folder() / "README.md") << "\n";
  for (const LearnerFile &file : learnerFiles(module)) {
    std::cout << "  write  " << shown(workspace.file(file)) << "\n";
    for (const Part &part : readSource(site.curriculum().tree(), file.source).parts)
      if (part.module() == module.id)
        std::cout << "           LAB BEGIN " << part.id << " \"" << part.title << "\"\n";
  }
  std::cout << "  check  wick lab check " << module.id << "    (or watch: at every save)\n";
  std::string missing;
  for (const std::string &before : module.prerequisites)
    if (const Module *other = site.curriculum().find(before);
        other && !site.workspace(*other).isStarted())
      missing += (missing.empty() ? "" : ", ") + other->id + " " + other->title;
  if (!missing.empty())
    std::cout << "\nIt builds on " << missing << ", which you have not started; any order works.\n";
}

void addLabStart(CLI::App &lab, SharedSite site) {
  CLI::App *start = lab.add_subcommand("start", "Write the files of a module for you to complete");
  auto name = std::make_shared<std::string>();
  start->add_option("module", *name, "Its number or name: 05, autograd")->required();
  start->callback([site, name] {
    const Module &module = *site->select(*name).module;
    site->workspace(module).start();
    describe(*site, module);
  });
}

void addLabReset(CLI::App &lab, SharedSite site) {
  CLI::App *reset =
      lab.add_subcommand("reset", "Start a module over; what you wrote is kept in a dated copy");
  auto name = std::make_shared<std::string>();
  reset->add_option("module", *name, "Its number or name: 05, autograd")->required();
  reset->callback([site, name] {
    const Module &module = *site->selectStarted(*name).module;
    fs::path kept = site->workspace(module).startOver();
    std::cout << "What you wrote is kept in " << shown(kept) << "\n\n";
    describe(*site, module);
  });
}

} // namespace wick::driver
