// The rules that keep the curriculum in balance, over manifests and what stands beside them.
#pragma once

#include "curriculum/engine/Curriculum.h"

namespace wick::lab {

/// A step of a track: a module, or the short labs of several.
struct Step {
  std::string name;                    ///< the module's title, or the name that modules share
  std::vector<const Module *> modules; ///< in order
};

/// The steps of a track ("full", "lean") in the order of its modules.
std::vector<Step> stepsOf(const Curriculum &curriculum, const std::string &track);

/// The names of all tracks, in the order in which manifests name them.
std::vector<std::string> tracksOf(const Curriculum &curriculum);

/// The milestones that the tree has, "01", "02" ..., in order.
std::vector<std::string> milestonesOf(const Curriculum &curriculum);

/// Reports what breaks a rule: 1.5 to 2.5 hours, 3 for the modules that may; one concept; 2 to 4
/// labs; prerequisites that come earlier; a lean track of 13 steps; milestones that a later module
/// unlocks than a later milestone's; labs without hints, mutants or points.
void checkBalance(const Curriculum &curriculum, Findings &findings);

} // namespace wick::lab
