// Differences between texts, and their application, by the programs diff and patch.
#pragma once

#include <filesystem>
#include <string>

namespace wick::lab {

/// The unified diff from `from` to `to`, with these names in its head; empty when they are equal.
std::string unifiedDiff(const std::string &from, const std::string &to, const std::string &fromName,
                        const std::string &toName);

/// Applies a unified diff to the files below `folder`, whose names in it have one leading component
/// (a/passes/...) to strip. Throws std::runtime_error, with patch's own words, when a hunk does not
/// fit exactly, up to a shift.
void applyPatch(const std::filesystem::path &patch, const std::filesystem::path &folder);

} // namespace wick::lab
