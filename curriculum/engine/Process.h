// Runs programs that may misbehave: a compiler on a learner's file, the checker on its plug-in.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace wick::lab {

struct Command {
  std::vector<std::string> arguments;    ///< the program first, looked up in PATH
  std::chrono::seconds wallTime{60};     ///< then it is killed, with all that it started
  size_t outputBytes = size_t(16) << 20; ///< of stdout and of stderr; the rest is dropped
  std::filesystem::path folder = {};     ///< working folder; empty: the caller's
};

struct Outcome {
  int status = 0;          ///< exit code, or 128 + signal
  bool isTimedOut = false; ///< killed by us; status is 128 + SIGKILL
  std::string out, err;
  double seconds = 0;
};

/// Runs a program to its end; its stdin is empty. Safe to call from several threads. Throws
/// std::runtime_error when it cannot be started.
Outcome run(const Command &command);

/// Starts a program and forgets it; its input and output are empty. What cannot be started is not
/// reported.
void startDetached(const std::vector<std::string> &arguments);

/// "exit code 3", "signal 11 (Segmentation fault)" or "killed after 60 s".
std::string describeEnd(const Command &command, const Outcome &outcome);

} // namespace wick::lab
