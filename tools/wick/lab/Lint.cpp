// wick lab lint: what must agree between manifests, marks, hints and mutants.
#include "curriculum/engine/Balance.h"
#include "curriculum/engine/ModuleTable.h"
#include "curriculum/engine/TextFile.h"
#include "tools/wick/lab/Commands.h"

#include <CLI/CLI.hpp>

#include <iostream>

using namespace wick::lab;

namespace wick::driver {

static void writeTable(const Curriculum &curriculum) {
  const std::filesystem::path readme = curriculum.tree() / "curriculum" / "README.md";
  writeFile(readme, withModuleTable(readFile(readme), moduleTable(curriculum)));
}

static void lint(Site &site, bool writes) {
  if (writes)
    writeTable(site.curriculum());
  Findings findings;
  checkModuleTable(site.curriculum(), findings);
  checkMarks(site.curriculum(), findings);
  checkBalance(site.curriculum(), findings);
  for (const Finding &finding : findings)
    std::cout << finding.place << ": " << finding.message << "\n";
  if (!findings.empty())
    throw CLI::RuntimeError(1);
}

void addLabLint(CLI::App &lab, SharedSite site) {
  CLI::App *command =
      lab.add_subcommand("lint", "For authors: check manifests, marks, hints and mutants");
  auto writes = std::make_shared<bool>(false);
  command->add_flag("--write", *writes, "Renew the table of modules in curriculum/README.md");
  command->callback([site, writes] { lint(*site, *writes); });
}

} // namespace wick::driver
