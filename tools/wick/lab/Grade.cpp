// wick lab grade: points for one submission or a folder of them, with fresh seeds.
#include "curriculum/engine/TextFile.h"
#include "tools/wick/lab/Checking.h"
#include "tools/wick/lab/Commands.h"
#include "tools/wick/lab/GradeReport.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>
#include <random>
#include <stdexcept>

namespace fs = std::filesystem;
using namespace wick::lab;

namespace wick::driver {
namespace {

struct GradeOptions {
  std::vector<std::string> names;
  std::string studentFolder, json, junit, gradescope;
  uint32_t seed = std::random_device()();
};

/// Grades one lab of the submission in `folder`, which is laid out like the folder of labs.
LabGrade gradeLab(const Module &module, const Lab &lab, const fs::path &folder, uint32_t seed) {
  LabGrade grade = {lab.id, lab.title, 0, static_cast<double>(lab.points), "", {}};
  std::vector<fs::path> files;
  for (const LearnerFile &file : learnerFiles(module, lab)) {
    files.push_back(folder / module.folder() / file.name);
    if (!fs::exists(files.back())) {
      grade.message = module.folder() + "/" + file.name + " is not submitted";
      return grade;
    }
  }
  Checked checked = checkFiles(lab, files, {.seed = seed, .goesOn = true});
  if (!checked.verdict) {
    grade.message = "it does not compile:\n" + checked.diagnostics;
    return grade;
  }
  grade.checks = checked.verdict->checks;
  grade.points = grade.of * checked.verdict->share();
  return grade;
}

/// The submissions: the folders below --student-dir, or the learner's own work.
std::vector<std::pair<std::string, fs::path>> submissionsOf(Site &site,
                                                            const GradeOptions &options) {
  std::vector<std::pair<std::string, fs::path>> submissions;
  if (options.studentFolder.empty())
    return {{"", site.labs()}};
  for (const fs::directory_entry &entry : fs::directory_iterator(options.studentFolder))
    if (entry.is_directory() && !entry.path().filename().string().starts_with("."))
      submissions.emplace_back(entry.path().filename(), entry.path());
  std::ranges::sort(submissions);
  if (submissions.empty())
    throw std::runtime_error("'" + options.studentFolder + "' holds no folder of a submission");
  return submissions;
}

/// What is graded: the modules and labs that were named, or all.
std::vector<Selection> selectionsOf(Site &site, const GradeOptions &options) {
  std::vector<Selection> selections;
  for (const std::string &name : options.names)
    selections.push_back(site.select(name));
  if (options.names.empty())
    for (const Module &module : site.curriculum().modules())
      selections.push_back(site.select(module.id));
  return selections;
}

void writeReport(const std::string &file, const std::string &text) {
  if (file == "-")
    std::cout << text;
  else if (!file.empty())
    writeFile(file, text);
}

void grade(Site &site, const GradeOptions &options) {
  std::vector<Submission> graded;
  std::vector<Selection> selections = selectionsOf(site, options);
  for (const auto &[student, folder] : submissionsOf(site, options)) {
    Submission submission = {student, {}};
    for (const Selection &selection : selections)
      for (const Lab *lab : selection.labs)
        submission.labs.push_back(gradeLab(*selection.module, *lab, folder, options.seed));
    if (options.json != "-")
      std::cout << summaryOf(submission) << std::flush;
    if (!options.gradescope.empty())
      writeReport(student.empty() ? options.gradescope
                                  : (fs::path(options.gradescope) / (student + ".json")).string(),
                  gradescopeReport(submission));
    graded.push_back(std::move(submission));
  }
  writeReport(options.json, jsonReport(graded, options.seed));
  writeReport(options.junit, junitReport(graded));
}

} // namespace

void addLabGrade(CLI::App &lab, SharedSite site) {
  CLI::App *command =
      lab.add_subcommand("grade", "For instructors: give points for one submission or many");
  auto options = std::make_shared<GradeOptions>();
  command->add_option("labs", options->names, "05, 05.1 ... (default: all)");
  command
      ->add_option("--student-dir", options->studentFolder,
                   "A folder with a submission a folder, each laid out like labs/")
      ->type_name("DIR")
      ->check(CLI::ExistingDirectory);
  command->add_option("--seed", options->seed, "Of the checks (default: fresh, and reported)");
  command->add_option("--json", options->json, "Write all grades; - is standard output")
      ->type_name("FILE");
  command->add_option("--junit", options->junit, "Write a test case a check")->type_name("FILE");
  command
      ->add_option("--gradescope", options->gradescope,
                   "Write results.json; with --student-dir a folder of them")
      ->type_name("PATH");
  command->callback([site, options] { grade(*site, *options); });
}

} // namespace wick::driver
