// The hints of a lab, curriculum/NN_name/hints/NN.K.md, in three tiers; the fourth, the difference
// to the reference, is derived.
#pragma once

#include "curriculum/engine/Curriculum.h"

#include <array>
#include <string>

namespace wick::lab {

inline constexpr int writtenTiers = 3; ///< "## Question", "## Place", "## Pseudo-code"
inline constexpr int lastTier = 4;     ///< the difference to the reference

/// "Question", "Place", "Pseudo-code", "Difference to the reference" for tier 1 to 4.
const char *tierTitle(int tier);

/// The text of each section, without its title; empty where the file lacks the section.
std::array<std::string, writtenTiers> readHints(std::string_view text);

/// The same, from the file of a lab; throws std::runtime_error when there is none.
std::array<std::string, writtenTiers> readHints(const Curriculum &curriculum, const Module &module,
                                                const Lab &lab);

/// What must change in a learner's text `mine` to have the reference's parts of `lab`, as a unified
/// diff called `name`; empty when nothing must.
std::string differenceToReference(const std::string &mine, const MarkedSource &reference,
                                  const Lab &lab, const std::string &name);

} // namespace wick::lab
