// What the mutants of a lab look like to the checker: the fingerprints that a proof has stored in
// the build's folder, lab/mistakes/NN.K.json. A learner whose files have the same one is told which
// mistake it looks like.
#pragma once

#include "curriculum/engine/Mutants.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace wick::lab {

struct Mistake {
  std::string title, told;
};

class Mistakes {
public:
  explicit Mistakes(const std::filesystem::path &build)
      : checker(build / "bin" / "wick-lab-check"), folder(build / "lab" / "mistakes") {}

  /// Whether the lab was proven with the checker of this build.
  bool knows(const std::string &lab) const;

  /// The mistake of a fingerprint; nothing when it is unknown, or that of several mutants.
  std::optional<Mistake> find(const std::string &lab, const std::string &fingerprint) const;

  /// Stores the mutants of a lab by their fingerprints.
  void store(const std::string &lab, const std::multimap<std::string, Mutant> &mutants) const;

private:
  std::filesystem::path fileOf(const std::string &lab) const { return folder / (lab + ".json"); }

  std::filesystem::path checker, folder;
};

} // namespace wick::lab
