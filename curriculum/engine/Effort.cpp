#include "curriculum/engine/Effort.h"
#include "curriculum/engine/TextFile.h"

#include <algorithm>
#include <filesystem>
#include <sstream>

namespace wick::lab {

double Effort::hours() const {
  return (words / wordsPerMinute + read / linesReadPerMinute + written * minutesPerLineWritten +
          questions * minutesPerQuestion + labs * minutesPerLab) /
         60;
}

static bool isBlank(const std::string &line) {
  return line.find_first_not_of(" \t") == std::string::npos;
}

static bool isComment(const std::string &line) {
  return line.compare(line.find_first_not_of(" \t"), 2, "//") == 0;
}

Effort measureEffort(const Curriculum &curriculum, const Module &module) {
  Effort effort;
  effort.questions = module.predictions.size();
  effort.labs = std::ranges::count(module.labs, false, &Lab::isExtra);
  const std::filesystem::path readme = curriculum.folderOf(module) / "README.md";
  if (std::filesystem::exists(readme)) {
    std::istringstream text(readFile(readme));
    for (std::string word; text >> word;)
      ++effort.words;
  }
  for (const LearnerFile &file : learnerFiles(module)) {
    MarkedSource source = readSource(curriculum.tree(), file.source);
    for (size_t i = 0; i < source.lines.size(); ++i) {
      if (isBlank(source.lines[i]))
        continue;
      auto counts = [&](const Part &part) {
        const Lab *lab = module.findLab(part.lab());
        return lab && !lab->isExtra;
      };
      auto isWithin = [&](size_t lines) {
        return std::ranges::any_of(source.parts, [&](const Part &part) {
          return counts(part) && part.begin <= i + lines && i <= part.end + lines;
        });
      };
      auto isWritten = [&](const Part &part) {
        return counts(part) && part.code <= i && i < part.end;
      };
      effort.written += std::ranges::any_of(source.parts, isWritten) && !isComment(source.lines[i]);
      effort.read += !isWithin(0) && isWithin(linesAround);
    }
  }
  return effort;
}

} // namespace wick::lab
