#include "curriculum/engine/Hints.h"
#include "curriculum/engine/Diff.h"
#include "curriculum/engine/TextFile.h"

#include <algorithm>
#include <stdexcept>

namespace fs = std::filesystem;

namespace wick::lab {

const char *tierTitle(int tier) {
  static const char *const titles[] = {"Question", "Place", "Pseudo-code",
                                       "Difference to the reference"};
  return titles[tier - 1];
}

std::array<std::string, writtenTiers> readHints(std::string_view text) {
  std::array<std::string, writtenTiers> hints;
  std::string *current = nullptr;
  for (const std::string &line : splitLines(text)) {
    if (line.starts_with("## ")) {
      current = nullptr;
      for (int tier = 1; tier <= writtenTiers; ++tier)
        if (line.substr(3) == tierTitle(tier))
          current = &hints[tier - 1];
    } else if (current && !(line.empty() && current->empty())) {
      *current += line + "\n";
    }
  }
  for (std::string &hint : hints)
    while (hint.ends_with("\n\n"))
      hint.pop_back();
  return hints;
}

std::array<std::string, writtenTiers> readHints(const Curriculum &curriculum, const Module &module,
                                                const Lab &lab) {
  return readHints(readFile(curriculum.folderOf(module) / "hints" / (lab.id + ".md")));
}

/// The reference of `part`, indented as in the source.
static std::string referenceOf(const MarkedSource &source, const Part &part) {
  std::string text;
  for (size_t i = part.code; i < part.end; ++i)
    text += source.lines[i] + "\n";
  return text;
}

std::string differenceToReference(const std::string &mine, const MarkedSource &reference,
                                  const Lab &lab, const std::string &name) {
  std::string differences;
  for (const Part &part : reference.parts) {
    if (part.lab() != lab.id)
      continue;
    std::string own;
    for (const std::string &line : partLines(mine, part.id))
      own += line + "\n";
    differences += unifiedDiff(own, referenceOf(reference, part), name + " " + part.id,
                               "reference " + part.id);
  }
  return differences;
}

} // namespace wick::lab
