#include "tools/wick/lab/Checking.h"
#include "curriculum/engine/Mistakes.h"
#include "curriculum/engine/Process.h"
#include "curriculum/engine/ScratchFolder.h"
#include "curriculum/plugin/LabPlugin.h"
#include "tools/wick/lab/Terminal.h"

#include <chrono>
#include <iomanip>
#include <iostream>
#include <sstream>

namespace fs = std::filesystem;
using namespace wick::lab;

namespace wick::driver {

/// The checker bounds each check itself; this bounds what it does before the first.
static constexpr std::chrono::seconds checkerTime{120};
static constexpr int checkerUsageError = 2;

fs::path buildFolder() { return fs::canonical("/proc/self/exe").parent_path().parent_path(); }

static double secondsSince(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// A verdict for a checker that ended without one.
static Verdict brokenVerdict(const Lab &lab, const Command &command, const Outcome &outcome) {
  CheckResult check;
  check.name = "load";
  check.title = "The plug-in loads";
  check.rung = 1;
  check.points = 1;
  check.message = "the program that loaded your file ended with " + describeEnd(command, outcome) +
                  ". What runs before any check is the initialization of global variables" +
                  (outcome.err.empty() ? "" : ":\n" + outcome.err);
  return {lab.id, false, outcome.seconds, "", {check}, /*isBroken=*/true};
}

/// Runs the checker, on a plug-in unless `library` is empty.
static Verdict runChecker(const Lab &lab, const fs::path &library, const CheckOptions &options) {
  const fs::path checker = buildFolder() / "bin" / "wick-lab-check";
  Command command = {
      .arguments = {checker, "--lab", lab.id, "--json", "--seed", std::to_string(options.seed)},
      .wallTime = checkerTime};
  if (options.goesOn)
    command.arguments.push_back("--all");
  if (!library.empty())
    command.arguments.insert(command.arguments.end(), {"--plugin", library});
  Outcome outcome = run(command);
  if (outcome.status == checkerUsageError)
    throw std::runtime_error(outcome.err);
  try {
    return readVerdict(outcome.out);
  } catch (const std::runtime_error &) {
    return brokenVerdict(lab, command, outcome);
  }
}

Checked checkFiles(const Lab &lab, const std::vector<fs::path> &files,
                   const CheckOptions &options) {
  auto begin = std::chrono::steady_clock::now();
  const ScratchFolder scratch;
  const fs::path library = scratch.path() / "plugin.so";
  PluginBuild build = buildPlugin(files, library, options.objects);
  Checked checked = {build.complaints, std::nullopt, 0};
  if (build.isBuilt)
    checked.verdict = runChecker(lab, library, options);
  checked.seconds = secondsSince(begin);
  return checked;
}

//===----------------------------------------------------------------------===//
// Report
//===----------------------------------------------------------------------===//

static void printSection(const char *title, const std::string &text) {
  if (!text.empty())
    std::cout << "      " << paint(Colour::Faint, title) << "\n" << indented(text, "        ");
}

static void printCheck(const CheckResult &check) {
  std::cout << "    " << (check.passed ? paint(Colour::Green, "✓") : paint(Colour::Red, "✗"))
            << " R" << check.rung << " " << check.title << "\n";
  if (check.passed)
    return;
  std::cout << indented(check.message, "      ");
  printSection("at", check.location);
  printSection("before", check.before);
  printSection("after", check.after);
  printSection("expected", check.expected);
  printSection("input", check.input);
}

static std::string secondsText(double seconds) {
  std::ostringstream text;
  text << std::fixed << std::setprecision(2) << seconds << " s";
  return text.str();
}

static void printChecked(const Lab &lab, const Checked &checked) {
  std::cout << indented(checked.diagnostics, "    ");
  if (!checked.verdict) {
    std::cout << "    " << paint(Colour::Red, "✗") << " R0 it compiles\n";
    return;
  }
  std::cout << "    " << paint(Colour::Green, "✓") << " R0 it compiles\n";
  for (const CheckResult &check : checked.verdict->checks)
    printCheck(check);
  std::cout << "  "
            << (checked.isGreen() ? paint(Colour::Green, lab.id + " is green")
                                  : paint(Colour::Red, lab.id + " is red"))
            << paint(Colour::Faint, ", " + secondsText(checked.seconds)) << "\n";
}

/// Lets a proof of the lab find what its mutants look like, beside whatever goes on here: the next
/// check can then compare. Only one runs at a time.
static void learnMistakes(const Lab &lab) {
  const fs::path build = buildFolder();
  fs::create_directories(build / "lab");
  std::vector<std::string> arguments = {"setsid",
                                        "nice",
                                        "flock",
                                        "--nonblock",
                                        build / "lab" / "proof.lock",
                                        build / "bin" / "wick",
                                        "lab",
                                        "prove",
                                        lab.id,
                                        "--jobs",
                                        "1"};
  startDetached(arguments);
}

/// Names the mistake that the plug-in looks like, when its fingerprint is that of a mutant: both of
/// a run with the default seed that goes on behind the first red rung.
static void printMistake(const Lab &lab, const fs::path &library) {
  Mistakes mistakes(buildFolder());
  if (!mistakes.knows(lab.id))
    return learnMistakes(lab);
  Verdict verdict = runChecker(lab, library, {.goesOn = true});
  if (std::optional<Mistake> mistake = mistakes.find(lab.id, verdict.fingerprint))
    std::cout << "\n  " << paint(Colour::Bold, "This looks like: " + mistake->title) << "\n"
              << indented(mistake->told, "  ");
}

static void printHead(const LabPlugin &plugin) {
  constexpr size_t shownDigits = 8;
  std::cout << paint(Colour::Bold, plugin.lab->id + " " + plugin.lab->title);
  for (const LabPlugin::File &file : plugin.files)
    std::cout << paint(Colour::Faint, "  " + file.name + " " + file.digest.substr(0, shownDigits));
  std::cout << "\n" << std::flush;
}

bool checkAndReport(Site &site, const Module &module, const Lab &lab, const CheckOptions &options) {
  auto begin = std::chrono::steady_clock::now();
  LabPlugin plugin = buildLabPlugin(site.curriculum(), module, lab, site.labs());
  printHead(plugin);
  Checked checked = {plugin.build.complaints, std::nullopt, 0};
  if (plugin.build.isBuilt)
    checked.verdict = runChecker(lab, plugin.library, options);
  checked.seconds = secondsSince(begin);
  printChecked(lab, checked);
  Verdict notCompiled = {lab.id, false, checked.seconds, "", {}};
  site.progress(module, lab).recordVerdict(checked.verdict.value_or(notCompiled));
  if (checked.verdict && !checked.isGreen())
    printMistake(lab, plugin.library);
  return checked.isGreen();
}

} // namespace wick::driver
