// What a learner has reached, from the files in labs/.progress: a JSON a lab, with the last
// verdict, the digests of the files that it is about, and the hints that were shown.
#pragma once

#include "curriculum/engine/Verdict.h"
#include "curriculum/engine/Workspace.h"

#include <filesystem>
#include <string>

namespace wick::lab {

enum class State {
  NotStarted, ///< no folder
  Open,       ///< started, never checked
  Red,        ///< the last check failed
  Green,      ///< the last check passed, and is about the files as they are
  Stale       ///< the learner's file or the reference has changed since the last check
};

class Progress {
public:
  Progress(const Curriculum &curriculum, const Module &module, const Lab &lab,
           const std::filesystem::path &labs);

  State state() const;

  /// Whether the lab was green at any time; it then stays open for its solution.
  bool wasGreen() const;

  /// How many tiers of hints were shown.
  int hintsShown() const;

  void recordVerdict(const Verdict &verdict);
  void recordHint(int tier);
  /// The solution was opened before the lab was green.
  void recordGivingUp();
  bool hasGivenUp() const;

private:
  /// The digests of the lab's files: the learner's, and what they were cut out of.
  nlohmann::ordered_json currentDigests() const;
  nlohmann::ordered_json read() const;
  void write(const nlohmann::ordered_json &record) const;

  const Curriculum &curriculum;
  const Module &module;
  const Lab &lab;
  Workspace workspace;
  std::filesystem::path file;
};

} // namespace wick::lab
