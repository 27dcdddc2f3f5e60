// wick lab diff: what the learner has changed, or what an update of Wick would change.
#include "curriculum/engine/Diff.h"
#include "curriculum/engine/Digest.h"
#include "curriculum/engine/TextFile.h"
#include "tools/wick/lab/Commands.h"
#include "tools/wick/lab/Terminal.h"

#include <CLI/CLI.hpp>

#include <iostream>

using namespace wick::lab;

namespace wick::driver {

static void showDiff(Site &site, const std::string &name) {
  Selection selection = site.selectStarted(name);
  Workspace workspace = site.workspace(*selection.module);
  for (const LearnerFile &file : learnerFiles(*selection.module)) {
    bool isSelected = false;
    for (const Lab *lab : selection.labs)
      isSelected |= std::ranges::find(lab->files, file.source) != lab->files.end();
    if (isSelected)
      std::cout << paintDiff(unifiedDiff(workspace.starterOf(file), readFile(workspace.file(file)),
                                         "starter/" + file.name, "yours/" + file.name));
  }
  for (const LearnerFile &file : workspace.updatedFiles())
    std::cout << "note: " << file.source << " has changed since you started; your " << file.name
              << " stays as it is. 'wick lab reset " << selection.module->id
              << "' starts from the new one and keeps a copy of yours.\n";
}

void addLabDiff(CLI::App &lab, SharedSite site) {
  CLI::App *diff =
      lab.add_subcommand("diff", "Show what you have changed in the files you were given");
  auto name = std::make_shared<std::string>();
  diff->add_option("lab", *name, "05, or 05.1 for the files of one lab")->required();
  diff->callback([site, name] { showDiff(*site, *name); });
}

} // namespace wick::driver
