#include "curriculum/engine/Mutants.h"
#include "curriculum/engine/Diff.h"
#include "curriculum/engine/ScratchFolder.h"
#include "curriculum/engine/TextFile.h"

#include <algorithm>
#include <stdexcept>

namespace fs = std::filesystem;

namespace wick::lab {

static Mutant readMutant(const fs::path &patch) {
  Mutant mutant = {patch.stem(), "", "", patch};
  for (const std::string &line : splitLines(readFile(patch))) {
    if (!line.starts_with("#"))
      break;
    std::string text = line.substr(std::min(line.find_first_not_of("# "), line.size()));
    if (mutant.title.empty())
      mutant.title = text;
    else
      mutant.told += (mutant.told.empty() ? "" : " ") + text;
  }
  if (mutant.title.empty() || mutant.told.empty())
    throw std::runtime_error("'" + patch.string() +
                             "' must begin with '# title' and '# what a learner with this mistake "
                             "is told'");
  return mutant;
}

std::vector<Mutant> readMutants(const Curriculum &curriculum, const Module &module,
                                const Lab &lab) {
  std::vector<Mutant> mutants;
  const fs::path folder = curriculum.folderOf(module) / "mutants";
  if (!fs::exists(folder))
    return mutants;
  for (const fs::directory_entry &entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".patch" &&
        entry.path().filename().string().starts_with(lab.id + "-"))
      mutants.push_back(readMutant(entry.path()));
  std::ranges::sort(mutants, {}, &Mutant::name);
  return mutants;
}

std::map<std::string, std::string> mutate(const Curriculum &curriculum, const Lab &lab,
                                          const Mutant &mutant) {
  ScratchFolder scratch;
  for (const std::string &file : lab.files)
    writeFile(scratch.path() / file, readFile(curriculum.tree() / file));
  applyPatch(mutant.patch, scratch.path());
  std::map<std::string, std::string> mutated;
  for (const std::string &file : lab.files)
    mutated[file] = readFile(scratch.path() / file);
  return mutated;
}

} // namespace wick::lab
