#include "tools/wick/lab/Terminal.h"
#include "curriculum/engine/TextFile.h"

#include <cstdlib>
#include <unistd.h>

using namespace wick::lab;

namespace wick::driver {

std::string paint(Colour colour, std::string_view text) {
  static const bool hasColours = isatty(STDOUT_FILENO) && !std::getenv("NO_COLOR");
  static const char *const codes[] = {"32", "31", "33", "2", "1"};
  if (!hasColours)
    return std::string(text);
  return std::string("\033[") + codes[static_cast<int>(colour)] + "m" + std::string(text) +
         "\033[0m";
}

std::string markOf(State state) {
  switch (state) {
  case State::NotStarted:
    return paint(Colour::Faint, "·");
  case State::Open:
    return "○";
  case State::Red:
    return paint(Colour::Red, "✗");
  case State::Green:
    return paint(Colour::Green, "●");
  case State::Stale:
    return paint(Colour::Yellow, "~");
  }
  return "";
}

const char *nameOf(State state) {
  switch (state) {
  case State::NotStarted:
    return "not started";
  case State::Open:
    return "open";
  case State::Red:
    return "red";
  case State::Green:
    return "green";
  case State::Stale:
    return "changed since its last check";
  }
  return "";
}

std::string paintDiff(std::string_view diff) {
  std::string text;
  for (const std::string &line : splitLines(diff)) {
    bool isHead = line.starts_with("+++") || line.starts_with("---") || line.starts_with("@@");
    text += isHead                  ? paint(Colour::Faint, line)
            : line.starts_with("+") ? paint(Colour::Green, line)
            : line.starts_with("-") ? paint(Colour::Red, line)
                                    : line;
    text += "\n";
  }
  return text;
}

std::string indented(std::string_view text, std::string_view indent) {
  std::string result;
  for (const std::string &line : splitLines(text))
    result += (line.empty() ? "" : std::string(indent)) + line + "\n";
  return result;
}

} // namespace wick::driver
