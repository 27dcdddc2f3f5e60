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

Effort measureEffort(const Curriculum &curriculum, const Module &module) {
  Effort effort;
  effort.questions = module.predictions.size();
  effort.labs = module.labs.size();
  const std::filesystem::path readme = curriculum.folderOf(module) / "README.md";
  if (std::filesystem::exists(readme)) {
    std::istringstream text(readFile(readme));
    for (std::string word; text >> word;)
      ++effort.words;
  }
  for (const LearnerFile &file : learnerFiles(module)) {
    MarkedSource source = readSource(curriculum.tree(), file.source);
    for (size_t i = 0; i < source.lines.size(); ++i) {
      auto isInside = [&](const Part &part) {
        return part.module() == module.id && part.begin <= i && i <= part.end;
      };
      auto part = std::ranges::find_if(source.parts, isInside);
      if (isBlank(source.lines[i]))
        continue;
      if (part == source.parts.end())
        ++effort.read;
      else
        effort.written += part->code <= i && i < part->end;
    }
  }
  return effort;
}

} // namespace wick::lab
