#include "tests/house/House.h"

#include <algorithm>
#include <fstream>
#include <regex>

namespace fs = std::filesystem;

namespace house {

static constexpr size_t longestFile = 500; ///< lines

/// Folders at the root that hold sources.
static const char *const sourceFolders[] = {"backends", "bench",    "cmake", "curriculum",
                                            "examples", "frontend", "ir",    "passes",
                                            "runtime",  "tests",    "tools"};

static bool isSource(const fs::path &file) {
  static const char *const extensions[] = {".c",  ".h",    ".cpp",   ".hpp", ".td",
                                           ".py", ".mlir", ".cmake", ".sh"};
  return file.filename() == "CMakeLists.txt" ||
         std::ranges::find(extensions, file.extension()) != std::end(extensions);
}

std::vector<fs::path> sourceFiles(const fs::path &root, const fs::path &folder) {
  std::vector<fs::path> files;
  if (folder.empty()) {
    for (const char *name : sourceFolders)
      std::ranges::copy(sourceFiles(root, name), std::back_inserter(files));
    return files;
  }
  if (!fs::exists(root / folder))
    return files;
  for (fs::recursive_directory_iterator at(root / folder), end; at != end; ++at) {
    if (at->path() == root / "tests" / "house")
      at.disable_recursion_pending();
    else if (at->is_regular_file() && isSource(at->path()))
      files.push_back(at->path());
  }
  std::ranges::sort(files);
  return files;
}

std::vector<std::string> linesOf(const fs::path &file) {
  std::vector<std::string> lines;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);)
    lines.push_back(line);
  return lines;
}

std::string placeOf(const fs::path &root, const fs::path &file) {
  return file.lexically_relative(root).string();
}

std::string placeOf(const fs::path &root, const fs::path &file, size_t lineIndex) {
  return placeOf(root, file) + ":" + std::to_string(lineIndex + 1);
}

void checkFiles(const fs::path &root, Findings &findings) {
  static const std::regex saysNothing("(utils?|helpers?|common|misc)", std::regex::icase);
  static const std::regex postponed(R"(\b(TODO|FIXME|XXX|HACK)\b)");
  for (const fs::path &file : sourceFiles(root)) {
    for (const fs::path &part : file.lexically_relative(root))
      if (std::regex_match(part.stem().string(), saysNothing))
        findings.push_back({placeOf(root, file), "'" + part.stem().string() +
                                                     "' says nothing: name it by what it holds"});
    std::vector<std::string> lines = linesOf(file);
    if (lines.size() > longestFile)
      findings.push_back({placeOf(root, file), std::to_string(lines.size()) + " lines, at most " +
                                                   std::to_string(longestFile) +
                                                   ": it holds more than one thing; split it"});
    for (size_t i = 0; i < lines.size(); ++i)
      if (std::smatch match; std::regex_search(lines[i], match, postponed))
        findings.push_back({placeOf(root, file, i), match.str() + ": do it, or open an issue"});
  }
}

} // namespace house
