#include "curriculum/engine/Balance.h"
#include "curriculum/engine/Effort.h"
#include "curriculum/engine/Hints.h"
#include "curriculum/engine/Mutants.h"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

namespace fs = std::filesystem;

namespace wick::lab {

static constexpr double fewestHours = 1.5, mostHours = 2.5, mostHoursOfHard = 3;
static constexpr double mostOfStatedHours = 1.15; // the measure is no more exact
static constexpr size_t fewestLabs = 2, mostLabs = 4;
static constexpr size_t fewestMutants = 5, mostMutants = 10;
static constexpr size_t modulesOfAll = 20, leanSteps = 13;
static const std::set<std::string> hardModules = {"05", "12", "13", "20"};

//===----------------------------------------------------------------------===//
// Tracks and milestones
//===----------------------------------------------------------------------===//

std::vector<Step> stepsOf(const Curriculum &curriculum, const std::string &track) {
  std::vector<Step> steps;
  for (const Module &module : curriculum.modules())
    for (const TrackStep &place : module.tracks) {
      if (place.track != track)
        continue;
      auto shared = std::ranges::find_if(
          steps, [&](const Step &step) { return !place.name.empty() && step.name == place.name; });
      if (shared != steps.end())
        shared->modules.push_back(&module);
      else
        steps.push_back({place.name.empty() ? module.title : place.name, {&module}});
    }
  return steps;
}

std::vector<std::string> tracksOf(const Curriculum &curriculum) {
  std::vector<std::string> tracks;
  for (const Module &module : curriculum.modules())
    for (const TrackStep &place : module.tracks)
      if (std::ranges::find(tracks, place.track) == tracks.end())
        tracks.push_back(place.track);
  return tracks;
}

std::vector<std::string> milestonesOf(const Curriculum &curriculum) {
  std::vector<std::string> milestones;
  const fs::path folder = curriculum.tree() / "curriculum" / "milestones";
  if (fs::exists(folder))
    for (const fs::directory_entry &entry : fs::directory_iterator(folder))
      if (const std::string name = entry.path().filename();
          name.size() > 3 && std::isdigit(static_cast<unsigned char>(name[0])) && name[2] == '_')
        milestones.push_back(name.substr(0, 2));
  std::ranges::sort(milestones);
  return milestones;
}

//===----------------------------------------------------------------------===//
// Rules
//===----------------------------------------------------------------------===//

namespace {

class BalanceRules {
public:
  BalanceRules(const Curriculum &curriculum, Findings &findings)
      : curriculum(curriculum), findings(findings) {}

  void checkModule(const Module &module) {
    const double most = hardModules.contains(module.id) ? mostHoursOfHard : mostHours;
    if (module.hours < fewestHours || module.hours > most)
      report(module, "takes " + textOf(module.hours) + " h; it must take " + textOf(fewestHours) +
                         " to " + textOf(most));
    if (const double measured = measureEffort(curriculum, module).hours();
        measured > mostOfStatedHours * module.hours)
      report(module, "takes " + textOf(measured) +
                         " h as 'wick lab list --effort' measures it, and "
                         "states " +
                         textOf(module.hours) + "; shorten a part, or mark a lab 'extra'");
    if (module.labs.size() < fewestLabs || module.labs.size() > mostLabs)
      report(module, "has " + std::to_string(module.labs.size()) + " labs; it must have 2 to 4");
    for (const std::string &before : module.prerequisites)
      if (before >= module.id)
        report(module, "needs module " + before + ", which does not come before it");
    for (const Lab &lab : module.labs)
      checkLab(module, lab);
    if (!fs::exists(curriculum.folderOf(module) / "README.md"))
      report(module, "has no README.md");
  }

  /// A milestone opens behind the last module that unlocks it, and no later than the next one.
  void checkMilestones() {
    std::map<std::string, std::string> lastModule;
    const std::vector<std::string> known = milestonesOf(curriculum);
    for (const Module &module : curriculum.modules())
      for (const std::string &milestone : module.unlocks) {
        lastModule[milestone] = module.id;
        if (std::ranges::find(known, milestone) == known.end())
          report(module, "unlocks milestone " + milestone + ", which is none");
      }
    for (auto it = lastModule.begin(); it != lastModule.end(); ++it)
      if (auto next = std::next(it); next != lastModule.end() && next->second < it->second)
        findings.push_back({"curriculum", "milestone " + it->first + " needs module " + it->second +
                                              ", but milestone " + next->first + " only " +
                                              next->second});
  }

  void checkTracks() {
    const size_t lean = stepsOf(curriculum, "lean").size();
    const bool isComplete = curriculum.modules().size() == modulesOfAll;
    if (lean > leanSteps || (isComplete && lean != leanSteps))
      findings.push_back(
          {"curriculum", "the lean track has " + std::to_string(lean) + " steps; it must have 13"});
    for (const Module &module : curriculum.modules())
      if (std::ranges::none_of(module.tracks,
                               [](const TrackStep &place) { return place.track == "full"; }))
        report(module, "is not in the track full");
  }

private:
  void checkLab(const Module &module, const Lab &lab) {
    if (lab.id.substr(0, 2) != module.id)
      report(module, "has lab " + lab.id + ", which is called after another module");
    if (lab.points <= 0)
      report(module, "gives no points for lab " + lab.id);
    if (lab.slots.empty() || lab.files.empty())
      report(module, "has lab " + lab.id + " without slots or files");
    try {
      std::array<std::string, writtenTiers> hints = readHints(curriculum, module, lab);
      for (int tier = 1; tier <= writtenTiers; ++tier)
        if (hints[tier - 1].empty())
          report(module, "has no section '## " + std::string(tierTitle(tier)) + "' in hints/" +
                             lab.id + ".md");
      size_t mutants = readMutants(curriculum, module, lab).size();
      if (mutants < fewestMutants || mutants > mostMutants)
        report(module, "has " + std::to_string(mutants) + " mutants of lab " + lab.id +
                           "; it must have 5 to 10");
    } catch (const std::runtime_error &error) {
      report(module, error.what());
    }
  }

  static std::string textOf(double hours) {
    std::string text = std::to_string(hours);
    return text.substr(0, text.find('.') + 2);
  }

  void report(const Module &module, const std::string &what) {
    findings.push_back(
        {"curriculum/" + module.folder() + "/module.toml", "module " + module.id + " " + what});
  }

  const Curriculum &curriculum;
  Findings &findings;
};

} // namespace

void checkBalance(const Curriculum &curriculum, Findings &findings) {
  BalanceRules rules(curriculum, findings);
  for (const Module &module : curriculum.modules())
    rules.checkModule(module);
  rules.checkMilestones();
  rules.checkTracks();
}

} // namespace wick::lab
