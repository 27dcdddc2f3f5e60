#include "curriculum/engine/Curriculum.h"
#include "curriculum/engine/TextFile.h"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace fs = std::filesystem;

namespace wick::lab {

/// Folders whose sources labs are cut out of.
static const char *const sourceFolders[] = {"backends", "frontend", "ir", "passes", "runtime"};

//===----------------------------------------------------------------------===//
// Modules
//===----------------------------------------------------------------------===//

Curriculum::Curriculum(const fs::path &tree, Findings &findings) : root(tree) {
  if (!fs::is_directory(root / "curriculum"))
    throw std::runtime_error("there is no folder '" + (root / "curriculum").string() +
                             "': the labs belong to the source tree of Wick");
  for (const fs::directory_entry &entry : fs::directory_iterator(root / "curriculum")) {
    const fs::path manifest = entry.path() / "module.toml";
    if (!fs::exists(manifest))
      continue;
    const std::string place = manifest.lexically_relative(root).string();
    std::optional<Module> module = readManifest(manifest, place, findings);
    if (module && module->folder() != entry.path().filename())
      findings.push_back(
          {place, "the folder of module " + module->id + " must be called " + module->folder()});
    else if (module)
      all.push_back(std::move(*module));
  }
  std::ranges::sort(all, {}, &Module::id);
}

const Module *Curriculum::find(const std::string &name) const {
  auto found = std::ranges::find_if(all, [&](const Module &module) {
    return name == module.id || "0" + name == module.id || name == module.name ||
           name == module.folder() || module.findLab(name) || module.findLab("0" + name);
  });
  return found == all.end() ? nullptr : &*found;
}

//===----------------------------------------------------------------------===//
// Learners' files
//===----------------------------------------------------------------------===//

std::vector<LearnerFile> learnerFiles(const Module &module) {
  std::vector<LearnerFile> files;
  std::map<std::string, int> uses;
  for (const Lab &lab : module.labs)
    for (const std::string &source : lab.files)
      if (std::ranges::find(files, source, &LearnerFile::source) == files.end()) {
        files.push_back({fs::path(source).filename(), source});
        ++uses[files.back().name];
      }
  for (LearnerFile &file : files)
    if (uses[file.name] > 1)
      file.name = fs::path(file.source).parent_path().filename().string() + "_" + file.name;
  return files;
}

std::vector<LearnerFile> learnerFiles(const Module &module, const Lab &lab) {
  std::vector<LearnerFile> files = learnerFiles(module);
  std::erase_if(files, [&](const LearnerFile &file) {
    return std::ranges::find(lab.files, file.source) == lab.files.end();
  });
  return files;
}

MarkedSource readSource(const fs::path &tree, const std::string &source) {
  Findings findings;
  MarkedSource marked = readMarks(readFile(tree / source), source, findings);
  if (!findings.empty())
    throw std::runtime_error(findings.front().place + ": " + findings.front().message);
  return marked;
}

//===----------------------------------------------------------------------===//
// Marks against manifests
//===----------------------------------------------------------------------===//

static std::vector<std::string> sourcesOf(const fs::path &root) {
  std::vector<std::string> sources;
  for (const char *folder : sourceFolders) {
    if (!fs::exists(root / folder))
      continue;
    for (const fs::directory_entry &entry : fs::recursive_directory_iterator(root / folder))
      if (entry.is_regular_file())
        sources.push_back(entry.path().lexically_relative(root).string());
  }
  std::ranges::sort(sources);
  return sources;
}

/// Reports labs of manifests that have no part in one of their files.
static void checkManifestFiles(const Curriculum &curriculum,
                               const std::map<std::string, std::string> &labsOfSources,
                               Findings &findings) {
  for (const Module &module : curriculum.modules())
    for (const Lab &lab : module.labs)
      for (const std::string &file : lab.files) {
        auto found = labsOfSources.find(file);
        if (found == labsOfSources.end() ||
            found->second.find(" " + lab.id + " ") == std::string::npos)
          findings.push_back({"curriculum/" + module.folder() + "/module.toml",
                              "lab " + lab.id + " has no LAB BEGIN " + lab.id + " in " + file});
      }
}

void checkMarks(const Curriculum &curriculum, Findings &findings) {
  std::map<std::string, std::string> places;        // of each part
  std::map<std::string, std::string> labsOfSources; // " 05.1 05.2 " for each source with parts
  for (const std::string &source : sourcesOf(curriculum.tree())) {
    MarkedSource marked = readMarks(readFile(curriculum.tree() / source), source, findings);
    for (const Part &part : marked.parts) {
      const std::string place = source + ":" + std::to_string(part.begin + 1);
      auto [first, isNew] = places.emplace(part.id, place);
      if (!isNew)
        findings.push_back({place, "part " + part.id + " stands in " + first->second +
                                       " already; name the parts of a lab 05.1a, 05.1b"});
      std::string &labs = labsOfSources.try_emplace(source, " ").first->second;
      labs += part.lab() + " ";
      const Module *module = curriculum.find(part.lab());
      if (!module)
        findings.push_back({place, "no manifest has lab " + part.lab()});
      else if (const Lab *lab = module->findLab(part.lab());
               std::ranges::find(lab->files, source) == lab->files.end())
        findings.push_back({place, "lab " + lab->id + " does not name this file in curriculum/" +
                                       module->folder() + "/module.toml"});
    }
  }
  checkManifestFiles(curriculum, labsOfSources, findings);
}

} // namespace wick::lab
