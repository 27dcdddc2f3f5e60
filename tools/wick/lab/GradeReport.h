// Grades, as text, JSON, JUnit's XML and Gradescope's results.json.
#pragma once

#include "curriculum/engine/Verdict.h"

#include <cstdint>
#include <string>
#include <vector>

namespace wick::driver {

struct LabGrade {
  std::string lab, title;
  double points = 0, of = 0;
  std::string message; ///< why there are no checks: not submitted, does not compile
  std::vector<lab::CheckResult> checks;
};

struct Submission {
  std::string student; ///< the name of its folder; "" for the learner's own work
  std::vector<LabGrade> labs;

  double points() const;
  double of() const;
};

/// A line a lab.
std::string summaryOf(const Submission &submission);

/// {"seed", "submissions": [{"student", "points", "of", "labs": [{"lab", "title", "points", "of",
/// "message", "checks"}]}]}
std::string jsonReport(const std::vector<Submission> &submissions, uint32_t seed);

/// A testsuite a lab of a submission, a testcase a check.
std::string junitReport(const std::vector<Submission> &submissions);

/// https://gradescope-autograders.readthedocs.io/en/latest/specs/#output-format
std::string gradescopeReport(const Submission &submission);

} // namespace wick::driver
