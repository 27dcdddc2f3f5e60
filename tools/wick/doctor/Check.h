// What `wick doctor` looks at: each function examines one side of the machine and reports what it
// found, as data; printing is Doctor.cpp's.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wick::driver {

enum class State {
  Ok,     ///< as it should be
  Note,   ///< works; something would be better otherwise
  Missing ///< Wick cannot build or run without it
};

struct Check {
  std::string topic; ///< heading under which it is printed: "packages", "cpu" ...
  std::string name;  ///< what was examined, for instance "avx2"
  State state = State::Ok;
  std::string found;       ///< version, path, amount, "yes" or "no"
  std::string advice = {}; ///< what to do about it; empty when Ok
};

using Checks = std::vector<Check>;

/// The Debian packages of cmake/packages.txt, and the versions of those a bug report should name.
void checkPackages(Checks &checks);

/// Programs that a build starts, looked up in PATH.
void checkPrograms(Checks &checks);

/// Vector and matrix extensions, and whether the kernel lets this process use AMX.
void checkCPU(Checks &checks);

/// OpenMP runtimes: which are installed, and whether oneDNN would bring a second one into a
/// process.
void checkOpenMP(Checks &checks);

/// Cores, memory, space on disk and the compiler cache.
void checkResources(Checks &checks);

/// The path of `program` in PATH, or "".
std::string findProgram(std::string_view program);

/// What the shell command `command` writes to stdout; "" when it fails.
std::string outputOf(const std::string &command);

} // namespace wick::driver
