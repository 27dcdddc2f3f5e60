#include "curriculum/engine/Marks.h"
#include "curriculum/engine/TextFile.h"

#include <optional>
#include <regex>

namespace wick::lab {

static constexpr std::string_view beginMark = "// LAB BEGIN";
static constexpr std::string_view endMark = "// LAB END";

static std::string_view trimmed(std::string_view line) {
  size_t first = line.find_first_not_of(" \t");
  if (first == std::string_view::npos)
    return "";
  return line.substr(first, line.find_last_not_of(" \t\r") + 1 - first);
}

static std::string indentOf(const std::string &line) {
  return line.substr(0, std::min(line.find_first_not_of(" \t"), line.size()));
}

static bool isBegin(std::string_view line) { return trimmed(line).starts_with(beginMark); }
static bool isEnd(std::string_view line) { return trimmed(line).starts_with(endMark); }

/// What follows `prefix` and a space; nothing when `line` starts otherwise.
static std::optional<std::string> afterPrefix(std::string_view line, std::string_view prefix) {
  line = trimmed(line);
  if (!line.starts_with(prefix))
    return std::nullopt;
  line.remove_prefix(prefix.size());
  return std::string(line.starts_with(" ") ? line.substr(1) : line);
}

std::string Part::lab() const {
  return std::isdigit(static_cast<unsigned char>(id.back())) ? id : id.substr(0, id.size() - 1);
}

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

namespace {

class MarkReader {
public:
  MarkReader(MarkedSource &source, const std::string &file, Findings &findings)
      : source(source), file(file), findings(findings) {}

  void run() {
    for (size_t i = 0; i < source.lines.size();) {
      if (isBegin(source.lines[i])) {
        i = readPart(i);
        continue;
      }
      if (isEnd(source.lines[i]))
        report(i, "LAB END without LAB BEGIN");
      ++i;
    }
  }

private:
  /// Reads the part that begins at line `begin` and returns the line behind it.
  size_t readPart(size_t begin) {
    static const std::regex form(R"re(// LAB BEGIN (\d\d\.\d+[a-z]?) "([^"]+)")re");
    const std::string mark(trimmed(source.lines[begin]));
    std::smatch match;
    bool isSound = std::regex_match(mark, match, form);
    if (!isSound)
      report(begin, "write // LAB BEGIN 05.1 \"title\", or 05.1a for one of several parts");

    Part part;
    part.begin = begin;
    part.code = readHeader(part, begin + 1);
    part.end = part.code;
    while (part.end < source.lines.size() && !isEnd(source.lines[part.end])) {
      if (isBegin(source.lines[part.end])) {
        report(part.end, "LAB BEGIN inside the part that begins at line " +
                             std::to_string(begin + 1) + ": write its LAB END first");
        return part.end;
      }
      ++part.end;
    }
    if (part.end == source.lines.size()) {
      report(begin, "LAB BEGIN without LAB END");
      return part.end;
    }
    if (trimmed(source.lines[part.end]) != endMark)
      report(part.end, "write // LAB END and nothing behind it");
    const size_t next = part.end + 1;
    if (isSound) {
      part.id = match[1];
      part.title = match[2];
      if (isComplete(part))
        source.parts.push_back(std::move(part));
    }
    return next;
  }

  /// Reads TASK and STUB lines from line `i` on and returns the first behind them.
  size_t readHeader(Part &part, size_t i) {
    for (; i < source.lines.size(); ++i) {
      if (auto task = afterPrefix(source.lines[i], "// TASK:"))
        part.task.push_back(*task);
      else if (auto stub = afterPrefix(source.lines[i], "// STUB:"))
        part.stub.push_back(*stub);
      else
        break;
    }
    return i;
  }

  bool isComplete(const Part &part) {
    if (part.task.empty())
      report(part.begin, "part " + part.id + " has no // TASK: behind its LAB BEGIN");
    if (part.stub.empty())
      report(part.begin,
             "part " + part.id +
                 " has no // STUB: behind its task; for a stub of no code write it empty");
    bool hasCode = false;
    for (size_t i = part.code; i < part.end; ++i)
      hasCode = hasCode || !trimmed(source.lines[i]).empty();
    if (!hasCode)
      report(part.begin, "part " + part.id + " marks no code");
    for (size_t i = part.code; i < part.end; ++i)
      if (afterPrefix(source.lines[i], "// TASK:") || afterPrefix(source.lines[i], "// STUB:"))
        report(i, "TASK and STUB lines stand directly behind LAB BEGIN");
    return !part.task.empty() && !part.stub.empty() && hasCode;
  }

  void report(size_t line, const std::string &message) {
    findings.push_back({file + ":" + std::to_string(line + 1), message});
  }

  MarkedSource &source;
  const std::string &file;
  Findings &findings;
};

} // namespace

MarkedSource readMarks(std::string_view text, const std::string &file, Findings &findings) {
  MarkedSource source = {splitLines(text), {}};
  MarkReader(source, file, findings).run();
  return source;
}

//===----------------------------------------------------------------------===//
// Writing
//===----------------------------------------------------------------------===//

/// The source with the parts of `module` shown by `showPart(part)` between their marks, and those
/// of other modules bare.
template <typename ShowPart>
static std::string rewrite(const MarkedSource &source, const std::string &module,
                           ShowPart showPart) {
  std::string text;
  auto copy = [&](size_t from, size_t to) {
    for (size_t i = from; i < to; ++i)
      text += source.lines[i] + "\n";
  };
  size_t next = 0;
  for (const Part &part : source.parts) {
    copy(next, part.begin);
    if (part.module() == module) {
      const std::string indent = indentOf(source.lines[part.begin]);
      copy(part.begin, part.begin + 1);
      for (const std::string &line : part.task)
        text += indent + "// " + "TASK: " + line + "\n";
      showPart(part, indent, text, copy);
      copy(part.end, part.end + 1);
    } else {
      copy(part.code, part.end);
    }
    next = part.end + 1;
  }
  copy(next, source.lines.size());
  return text;
}

std::string starterText(const MarkedSource &source, const std::string &module) {
  return rewrite(source, module,
                 [](const Part &part, const std::string &indent, std::string &text, auto) {
                   for (const std::string &line : part.stub)
                     if (!line.empty())
                       text += indent + line + "\n";
                 });
}

std::string solvedText(const MarkedSource &source, const std::string &module) {
  return rewrite(source, module,
                 [](const Part &part, const std::string &, std::string &, auto copy) {
                   copy(part.code, part.end);
                 });
}

std::vector<std::string> partLines(std::string_view text, const std::string &id) {
  std::vector<std::string> found;
  bool isInside = false;
  for (const std::string &line : splitLines(text)) {
    if (isEnd(line))
      isInside = false;
    if (isInside && !afterPrefix(line, "// TASK:"))
      found.push_back(line);
    if (isBegin(line))
      isInside = std::string(trimmed(line)).starts_with(std::string(beginMark) + " " + id + " ");
  }
  return found;
}

} // namespace wick::lab
