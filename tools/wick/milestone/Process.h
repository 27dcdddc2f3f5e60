// A milestone's training in a process of its own.
#pragma once

#include <functional>

namespace wick::driver {

/// Calls `body` in a child process and returns its exit code, 128 + the signal's number when one
/// ended it. With `quietStdout` what the child prints goes to stderr. Throws std::runtime_error
/// when there can be no child.
int runInChild(const std::function<int()> &body, bool quietStdout);

} // namespace wick::driver
