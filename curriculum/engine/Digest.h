// SHA-256 of files, by which a stored result knows whether it is still about the same text.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace wick::lab {

/// 64 hexadecimal digits.
std::string sha256(std::string_view bytes);

/// The digest of a file's bytes; "" when there is no such file.
std::string sha256OfFile(const std::filesystem::path &file);

} // namespace wick::lab
