#include "tools/wick/lab/GradeReport.h"

#include <nlohmann/json.hpp>

#include <iomanip>
#include <sstream>

using namespace wick::lab;
using nlohmann::ordered_json;

namespace wick::driver {

double Submission::points() const {
  double sum = 0;
  for (const LabGrade &lab : labs)
    sum += lab.points;
  return sum;
}

double Submission::of() const {
  double sum = 0;
  for (const LabGrade &lab : labs)
    sum += lab.of;
  return sum;
}

static std::string firstLine(const std::string &text) { return text.substr(0, text.find('\n')); }

std::string summaryOf(const Submission &submission) {
  std::ostringstream text;
  text << std::fixed << std::setprecision(1);
  if (!submission.student.empty())
    text << submission.student << "\n";
  for (const LabGrade &lab : submission.labs) {
    text << "  " << lab.lab << " " << std::left << std::setw(40) << lab.title << std::right
         << std::setw(6) << lab.points << " of " << lab.of << "  " << firstLine(lab.message);
    for (const CheckResult &check : lab.checks)
      if (!check.passed) {
        text << "red: " << check.title;
        break;
      }
    text << "\n";
  }
  text << "  " << std::left << std::setw(45) << "together" << std::right << std::setw(6)
       << submission.points() << " of " << submission.of() << "\n";
  return text.str();
}

std::string jsonReport(const std::vector<Submission> &submissions, uint32_t seed) {
  ordered_json document = {{"seed", seed}, {"submissions", ordered_json::array()}};
  for (const Submission &submission : submissions) {
    ordered_json labs = ordered_json::array();
    for (const LabGrade &lab : submission.labs) {
      ordered_json checks = ordered_json::array();
      for (const CheckResult &check : lab.checks)
        checks.push_back(toJson(check));
      labs.push_back({{"lab", lab.lab},
                      {"title", lab.title},
                      {"points", lab.points},
                      {"of", lab.of},
                      {"message", lab.message},
                      {"checks", checks}});
    }
    document["submissions"].push_back({{"student", submission.student},
                                       {"points", submission.points()},
                                       {"of", submission.of()},
                                       {"labs", labs}});
  }
  return document.dump(2) + "\n";
}

/// Text as XML's content or attribute; control characters, which XML cannot hold, become '?'.
static std::string escaped(const std::string &text) {
  std::string result;
  for (char c : text) {
    if (c == '<')
      result += "&lt;";
    else if (c == '>')
      result += "&gt;";
    else if (c == '&')
      result += "&amp;";
    else if (c == '"')
      result += "&quot;";
    else
      result += static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' ? '?' : c;
  }
  return result;
}

std::string junitReport(const std::vector<Submission> &submissions) {
  std::ostringstream xml;
  xml << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n";
  auto testCase = [&](const std::string &name, bool passed, const std::string &message) {
    xml << "    <testcase name=\"" << escaped(name) << "\"";
    if (passed)
      xml << "/>\n";
    else
      xml << ">\n      <failure message=\"" << escaped(firstLine(message)) << "\">"
          << escaped(message) << "</failure>\n    </testcase>\n";
  };
  for (const Submission &submission : submissions)
    for (const LabGrade &lab : submission.labs) {
      size_t failures = lab.checks.empty();
      for (const CheckResult &check : lab.checks)
        failures += !check.passed;
      const std::string prefix = submission.student.empty() ? "" : submission.student + ".";
      xml << "  <testsuite name=\"" << escaped(prefix + lab.lab) << "\" tests=\""
          << std::max<size_t>(1, lab.checks.size()) << "\" failures=\"" << failures << "\">\n";
      if (lab.checks.empty())
        testCase(lab.title, false, lab.message);
      for (const CheckResult &check : lab.checks)
        testCase(check.title, check.passed, check.message);
      xml << "  </testsuite>\n";
    }
  xml << "</testsuites>\n";
  return xml.str();
}

std::string gradescopeReport(const Submission &submission) {
  ordered_json tests = ordered_json::array();
  for (const LabGrade &lab : submission.labs) {
    std::string output = lab.message;
    for (const CheckResult &check : lab.checks)
      output += (check.passed ? "green  " : "red    ") + check.title + "\n" +
                (check.passed ? "" : check.message + "\n");
    tests.push_back({{"name", lab.lab + " " + lab.title},
                     {"score", lab.points},
                     {"max_score", lab.of},
                     {"status", lab.points == lab.of ? "passed" : "failed"},
                     {"output", output}});
  }
  ordered_json document = {{"score", submission.points()}, {"tests", tests}};
  return document.dump(2) + "\n";
}

} // namespace wick::driver
