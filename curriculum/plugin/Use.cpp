#include "curriculum/plugin/Use.h"
#include "curriculum/plugin/LabPlugin.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>
#include <sstream>
#include <stdexcept>

namespace fs = std::filesystem;
using nlohmann::json;

namespace wick::lab {

namespace {

/// A lab whose slots the selection names, and which of them.
struct Chosen {
  const Module *module;
  const Lab *lab;
  std::vector<std::string> slots;
};

Curriculum readCurriculum() {
  Findings findings;
  Curriculum curriculum(WICK_SOURCE_TREE, findings);
  if (!findings.empty())
    throw std::runtime_error(findings.front().place + ": " + findings.front().message);
  return curriculum;
}

/// What `name` means: slots with their labs. Empty: nothing is called so.
std::vector<Chosen> find(const Curriculum &curriculum, const std::string &name,
                         const fs::path &labs) {
  std::vector<Chosen> found;
  for (const Module &module : curriculum.modules()) {
    const bool isAll = name.empty() ? Workspace(curriculum, module, labs).isStarted()
                                    : curriculum.find(name) == &module && !module.findLab(name);
    for (const Lab &lab : module.labs)
      if (isAll || lab.id == name)
        found.push_back({&module, &lab, lab.slots});
      else if (std::ranges::find(lab.slots, name) != lab.slots.end())
        found.push_back({&module, &lab, {name}});
  }
  return found;
}

/// The lab that brings each slot.
std::map<std::string, Chosen> select(const Curriculum &curriculum, const std::string &selection,
                                     const fs::path &labs) {
  std::map<std::string, Chosen> bySlot;
  std::istringstream in(selection);
  for (std::string item; std::getline(in, item, ',');) {
    const size_t colon = item.find(':');
    const std::string owner = item.substr(0, colon);
    const std::string name = colon == std::string::npos ? "" : item.substr(colon + 1);
    if (owner != "mine" && owner != "ref")
      throw std::runtime_error("--use: '" + item +
                               "' begins neither with mine nor with ref: "
                               "mine:05, mine:05.1, mine:autodiff, mine, ref:vjp.mul");
    const std::vector<Chosen> found = find(curriculum, name, labs);
    if (found.empty())
      throw std::runtime_error(name.empty() ? "--use: no module is started in '" + labs.string() +
                                                  "'; 'wick lab start 01' starts one"
                                            : "--use: no module, lab or slot is called '" + name +
                                                  "'; 'wick lab list' names them");
    for (const Chosen &chosen : found)
      for (const std::string &slot : chosen.slots)
        if (owner == "mine")
          bySlot[slot] = chosen;
        else
          bySlot.erase(slot);
  }
  return bySlot;
}

std::string describe(const LabPlugin &plugin, const std::vector<std::string> &slots) {
  constexpr size_t shownDigits = 8;
  std::string list;
  for (const std::string &slot : slots)
    list += (list.empty() ? "" : ", ") + slot;
  std::string line = plugin.lab->id + " " + plugin.lab->title + " (" + list + ")";
  for (const LabPlugin::File &file : plugin.files)
    line += " " + file.name + " " + file.digest.substr(0, shownDigits);
  return line;
}

} // namespace

std::vector<std::string> prepareUse(const Use &use) {
  if (use.selection.empty())
    return {};
  const Curriculum curriculum = readCurriculum();
  const fs::path labs =
      fs::absolute(use.labs.empty() ? curriculum.tree() / "labs" : fs::path(use.labs));
  std::map<std::string, Chosen> byLab;
  for (const auto &[slot, chosen] : select(curriculum, use.selection, labs)) {
    Chosen &lab =
        byLab.try_emplace(chosen.lab->id, Chosen{chosen.module, chosen.lab, {}}).first->second;
    lab.slots.push_back(slot);
  }
  json plugins = json::array();
  std::string runtimeSources;
  std::vector<std::string> lines;
  for (const auto &[key, chosen] : byLab) {
    const LabPlugin plugin = buildLabPlugin(curriculum, *chosen.module, *chosen.lab, labs);
    if (!plugin.build.isBuilt)
      throw std::runtime_error("lab " + chosen.lab->id + " does not compile:\n" +
                               plugin.build.complaints);
    const std::string line = describe(plugin, chosen.slots);
    std::cerr << (chosen.lab->isOfRuntime() ? "mine in programs: " : "mine: ") << line << "\n";
    lines.push_back(line);
    if (chosen.lab->isOfRuntime()) {
      for (const LearnerFile &file : learnerFiles(*chosen.module, *chosen.lab))
        runtimeSources += Workspace(curriculum, *chosen.module, labs).file(file).string() + "\n";
      continue;
    }
    plugins.push_back(
        {{"owner", chosen.lab->id}, {"library", plugin.library.string()}, {"slots", chosen.slots}});
  }
  if (byLab.empty())
    std::cerr << "mine: nothing; all passes are the reference's\n";
  setenv("WICK_PLUGINS", plugins.dump().c_str(), /*overwrite=*/1);
  setenv("WICK_RUNTIME_SOURCES", runtimeSources.c_str(), /*overwrite=*/1);
  return lines;
}

} // namespace wick::lab
