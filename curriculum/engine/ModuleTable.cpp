#include "curriculum/engine/ModuleTable.h"
#include "curriculum/engine/Balance.h"
#include "curriculum/engine/TextFile.h"

#include <sstream>
#include <stdexcept>

namespace fs = std::filesystem;

namespace wick::lab {

static const std::string firstLine = "<!-- modules -->\n", lastLine = "<!-- end of modules -->\n";

static std::string joined(const std::vector<std::string> &items) {
  std::string text;
  for (const std::string &item : items)
    text += (text.empty() ? "" : ", ") + item;
  return text;
}

std::string moduleTable(const Curriculum &curriculum) {
  std::ostringstream table;
  table
      << "| # | module | the idea | what you write | hours | builds on | milestones | TinyTorch |\n"
      << "|---|---|---|---|---|---|---|---|\n";
  for (const Module &module : curriculum.modules()) {
    std::vector<std::string> labs;
    for (const Lab &lab : module.labs)
      labs.push_back(lab.title);
    table << "| " << module.id << " | [" << module.title << "](" << module.folder() << ") | "
          << module.subject << " | " << joined(labs) << " | " << module.hours << " | "
          << joined(module.prerequisites) << " | " << joined(module.unlocks) << " | "
          << module.tinytorch << " |\n";
  }
  for (const std::string &track : tracksOf(curriculum)) {
    std::vector<std::string> names;
    for (const Step &step : stepsOf(curriculum, track))
      names.push_back(step.name);
    table << "\nTrack **" << track << "**: " << joined(names) << ".\n";
  }
  return table.str();
}

std::string withModuleTable(const std::string &text, const std::string &table) {
  size_t begin = text.find(firstLine), end = text.find(lastLine);
  if (begin == std::string::npos || end == std::string::npos || end < begin)
    throw std::runtime_error("has no lines '<!-- modules -->' and '<!-- end of modules -->' for "
                             "the table of modules");
  begin += firstLine.size();
  return text.substr(0, begin) + table + text.substr(end);
}

void checkModuleTable(const Curriculum &curriculum, Findings &findings) {
  const fs::path readme = curriculum.tree() / "curriculum" / "README.md";
  const std::string place = "curriculum/README.md";
  if (curriculum.modules().empty() || !fs::exists(readme))
    return;
  try {
    std::string text = readFile(readme);
    if (withModuleTable(text, moduleTable(curriculum)) != text)
      findings.push_back(
          {place, "its table is not that of the manifests; wick lab lint --write renews it"});
  } catch (const std::runtime_error &error) {
    findings.push_back({place, error.what()});
  }
}

} // namespace wick::lab
