#include "curriculum/plugin/LabPlugin.h"
#include "curriculum/engine/Digest.h"

#include <stdexcept>

namespace fs = std::filesystem;

namespace wick::lab {

static constexpr size_t shortDigest = 16;

/// Removes the lab's plug-ins of earlier texts, which no later process will ask for.
static void removeOthers(const fs::path &folder, const std::string &lab, const fs::path &kept) {
  std::error_code ignored; // another process may be doing the same
  for (const fs::directory_entry &entry : fs::directory_iterator(folder, ignored))
    if (entry.path().filename().string().starts_with(lab + "-") && entry.path() != kept)
      fs::remove(entry.path(), ignored);
}

LabPlugin buildLabPlugin(const Curriculum &curriculum, const Module &module, const Lab &lab,
                         const fs::path &labs) {
  const Workspace workspace(curriculum, module, labs);
  if (!workspace.isStarted())
    throw std::runtime_error("module " + module.id + " is not started in '" + labs.string() +
                             "': wick lab start " + module.id);
  LabPlugin plugin;
  plugin.module = &module;
  plugin.lab = &lab;
  std::vector<fs::path> sources;
  std::string origin = compilerStamp();
  for (const LearnerFile &file : learnerFiles(module, lab)) {
    sources.push_back(workspace.file(file));
    plugin.files.push_back({file.name, sha256OfFile(sources.back())});
    if (plugin.files.back().digest.empty())
      throw std::runtime_error("there is no file '" + sources.back().string() +
                               "'; 'wick lab reset " + module.id + "' makes it anew");
    origin += plugin.files.back().digest;
  }
  const fs::path folder = workspace.folder() / ".build";
  plugin.library = folder / (lab.id + "-" + sha256(origin).substr(0, shortDigest) + ".so");
  plugin.build.isBuilt = true;
  if (!fs::exists(plugin.library)) {
    plugin.build = buildPlugin(sources, plugin.library);
    removeOthers(folder, lab.id, plugin.library);
  }
  return plugin;
}

} // namespace wick::lab
