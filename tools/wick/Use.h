// The options --use and --labs, of every command that compiles.
#pragma once

#include "curriculum/plugin/Use.h"

namespace CLI {
class App;
}

namespace wick::driver {

/// Adds the options to a command; `use` lives as long as it.
void addUseOptions(CLI::App &command, lab::Use &use);

/// Compiles with the learner's labs from here on, in this process and in those that it starts.
/// Returns a line for each lab in use. Throws std::runtime_error with a sentence.
std::vector<std::string> applyUse(const lab::Use &use);

} // namespace wick::driver
