// wick lab solution: the reference's part, for who has solved the lab or gives up.
#include "tools/wick/lab/Commands.h"
#include "tools/wick/lab/Terminal.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <stdexcept>

using namespace wick::lab;

namespace wick::driver {

static void showSolution(Site &site, const std::string &name, bool givesUp) {
  Selection selection = site.select(name);
  for (const Lab *lab : selection.labs) {
    Progress progress = site.progress(*selection.module, *lab);
    if (!progress.wasGreen() && !progress.hasGivenUp()) {
      if (!givesUp)
        throw std::runtime_error("lab " + lab->id + " is not green yet: 'wick lab hint " + lab->id +
                                 "' helps, --give-up opens the solution all the same");
      progress.recordGivingUp();
    }
  }
  for (const Lab *lab : selection.labs)
    for (const std::string &file : lab->files) {
      MarkedSource source = readSource(site.curriculum().tree(), file);
      for (const Part &part : source.parts) {
        if (part.lab() != lab->id)
          continue;
        std::cout << paint(Colour::Faint, "// " + part.id + " " + part.title + ", " + file + ":" +
                                              std::to_string(part.code + 1))
                  << "\n";
        for (size_t i = part.code; i < part.end; ++i)
          std::cout << source.lines[i] << "\n";
        std::cout << "\n";
      }
    }
}

void addLabSolution(CLI::App &lab, SharedSite site) {
  CLI::App *solution = lab.add_subcommand("solution", "Show how Wick itself does it");
  auto name = std::make_shared<std::string>();
  auto givesUp = std::make_shared<bool>(false);
  solution->add_option("lab", *name, "05.1, or 05 for all of a module")->required();
  solution->add_flag("--give-up", *givesUp, "Show it before the lab is green");
  solution->callback([site, name, givesUp] { showSolution(*site, *name, *givesUp); });
}

} // namespace wick::driver
