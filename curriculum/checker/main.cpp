// wick-lab-check: runs the checks of a lab on a learner's plug-in, or on the reference.
#include "curriculum/checker/Sandbox.h"
#include "curriculum/engine/Curriculum.h"
#include "ir/Slot.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/SHA256.h"
#include <CLI/CLI.hpp>
#include <chrono>
#include <iostream>
#include <nlohmann/json.hpp>

using namespace wick::check;
using nlohmann::ordered_json;

namespace {

struct Options {
  std::string lab, plugin;
  uint32_t seed = 1;
  bool json = false, all = false;
};

/// Exit codes.
enum Code { green = 0, red = 1, usage = 2, cut = 3 };

std::vector<Check> checksOf(const std::string &lab) {
  std::vector<Check> list;
  for (const Check &check : checks())
    if (check.lab == lab)
      list.push_back(check);
  std::ranges::sort(list, {}, [](const Check &check) { return std::pair(check.rung, check.name); });
  return list;
}

/// The lab, as its manifest describes it.
wick::lab::Lab readLab(const std::string &id) {
  wick::lab::Findings findings;
  const wick::lab::Curriculum curriculum(WICK_SOURCE_FOLDER, findings);
  const wick::lab::Module *module = curriculum.find(id);
  const wick::lab::Lab *lab = module ? module->findLab(id) : nullptr;
  if (!lab)
    throw std::runtime_error("there is no lab '" + id + "'");
  return *lab;
}

/// Lets the lab's slots call the plug-in.
void load(const std::string &plugin, const wick::lab::Lab &lab) {
  auto check = [](llvm::Error error) {
    if (error)
      throw std::runtime_error(llvm::toString(std::move(error)));
  };
  check(wick::loadPlugin(plugin, lab.id));
  for (const std::string &slot : lab.slots)
    check(wick::useSlot(slot, lab.id));
}

/// The points of the lab, shared by the checks according to their weights.
std::vector<int> sharePoints(int points, const std::vector<Check> &checks) {
  unsigned total = 0, sum = 0;
  for (const Check &check : checks)
    total += check.weight;
  std::vector<int> shares;
  for (const Check &check : checks) {
    int before = points * sum / total;
    sum += check.weight;
    shares.push_back(points * sum / total - before);
  }
  return shares;
}

ordered_json toJson(const Check &check, const Ending &ending, int points) {
  Red red = ending.red.value_or(Red());
  return {
      {"lab", check.lab},         {"check", check.name},  {"rung", static_cast<int>(check.rung)},
      {"title", check.title},     {"points", points},     {"passed", !ending.red},
      {"message", red.message},   {"before", red.before}, {"after", red.after},
      {"expected", red.expected}, {"input", red.input},   {"location", red.location},
      {"cut", ending.isCut}};
}

void printText(const Check &check, const Ending &ending) {
  std::cout << (ending.red ? "red   " : "green ") << check.lab << " R"
            << static_cast<int>(check.rung) << " " << check.title << "\n";
  if (!ending.red)
    return;
  auto section = [](const char *title, const std::string &text) {
    if (!text.empty())
      std::cout << title << "\n" << text << (text.back() == '\n' ? "" : "\n");
  };
  std::cout << ending.red->message << "\n";
  section("-- before", ending.red->before);
  section("-- after", ending.red->after);
  section("-- expected", ending.red->expected);
  section("-- input", ending.red->input);
}

int run(const Options &options) {
  const wick::lab::Lab lab = readLab(options.lab);
  const std::vector<Check> list = checksOf(options.lab);
  if (list.empty())
    throw std::runtime_error("there are no checks of a lab '" + options.lab + "'");
  auto start = std::chrono::steady_clock::now();
  setSeed(options.seed);
  context();
  if (!options.plugin.empty())
    load(options.plugin, lab);
  int code = green;
  Rung firstRed = Rung::cost;
  std::string got;
  const std::vector<int> shares = sharePoints(lab.points, list);
  for (const auto &[check, points] : llvm::zip_equal(list, shares)) {
    if (!options.all && code != green && check.rung > firstRed)
      break;
    Ending ending = runApart(check.run, Limits());
    options.json ? void(std::cout << toJson(check, ending, points) << std::endl)
                 : printText(check, ending);
    if (!ending.red)
      continue;
    if (code == green)
      firstRed = check.rung;
    code = std::max<int>(code, ending.isCut ? cut : red);
    got += check.name + "\n" + ending.red->message + "\n" + ending.red->after + "\n";
  }
  double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  auto digest =
      llvm::SHA256::hash(llvm::ArrayRef(reinterpret_cast<const uint8_t *>(got.data()), got.size()));
  ordered_json last = {{"lab", options.lab},
                       {"passed", code == green},
                       {"seconds", seconds},
                       {"fingerprint", got.empty() ? "" : llvm::toHex(digest, true).substr(0, 16)}};
  if (options.json)
    std::cout << last << std::endl;
  return code;
}

} // namespace

int main(int argc, char **argv) {
  CLI::App app("Runs the checks of a lab, rung by rung, until one is red.");
  Options options;
  app.add_option("--lab", options.lab, "The lab: 05.1")->required();
  app.add_option("--plugin", options.plugin, "The learner's plug-in; none: the reference")
      ->check(CLI::ExistingFile);
  app.add_option("--seed", options.seed, "Of random values and programs")->capture_default_str();
  app.add_flag("--json", options.json, "Print a JSON object a line, the verdict last");
  app.add_flag("--all", options.all, "Go on after a red rung");
  CLI11_PARSE(app, argc, argv);
  try {
    return run(options);
  } catch (const std::exception &error) {
    std::cerr << "wick-lab-check: " << error.what() << "\n";
    return usage;
  }
}
