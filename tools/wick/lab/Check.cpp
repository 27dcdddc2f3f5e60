// wick lab check and wick lab watch: compile what the learner wrote and check it, rung by rung.
#include "tools/wick/lab/Checking.h"
#include "tools/wick/lab/Commands.h"
#include "tools/wick/lab/FolderWatch.h"
#include "tools/wick/lab/Terminal.h"

#include <CLI/CLI.hpp>

#include <iostream>

using namespace wick::lab;

namespace wick::driver {
namespace {

struct Request {
  std::string name;
  CheckOptions options;
  int times = 0; ///< of watch; 0: until it is interrupted
};

/// Whether all labs are green. Of a whole module it stops at the first red lab.
bool check(Site &site, const Selection &selection, const CheckOptions &options) {
  for (const Lab *lab : selection.labs)
    if (!checkAndReport(site, *selection.module, *lab, options)) {
      std::cout << "\n  wick lab hint " << lab->id << " helps\n";
      return false;
    }
  const Module &module = *selection.module;
  bool isWhole = selection.labs.size() == module.labs.size();
  if (isWhole && !module.unlocks.empty()) {
    std::cout << "\n" << paint(Colour::Green, "Module " + module.id + " is green.") << " It serves";
    for (const std::string &milestone : module.unlocks)
      std::cout << "\n  wick milestone run " << milestone << " --use mine:" << module.id;
    std::cout << "\n";
  }
  return true;
}

void addRequest(CLI::App &command, Request &request) {
  command.add_option("lab", request.name, "05, or 05.1 for one lab")->required();
  command.add_option("--seed", request.options.seed, "Of random shapes, values and programs")
      ->capture_default_str();
}

} // namespace

void addLabCheck(CLI::App &lab, SharedSite site) {
  CLI::App *command = lab.add_subcommand("check", "Compile and check what you wrote");
  auto request = std::make_shared<Request>();
  addRequest(*command, *request);
  command->add_flag("--all", request->options.goesOn, "Go on behind the first red rung");
  command->callback([site, request] {
    Selection selection = site->selectStarted(request->name);
    if (!check(*site, selection, request->options))
      throw CLI::RuntimeError(1);
  });
}

void addLabWatch(CLI::App &lab, SharedSite site) {
  CLI::App *command = lab.add_subcommand("watch", "Check again whenever you save a file");
  auto request = std::make_shared<Request>();
  addRequest(*command, *request);
  command->add_option("--times", request->times, "End after so many checks (default: never)")
      ->check(CLI::PositiveNumber);
  command->callback([site, request] {
    Selection selection = site->selectStarted(request->name);
    std::vector<std::string> names;
    for (const LearnerFile &file : learnerFiles(*selection.module))
      names.push_back(file.name);
    FolderWatch watch(site->workspace(*selection.module).folder(), names);
    for (int i = 1;; ++i) {
      check(*site, selection, request->options);
      if (i == request->times)
        return;
      std::cout << paint(Colour::Faint, "\nwaiting for a file to be saved; Ctrl-C ends\n\n")
                << std::flush;
      watch.wait();
    }
  });
}

} // namespace wick::driver
