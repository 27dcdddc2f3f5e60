// The commands of `wick lab`, a file each. They follow the rules of tools/wick/Commands.h.
#pragma once

#include "tools/wick/lab/Site.h"

namespace wick::driver {

void addLabList(CLI::App &lab, SharedSite site);
void addLabStatus(CLI::App &lab, SharedSite site);
void addLabStart(CLI::App &lab, SharedSite site);
void addLabReset(CLI::App &lab, SharedSite site);
void addLabCheck(CLI::App &lab, SharedSite site);
void addLabWatch(CLI::App &lab, SharedSite site);
void addLabHint(CLI::App &lab, SharedSite site);
void addLabDiff(CLI::App &lab, SharedSite site);
void addLabSolution(CLI::App &lab, SharedSite site);
void addLabPredict(CLI::App &lab, SharedSite site);
void addLabGrade(CLI::App &lab, SharedSite site);
void addLabNew(CLI::App &lab, SharedSite site);
void addLabLint(CLI::App &lab, SharedSite site);
void addLabProve(CLI::App &lab, SharedSite site);

} // namespace wick::driver
