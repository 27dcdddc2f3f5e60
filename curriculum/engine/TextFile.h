// Whole files as text.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace wick::lab {

/// The bytes of a file; throws std::runtime_error when it cannot be read.
std::string readFile(const std::filesystem::path &file);

/// Writes a file by way of a temporary one beside it, so that it is the old text or the new, never
/// a part. Makes the folders that are missing; throws std::runtime_error when it cannot be written.
void writeFile(const std::filesystem::path &file, std::string_view bytes);

/// The lines of a text without their line feeds.
std::vector<std::string> splitLines(std::string_view text);

} // namespace wick::lab
