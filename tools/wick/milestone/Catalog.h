// The milestones that the driver knows, and where their files stand.
#pragma once

#include "curriculum/milestones/training/Program.h"

#include <filesystem>
#include <string>
#include <vector>

namespace wick::driver {

/// A bound on a metric that the program writes.
struct Gate {
  const char *metric;
  bool isUpper; // at most the bound; else at least
  double bound;
  const char *model = nullptr; // judged only when this model was trained; null: always
};

struct Milestone {
  const char *number; // "01"
  const char *folder; // of its README.md and modules: share/wick/milestones/<folder>
  const char *title;
  std::vector<Gate> gates;
  std::vector<const char *> models; // in the order of `train`
  int (*train)(const milestone::Program &);
  int interpreterEpochs; // the default with --backend interp, which is some hundred times slower
  bool readsData;        // has the option --data
};

const std::vector<Milestone> &milestones();

/// The milestone with this number ("01" or "1") or folder or its name ("xor"), or null.
const Milestone *findMilestone(const std::string &name);

/// bin/, which holds the driver and the milestones' programs.
std::filesystem::path programFolder();

/// share/wick/, beside it, in the build tree as after an installation.
std::filesystem::path sharedFolder();

/// The first paragraph of the milestone's README: its history. "" when there is no such file.
std::string historyOf(const Milestone &milestone);

} // namespace wick::driver
