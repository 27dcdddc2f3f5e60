// wick lab status: the map of modules, milestones and tracks.
#include "curriculum/engine/Balance.h"
#include "tools/wick/lab/Commands.h"
#include "tools/wick/lab/Terminal.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iomanip>
#include <iostream>

using namespace wick::lab;
using nlohmann::ordered_json;

namespace wick::driver {
namespace {

struct ModuleState {
  const Module *module;
  std::vector<State> labs;

  bool isGreen() const {
    return std::ranges::all_of(labs, [](State state) { return state == State::Green; });
  }
  bool isStarted() const {
    return std::ranges::any_of(labs, [](State state) { return state != State::NotStarted; });
  }
};

std::vector<ModuleState> statesOf(Site &site) {
  std::vector<ModuleState> states;
  for (const Module &module : site.curriculum().modules()) {
    states.push_back({&module, {}});
    for (const Lab &lab : module.labs)
      states.back().labs.push_back(site.progress(module, lab).state());
  }
  return states;
}

bool isGreen(const std::vector<ModuleState> &states, const Module *module) {
  return std::ranges::any_of(
      states, [&](const ModuleState &state) { return state.module == module && state.isGreen(); });
}

/// A bar of `width` characters, `done` of `all` filled.
std::string bar(size_t done, size_t all) {
  std::string text;
  for (size_t i = 0; i < all; ++i)
    text += i < done ? paint(Colour::Green, "█") : paint(Colour::Faint, "░");
  return text;
}

void drawTiers(const std::vector<ModuleState> &states) {
  for (const std::string &tier : tiers()) {
    bool isFirst = true;
    for (const ModuleState &state : states) {
      if (state.module->tier != tier)
        continue;
      std::cout << (isFirst ? "\n" + paint(Colour::Bold, tier) + "\n" : "");
      isFirst = false;
      std::string marks;
      for (State lab : state.labs)
        marks += markOf(lab) + " ";
      std::string title = state.module->id + " " + state.module->title;
      std::cout << "  " << std::left << std::setw(30) << title << marks
                << std::string(2 * (5 - std::min<size_t>(5, state.labs.size())), ' ')
                << paint(Colour::Faint, state.isGreen()     ? "done"
                                        : state.isStarted() ? "under way"
                                                            : "")
                << "\n";
    }
  }
}

/// The modules that unlock a milestone and are not green, "05, 06".
std::string missingFor(const std::vector<ModuleState> &states, const std::string &milestone) {
  std::string missing;
  for (const ModuleState &state : states)
    if (std::ranges::find(state.module->unlocks, milestone) != state.module->unlocks.end() &&
        !state.isGreen())
      missing += (missing.empty() ? "" : ", ") + state.module->id;
  return missing;
}

void drawMilestones(const Curriculum &curriculum, const std::vector<ModuleState> &states) {
  std::cout << "\n" << paint(Colour::Bold, "milestones") << "\n";
  for (const std::string &milestone : milestonesOf(curriculum)) {
    std::string missing = missingFor(states, milestone);
    std::cout << "  " << milestone << "  "
              << (missing.empty() ? paint(Colour::Green, "open") + ": wick milestone run " +
                                        milestone + " --use mine"
                                  : paint(Colour::Faint, "on your own work behind " + missing))
              << "\n";
  }
}

void drawTracks(const Curriculum &curriculum, const std::vector<ModuleState> &states) {
  std::cout << "\n" << paint(Colour::Bold, "tracks") << "\n";
  for (const std::string &track : tracksOf(curriculum)) {
    std::vector<Step> steps = stepsOf(curriculum, track);
    size_t done = std::ranges::count_if(steps, [&](const Step &step) {
      return std::ranges::all_of(step.modules,
                                 [&](const Module *module) { return isGreen(states, module); });
    });
    std::cout << "  " << std::left << std::setw(6) << track << bar(done, steps.size()) << "  "
              << done << " of " << steps.size() << "\n";
  }
}

ordered_json toJson(Site &site, const std::vector<ModuleState> &states) {
  ordered_json document = {{"modules", ordered_json::array()},
                           {"milestones", ordered_json::array()}};
  for (const ModuleState &state : states) {
    ordered_json labs = ordered_json::array();
    for (size_t i = 0; i < state.labs.size(); ++i) {
      const Lab &lab = state.module->labs[i];
      labs.push_back({{"lab", lab.id},
                      {"title", lab.title},
                      {"state", nameOf(state.labs[i])},
                      {"hints", site.progress(*state.module, lab).hintsShown()}});
    }
    document["modules"].push_back({{"module", state.module->id},
                                   {"title", state.module->title},
                                   {"tier", state.module->tier},
                                   {"labs", labs}});
  }
  for (const std::string &milestone : milestonesOf(site.curriculum()))
    document["milestones"].push_back(
        {{"milestone", milestone}, {"open", missingFor(states, milestone).empty()}});
  return document;
}

void draw(Site &site) {
  std::vector<ModuleState> states = statesOf(site);
  drawTiers(states);
  drawMilestones(site.curriculum(), states);
  drawTracks(site.curriculum(), states);
  std::cout << "\n";
  for (State state : {State::Green, State::Red, State::Stale, State::Open, State::NotStarted})
    std::cout << markOf(state) << " " << nameOf(state)
              << (state == State::NotStarted ? "\n" : "   ");
}

} // namespace

void addLabStatus(CLI::App &lab, SharedSite site) {
  CLI::App *status = lab.add_subcommand("status", "Draw the map: modules, milestones, tracks");
  auto asJson = std::make_shared<bool>(false);
  status->add_flag("--json", *asJson, "Print it as JSON");
  status->callback([site, asJson] {
    *asJson ? void(std::cout << toJson(*site, statesOf(*site)).dump(2) << "\n") : draw(*site);
  });
}

} // namespace wick::driver
