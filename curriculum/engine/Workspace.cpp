#include "curriculum/engine/Workspace.h"
#include "curriculum/engine/Digest.h"
#include "curriculum/engine/TextFile.h"

#include <nlohmann/json.hpp>

#include <ctime>
#include <stdexcept>
#include <unistd.h>

namespace fs = std::filesystem;
using nlohmann::ordered_json;

namespace wick::lab {

static constexpr int formatVersion = 1;

std::string timeStamp() {
  std::time_t now = std::time(nullptr);
  std::tm utc;
  gmtime_r(&now, &utc);
  char text[32];
  std::strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%S", &utc);
  return text;
}

std::string Workspace::starterOf(const LearnerFile &file) const {
  return starterText(readSource(curriculum.tree(), file.source), module.id);
}

void Workspace::start() const {
  if (fs::exists(folder()))
    throw std::runtime_error("'" + folder().string() + "' is there already; 'wick lab check " +
                             module.id + "' goes on with it, 'wick lab reset " + module.id +
                             "' starts over and keeps a copy");
  fs::path unfinished = labs / ("." + module.folder() + "." + std::to_string(getpid()));
  ordered_json record = {{"format", formatVersion},
                         {"module", module.id},
                         {"started", timeStamp()},
                         {"files", ordered_json::object()}};
  for (const LearnerFile &file : learnerFiles(module)) {
    std::string text = starterOf(file);
    writeFile(unfinished / file.name, text);
    record["files"][file.name] = {{"source", file.source}, {"starter", sha256(text)}};
  }
  const fs::path readme = curriculum.folderOf(module) / "README.md";
  if (fs::exists(readme))
    writeFile(unfinished / "README.md", readFile(readme));
  writeFile(unfinished / "lab.json", record.dump(2) + "\n");
  fs::rename(unfinished, folder());
}

fs::path Workspace::startOver() const {
  const fs::path stem = labs / ".kept" / (module.folder() + "-" + timeStamp());
  fs::path kept = stem;
  for (int i = 2; fs::exists(kept); ++i)
    kept = stem.string() + "-" + std::to_string(i);
  fs::create_directories(kept.parent_path());
  fs::rename(folder(), kept);
  start();
  return kept;
}

std::vector<LearnerFile> Workspace::updatedFiles() const {
  std::vector<LearnerFile> updated;
  ordered_json record = ordered_json::parse(readFile(folder() / "lab.json"));
  for (const LearnerFile &file : learnerFiles(module)) {
    const ordered_json origin = record["files"].value(file.name, ordered_json::object());
    if (origin.value("starter", "") != sha256(starterOf(file)))
      updated.push_back(file);
  }
  return updated;
}

} // namespace wick::lab
