// A milestone's metrics against its gates.
#pragma once

#include "tools/wick/milestone/Catalog.h"

#include <nlohmann/json.hpp>

namespace wick::driver {

/// The metrics with "milestone", "title", "gates" (a list of {metric, bound, kind, value, reached})
/// and "reached" added. A metric that is missing, or no number, misses its gate.
nlohmann::ordered_json judge(const Milestone &milestone, const nlohmann::ordered_json &metrics);

/// Prints size and time, and each gate with what was reached.
void printJudgement(const nlohmann::ordered_json &record, std::FILE *out);

} // namespace wick::driver
