// A module's manifest, curriculum/NN_name/module.toml: the one place that says what the module is.
// Commands, tests and tables derive from it.
#pragma once

#include "curriculum/engine/Finding.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace wick::lab {

/// One thing to implement.
struct Lab {
  std::string id;                 ///< "05.1"
  std::string title;              ///< "The reverse sweep"
  std::vector<std::string> slots; ///< what a plug-in replaces: "autodiff", "vjp.mul"
  std::vector<std::string> files; ///< sources with its marks, relative to the source tree
  int points = 0;                 ///< of a grade
  bool isExtra = false;           ///< for whoever wants more: not part of the module's hours
  bool isShort = false;           ///< belongs to the tracks that take only short labs of the module

  /// Its files are in C; its slots are functions that they export.
  bool isOfRuntime() const { return !files.empty() && files.front().ends_with(".c"); }
};

/// "Predict, then run": a question whose answer the tool finds by running a command.
struct Prediction {
  std::string question;
  std::string command; ///< for the shell, in the source tree, with build's bin/ first in PATH
};

/// A module's place in a track.
struct TrackStep {
  std::string track; ///< "lean"
  std::string name;  ///< "Text representation" where modules share a step, else empty
};

struct Module {
  std::string id;        ///< "05"
  std::string name;      ///< "autograd"
  std::string title;     ///< "Autograd"
  std::string tinytorch; ///< the module's number in TinyTorch, "" where it has none
  std::string tier;      ///< one of tiers()
  std::string subject;   ///< its one concept, a phrase
  double hours = 0;
  std::vector<TrackStep> tracks;
  std::vector<std::string> prerequisites; ///< ids of modules; advice, not a lock
  std::vector<std::string> unlocks;       ///< milestones that run on the learner's work
  std::vector<Lab> labs;
  std::vector<Prediction> predictions;

  std::string folder() const { return id + "_" + name; } ///< "05_autograd"
  const Lab *findLab(const std::string &lab) const;
};

/// The tiers in their order: foundation, vision, language, systems.
const std::vector<std::string> &tiers();

/// Reads a manifest. What is wrong with it is reported at `place`:line; nothing is returned when it
/// is no TOML or lacks its id or name.
std::optional<Module> readManifest(const std::filesystem::path &file, const std::string &place,
                                   Findings &findings);

} // namespace wick::lab
