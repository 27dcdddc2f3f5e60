// What the driver says when a command line makes no sense.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
class ParseError;
} // namespace CLI

namespace wick::driver {

/// The candidate nearest to `word` by edit distance (insert, delete, replace, swap neighbours, each
/// 1), or "" when none is nearer than half of the word's length.
std::string nearestMatch(std::string_view word, const std::vector<std::string> &candidates);

/// One or two sentences about `error`, with the command or option that was probably meant.
std::string explainUsageError(const CLI::App &app, const CLI::ParseError &error);

} // namespace wick::driver
