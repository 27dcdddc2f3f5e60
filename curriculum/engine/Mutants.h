// The mutants of a lab: named mistakes, each a patch of the reference in
// curriculum/NN_name/mutants/NN.K-name.patch. Above the patch stand comments: the first is its
// title, the others are what a learner with this mistake is told.
#pragma once

#include "curriculum/engine/Curriculum.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace wick::lab {

struct Mutant {
  std::string name;  ///< "05.1-assign-instead-of-accumulate"
  std::string title; ///< "Assigns where it should accumulate"
  std::string told;  ///< "The gradient of a value that is used twice ..."
  std::filesystem::path patch;
};

/// The mutants of a lab, by name. Throws std::runtime_error when one has no title or tells nothing.
std::vector<Mutant> readMutants(const Curriculum &curriculum, const Module &module, const Lab &lab);

/// The lab's files, by their sources' names, with the mutant's mistake. Throws std::runtime_error
/// when the patch does not fit the reference or touches another file.
std::map<std::string, std::string> mutate(const Curriculum &curriculum, const Lab &lab,
                                          const Mutant &mutant);

} // namespace wick::lab
