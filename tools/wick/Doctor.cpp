// `wick doctor`: what this machine has and lacks for Wick, with advice for each lack.
#include "tools/wick/Commands.h"
#include "tools/wick/doctor/Check.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iomanip>
#include <iostream>
#include <memory>

namespace wick::driver {

static const char *stateName(State state) {
  switch (state) {
  case State::Ok:
    return "ok";
  case State::Note:
    return "note";
  case State::Missing:
    return "missing";
  }
  return "";
}

static bool isHealthy(const Checks &checks) {
  return std::ranges::none_of(checks, [](const Check &c) { return c.state == State::Missing; });
}

static void printJSON(const Checks &checks) {
  nlohmann::ordered_json report = {
      {"wick", WICK_VERSION}, {"healthy", isHealthy(checks)}, {"checks", {}}};
  for (const Check &check : checks)
    report["checks"].push_back({{"topic", check.topic},
                                {"name", check.name},
                                {"state", stateName(check.state)},
                                {"found", check.found},
                                {"advice", check.advice}});
  std::cout << report.dump(2) << "\n";
}

static void printText(const Checks &checks) {
  std::string topic;
  for (const Check &check : checks) {
    if (check.topic != topic)
      std::cout << (topic.empty() ? "" : "\n") << check.topic << "\n";
    topic = check.topic;
    std::cout << "  " << std::left << std::setw(8) << stateName(check.state) << std::setw(28)
              << check.name << check.found << "\n";
    if (!check.advice.empty())
      std::cout << std::string(10, ' ') << "-> " << check.advice << "\n";
  }
  std::cout << (isHealthy(checks) ? "\nThis machine can build and run Wick.\n"
                                  : "\nSomething that Wick needs is missing; see above.\n");
}

void addDoctor(CLI::App &app) {
  CLI::App *doctor = app.add_subcommand("doctor", "Say what this machine has and lacks for Wick");
  auto asJSON = std::make_shared<bool>(false);
  doctor->add_flag("--json", *asJSON, "Print one JSON object: {wick, healthy, checks: [...]}");
  doctor->callback([asJSON] {
    Checks checks;
    checkPackages(checks);
    checkPrograms(checks);
    checkCPU(checks);
    checkOpenMP(checks);
    checkResources(checks);
    *asJSON ? printJSON(checks) : printText(checks);
    if (!isHealthy(checks))
      throw CLI::RuntimeError(1);
  });
}

} // namespace wick::driver
