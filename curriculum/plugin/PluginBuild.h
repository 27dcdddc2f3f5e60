// Builds a learner's files into a plug-in: a shared library that brings functions for slots
// (ir/Slot.h).
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace wick::lab {

struct PluginBuild {
  bool isBuilt = false;
  std::string complaints; ///< of the compiler and linker, as they print them; warnings, too
  double seconds = 0;
};

/// Compiles C++ files, at most one a processor at a time, and links them to the shared library
/// `output`, which is replaced as a whole or not at all. The files see the headers of the source
/// tree. What the library defines stays its own: nothing of the same name in the compiler is taken
/// in its place, nor the other way round. Throws std::runtime_error when no compiler can be started
/// or nothing can be written.
///
/// A folder `kept` holds the objects of former calls by the digests of their texts: who builds many
/// variants compiles only the files in which they differ.
PluginBuild buildPlugin(const std::vector<std::filesystem::path> &sources,
                        const std::filesystem::path &output,
                        const std::filesystem::path &kept = {});

/// Changes when plug-ins must be built anew although their files are the same: with the headers,
/// the compiler and its flags.
std::string compilerStamp();

} // namespace wick::lab
