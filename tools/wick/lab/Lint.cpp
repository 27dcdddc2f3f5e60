// wick lab lint: what must agree between manifests, marks, hints and mutants.
#include "curriculum/engine/Balance.h"
#include "tools/wick/lab/Commands.h"

#include <CLI/CLI.hpp>

#include <iostream>

using namespace wick::lab;

namespace wick::driver {

static void lint(Site &site) {
  Findings findings;
  checkMarks(site.curriculum(), findings);
  checkBalance(site.curriculum(), findings);
  for (const Finding &finding : findings)
    std::cout << finding.place << ": " << finding.message << "\n";
  if (!findings.empty())
    throw CLI::RuntimeError(1);
}

void addLabLint(CLI::App &lab, SharedSite site) {
  lab.add_subcommand("lint", "For authors: check manifests, marks, hints and mutants")
      ->callback([site] { lint(*site); });
}

} // namespace wick::driver
