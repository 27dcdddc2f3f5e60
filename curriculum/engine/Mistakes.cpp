#include "curriculum/engine/Mistakes.h"
#include "curriculum/engine/TextFile.h"

#include <nlohmann/json.hpp>

namespace fs = std::filesystem;
using nlohmann::ordered_json;

namespace wick::lab {

bool Mistakes::knows(const std::string &lab) const {
  std::error_code missing; // what is missing has the earliest time of all
  return fs::exists(fileOf(lab)) &&
         fs::last_write_time(fileOf(lab)) >= fs::last_write_time(checker, missing);
}

std::optional<Mistake> Mistakes::find(const std::string &lab,
                                      const std::string &fingerprint) const {
  if (fingerprint.empty() || !knows(lab))
    return std::nullopt;
  ordered_json known = ordered_json::parse(readFile(fileOf(lab)));
  if (!known.contains(fingerprint))
    return std::nullopt;
  const ordered_json &mistake = known[fingerprint];
  return Mistake{mistake["title"], mistake["told"]};
}

void Mistakes::store(const std::string &lab,
                     const std::multimap<std::string, Mutant> &mutants) const {
  ordered_json known = ordered_json::object();
  for (const auto &[fingerprint, mutant] : mutants)
    if (!fingerprint.empty() && mutants.count(fingerprint) == 1)
      known[fingerprint] = {
          {"mutant", mutant.name}, {"title", mutant.title}, {"told", mutant.told}};
  writeFile(fileOf(lab), known.dump(2) + "\n");
}

} // namespace wick::lab
