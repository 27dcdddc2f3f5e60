// wick lab: exercises cut out of the compiler. The commands stand beside this file.
#include "tools/wick/Commands.h"
#include "tools/wick/lab/Commands.h"

#include <CLI/CLI.hpp>

namespace wick::driver {

void addLab(CLI::App &app) {
  CLI::App *lab =
      app.add_subcommand("lab", "Write parts of the compiler yourself, checked in seconds");
  lab->require_subcommand(1);
  lab->fallthrough(false);
  auto site = std::make_shared<Site>();
  site->addOptions(*lab);
  addLabList(*lab, site);
  addLabStatus(*lab, site);
  addLabStart(*lab, site);
  addLabCheck(*lab, site);
  addLabWatch(*lab, site);
  addLabHint(*lab, site);
  addLabDiff(*lab, site);
  addLabSolution(*lab, site);
  addLabReset(*lab, site);
  addLabPredict(*lab, site);
  addLabGrade(*lab, site);
  addLabNew(*lab, site);
  addLabLint(*lab, site);
  addLabProve(*lab, site);
  for (CLI::App *command : lab->get_subcommands({}))
    command->fallthrough();
}

} // namespace wick::driver
