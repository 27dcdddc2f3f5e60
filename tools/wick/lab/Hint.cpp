// wick lab hint: a question, a place, pseudo-code, and at last the difference to the reference.
#include "curriculum/engine/Hints.h"
#include "curriculum/engine/TextFile.h"
#include "tools/wick/lab/Commands.h"
#include "tools/wick/lab/Terminal.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>

using namespace wick::lab;

namespace wick::driver {

/// The text of one tier.
static std::string hintOf(Site &site, const Module &module, const Lab &lab, int tier) {
  if (tier <= writtenTiers)
    return readHints(site.curriculum(), module, lab)[tier - 1];
  std::string text;
  for (const LearnerFile &file : learnerFiles(module, lab))
    text +=
        differenceToReference(readFile(site.workspace(module).file(file)),
                              readSource(site.curriculum().tree(), file.source), lab, file.name);
  return text.empty() ? "Your part is the reference's, line by line.\n" : paintDiff(text);
}

static void showHint(Site &site, const std::string &name, int tier) {
  Selection selection = site.selectLab(name);
  const Module &module = *selection.module;
  const Lab &lab = *selection.labs.front();
  Progress progress = site.progress(module, lab);
  if (tier == 0)
    tier = std::min(progress.hintsShown() + 1, lastTier);
  if (tier == lastTier)
    site.selectStarted(name);
  std::cout << paint(Colour::Bold, lab.id + " " + lab.title + ", hint " + std::to_string(tier) +
                                       " of " + std::to_string(lastTier) + ": " + tierTitle(tier))
            << "\n\n"
            << hintOf(site, module, lab, tier);
  progress.recordHint(tier);
  if (tier < lastTier)
    std::cout << "\nThe same command again says more: " << tierTitle(tier + 1) << ".\n";
}

void addLabHint(CLI::App &lab, SharedSite site) {
  CLI::App *hint = lab.add_subcommand("hint", "Show the next of four hints; they cost nothing");
  auto name = std::make_shared<std::string>();
  auto tier = std::make_shared<int>(0);
  hint->add_option("lab", *name, "05.1")->required();
  hint->add_option("--tier", *tier, "1 question, 2 place, 3 pseudo-code, 4 the difference")
      ->check(CLI::Range(1, lastTier));
  hint->callback([site, name, tier] { showHint(*site, *name, *tier); });
}

} // namespace wick::driver
