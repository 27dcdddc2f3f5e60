// wick lab list: the modules and their labs.
#include "tools/wick/lab/Commands.h"
#include "tools/wick/lab/Terminal.h"

#include <CLI/CLI.hpp>

#include <iomanip>
#include <iostream>

using namespace wick::lab;

namespace wick::driver {

static void list(Site &site) {
  for (const Module &module : site.curriculum().modules()) {
    std::cout << paint(Colour::Bold, module.id + " " + module.title) << ": " << module.subject
              << paint(Colour::Faint, " (" + module.tier + ", ") << module.hours
              << paint(Colour::Faint, " h)") << "\n";
    for (const Lab &lab : module.labs) {
      State state = site.progress(module, lab).state();
      std::cout << "  " << markOf(state) << " " << lab.id << " " << lab.title
                << paint(Colour::Faint, std::string("  ") + nameOf(state)) << "\n";
    }
  }
  std::cout << "\nBegin with: wick lab start NN\n";
}

void addLabList(CLI::App &lab, SharedSite site) {
  lab.add_subcommand("list", "List the modules and their labs")->callback([site] { list(*site); });
}

} // namespace wick::driver
