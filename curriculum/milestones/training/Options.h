// The command line of a milestone's program.
#pragma once

#include "curriculum/milestones/training/Program.h"

#include <cstdint>

namespace milestone {

/// The seed of the models' own initial values (Model::seed).
inline constexpr int64_t defaultSeed = 42;

struct Options {
  int64_t epochs;             // in all, those before a resume included
  int64_t seed = defaultSeed; // of initial weights, generated points and the order of samples
  int64_t every = 50;         // steps between two checkpoints
  int64_t keep = 1;           // checkpoints, the last one included
  const char *json = nullptr; // where metrics go
  const char *log = nullptr;  // where a line for each epoch goes
  const char *checkpoint = nullptr;
  bool resume = false;

  // Only of milestones that read data.
  const char *data = nullptr; // a folder
  int64_t patience = 0;       // epochs without a gain that end the training; 0: all are taken
};

/// What a program is about, for its help.
struct About {
  const char *text;
  const char *epochs;   // the default of --epochs, in words
  const char *dataHelp; // help of --data; null: the milestone reads no data
};

/// Reads the command line over the defaults in `options`. Returns whether to go on; if not,
/// `exitCode` is 0 after --help, 2 after an error, and everything has been said.
bool parseOptions(const Program &program, const About &about, Options &options, int &exitCode);

} // namespace milestone
