#include "tools/wick/UsageError.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <numeric>

namespace wick::driver {

/// Damerau's distance without overlaps (optimal string alignment): Levenshtein's, and two
/// neighbours that changed places are one edit. Three rows of the table at a time.
static size_t editDistance(std::string_view from, std::string_view to) {
  std::vector<size_t> before, above, row(to.size() + 1);
  std::iota(row.begin(), row.end(), 0);
  for (size_t i = 1; i <= from.size(); ++i) {
    before = std::exchange(above, row);
    row[0] = i;
    for (size_t j = 1; j <= to.size(); ++j) {
      row[j] = std::min({above[j - 1] + (from[i - 1] != to[j - 1]), row[j - 1] + 1, above[j] + 1});
      if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
  }
  return row.back();
}

std::string nearestMatch(std::string_view word, const std::vector<std::string> &candidates) {
  std::string best;
  size_t bestDistance = std::max<size_t>(word.size() / 2, 1) + 1;
  for (const std::string &candidate : candidates) {
    size_t distance = editDistance(word, candidate);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

static std::vector<std::string> commandNames(const CLI::App &app) {
  std::vector<std::string> names;
  for (const CLI::App *command : app.get_subcommands([](const CLI::App *) { return true; }))
    names.push_back(command->get_name());
  return names;
}

static std::vector<std::string> optionNames(const CLI::App &app) {
  std::vector<std::string> names;
  for (const CLI::Option *option : app.get_options())
    for (const std::string &name : option->get_lnames())
      names.push_back("--" + name);
  return names;
}

/// The command that the line names, or the driver itself.
static const CLI::App &activeCommand(const CLI::App &app) {
  const CLI::App *active = &app;
  while (!active->get_subcommands().empty())
    active = active->get_subcommands().back();
  return *active;
}

std::string explainUsageError(const CLI::App &app, const CLI::ParseError &error) {
  const CLI::App &command = activeCommand(app);
  std::vector<std::string> unknown = app.remaining(/*recurse=*/true);
  if (unknown.empty())
    return error.what();

  const std::string &word = unknown.front();
  bool isOption = word.starts_with("-");
  std::string text = isOption ? "there is no option '" + word + "'"
                     : command.get_subcommands({}).empty() && &command != &app
                         ? "unexpected argument '" + word + "'"
                         : "there is no command '" + word + "'";
  std::string meant = nearestMatch(word, isOption ? optionNames(command) : commandNames(command));
  return meant.empty() ? text : text + "; did you mean '" + meant + "'?";
}

} // namespace wick::driver
