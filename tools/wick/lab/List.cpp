// wick lab list: the modules and their labs.
#include "curriculum/engine/Effort.h"
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

static void listEffort(Site &site) {
  std::cout << "                               words    lines    lines\n"
            << "module                       to read  to read  to write  hours  stated\n";
  for (const Module &module : site.curriculum().modules()) {
    Effort effort = measureEffort(site.curriculum(), module);
    std::cout << std::left << std::setw(27) << module.id + " " + module.title << std::right
              << std::setw(9) << effort.words << std::setw(9) << effort.read << std::setw(10)
              << effort.written << std::fixed << std::setprecision(1) << std::setw(7)
              << effort.hours() << std::setw(8) << module.hours << "\n";
  }
}

void addLabList(CLI::App &lab, SharedSite site) {
  CLI::App *command = lab.add_subcommand("list", "List the modules and their labs");
  auto showsEffort = std::make_shared<bool>(false);
  command->add_flag("--effort", *showsEffort, "Measure words, lines and hours instead");
  command->callback([site, showsEffort] { *showsEffort ? listEffort(*site) : list(*site); });
}

} // namespace wick::driver
