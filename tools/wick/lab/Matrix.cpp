#include "tools/wick/lab/Matrix.h"
#include "tools/wick/lab/Terminal.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <ostream>

using namespace wick::lab;
using nlohmann::ordered_json;

namespace wick::driver {

/// What is wrong with a variant; "" when it does what it must.
static std::string faultOf(const Variant &variant) {
  const Checked &checked = variant.checked;
  if (!variant.misfit.empty())
    return variant.misfit;
  if (!checked.verdict)
    return "does not compile:\n" + checked.diagnostics;
  const std::vector<CheckResult> &checks = checked.verdict->checks;
  if (checked.verdict->isBroken)
    return "kills the checker, not a check: " + checks.front().message;
  if (variant.mutant)
    return checked.isGreen() ? "survives: no check is red" : "";
  if (variant.name == "reference") {
    const CheckResult *red = checked.verdict->firstRed();
    return red ? "is red in " + red->name + ": " + red->message : "";
  }
  for (const CheckResult &check : checks)
    if (check.isGraded() && check.passed)
      return "passes the graded check " + check.name;
  bool saysSo = std::ranges::any_of(checks, [](const CheckResult &check) {
    return check.message.find("is not written yet") != std::string::npos;
  });
  if (checks.empty())
    return "has no checks";
  return saysSo ? "" : "fails without 'is not written yet': " + checks.front().message;
}

/// The names of all checks, in the order of the variant that has the most: one that blocks the
/// checker has a single one.
static std::vector<std::string> namesOfChecks(const std::vector<Variant> &variants) {
  std::vector<std::string> names;
  for (const Variant &variant : variants) {
    if (!variant.checked.verdict || variant.checked.verdict->checks.size() <= names.size())
      continue;
    names.clear();
    for (const CheckResult &check : variant.checked.verdict->checks)
      names.push_back(check.name);
  }
  return names;
}

static std::string cellOf(const Variant &variant, const std::string &check) {
  if (!variant.checked.verdict)
    return paint(Colour::Red, "!");
  const std::vector<CheckResult> &checks = variant.checked.verdict->checks;
  auto found = std::ranges::find(checks, check, &CheckResult::name);
  return found == checks.end() ? paint(Colour::Faint, "·")
         : found->passed       ? paint(Colour::Green, "●")
         : found->isCut        ? paint(Colour::Red, "†")
                               : paint(Colour::Red, "✗");
}

static bool endsAtALimit(const Variant &variant) {
  return variant.checked.verdict &&
         std::ranges::any_of(variant.checked.verdict->checks, &CheckResult::isCut);
}

void printMatrix(const Lab &lab, const std::vector<Variant> &variants, std::ostream &out) {
  out << paint(Colour::Bold, lab.id + " " + lab.title) << "\n";
  const std::vector<std::string> checks = namesOfChecks(variants);
  size_t width = 0;
  for (const Variant &variant : variants)
    width = std::max(width, variant.name.size());
  for (size_t i = 0; i < checks.size(); ++i) {
    out << "  " << std::string(width + 2, ' ');
    for (size_t k = 0; k < i; ++k)
      out << "│ ";
    out << "┌ " << checks[i] << "\n";
  }
  for (const Variant &variant : variants) {
    out << "  " << variant.name << std::string(width + 2 - variant.name.size(), ' ');
    for (const std::string &check : checks)
      out << cellOf(variant, check) << " ";
    std::string fault = faultOf(variant);
    out << (fault.empty() ? "" : paint(Colour::Red, fault)) << "\n";
  }
  if (std::ranges::any_of(variants, endsAtALimit))
    out << paint(Colour::Faint, "  † a crash, or a limit of time or memory, within the check")
        << "\n";
}

ordered_json summarize(const Lab &lab, const std::vector<Variant> &variants,
                       double verdictSeconds) {
  ordered_json row = {{"lab", lab.id}, {"stub_red", false}, {"reference_green", false},
                      {"mutants", 0},  {"killed", 0},       {"verdict_seconds", verdictSeconds}};
  int mutants = 0, killed = 0;
  for (const Variant &variant : variants) {
    bool isRight = faultOf(variant).empty();
    if (variant.mutant) {
      ++mutants;
      killed += isRight;
    } else {
      row[variant.name == "stub" ? "stub_red" : "reference_green"] = isRight;
    }
  }
  row["mutants"] = mutants;
  row["killed"] = killed;
  return row;
}

bool isProof(const ordered_json &row) {
  return row["stub_red"] && row["reference_green"] && row["mutants"] == row["killed"];
}

} // namespace wick::driver
