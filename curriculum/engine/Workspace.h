// The learner's folder of a module: labs/05_autograd with the starter files, the module's README
// and lab.json, which says what the files looked like at the start.
//
// Nothing here changes a learner's file once it is written: what starts over moves the old folder
// away first.
#pragma once

#include "curriculum/engine/Curriculum.h"

#include <filesystem>
#include <string>
#include <vector>

namespace wick::lab {

class Workspace {
public:
  /// `labs`: the folder that holds the folders of all modules.
  Workspace(const Curriculum &curriculum, const Module &module, const std::filesystem::path &labs)
      : curriculum(curriculum), module(module), labs(labs) {}

  std::filesystem::path folder() const { return labs / module.folder(); }
  std::filesystem::path file(const LearnerFile &file) const { return folder() / file.name; }
  bool isStarted() const { return std::filesystem::exists(folder() / "lab.json"); }

  /// Writes the folder; all of it or nothing. Throws std::runtime_error when it is there already.
  void start() const;

  /// Moves the folder to labs/.kept/<folder>-<time>, starts anew, and returns where the old one is.
  std::filesystem::path startOver() const;

  /// What the file would be were the module started now.
  std::string starterOf(const LearnerFile &file) const;

  /// The files whose starter is no longer what the learner began with.
  std::vector<LearnerFile> updatedFiles() const;

private:
  const Curriculum &curriculum;
  const Module &module;
  std::filesystem::path labs;
};

/// "2026-11-21T12:15:00", in UTC.
std::string timeStamp();

} // namespace wick::lab
