// The kill matrix of a lab: which variant fails which check.
#pragma once

#include "curriculum/engine/Mutants.h"
#include "tools/wick/lab/Checking.h"

#include <nlohmann/json_fwd.hpp>

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

namespace wick::driver {

/// The stub, the reference or a mutant, and what the checks say about it.
struct Variant {
  std::string name; ///< "stub", "reference" or the mutant's
  std::optional<lab::Mutant> mutant = std::nullopt;
  std::string misfit = {}; ///< why the mutant's patch does not apply; then nothing was checked
  Checked checked = {};
};

/// Prints a row a variant and a column a check, and what keeps the lab from being proven: a mutant
/// must fail a check, by its verdict or by a crash that the check contains.
void printMatrix(const lab::Lab &lab, const std::vector<Variant> &variants, std::ostream &out);

/// {"lab", "stub_red", "reference_green", "mutants", "killed", "verdict_seconds"}
nlohmann::ordered_json summarize(const lab::Lab &lab, const std::vector<Variant> &variants,
                                 double verdictSeconds);

/// Whether such a row is that of a proven lab.
bool isProof(const nlohmann::ordered_json &row);

} // namespace wick::driver
