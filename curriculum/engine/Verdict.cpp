#include "curriculum/engine/Verdict.h"
#include "curriculum/engine/TextFile.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <stdexcept>

using nlohmann::json;
using nlohmann::ordered_json;

namespace wick::lab {

const CheckResult *Verdict::firstRed() const {
  auto red = std::ranges::find(checks, false, &CheckResult::passed);
  return red == checks.end() ? nullptr : &*red;
}

double Verdict::share() const {
  int reached = 0, all = 0;
  for (const CheckResult &check : checks) {
    all += check.points;
    reached += check.passed ? check.points : 0;
  }
  return all ? static_cast<double>(reached) / all : passed;
}

static std::string textOf(const json &object, const char *key) {
  const json value = object.value(key, json());
  return value.is_string() ? value.get<std::string>() : value.is_null() ? "" : value.dump();
}

/// The rung as a number; the checker may write 2 or "R2".
static int rungOf(const json &object) {
  const json rung = object.value("rung", json(0));
  if (rung.is_number())
    return rung.get<int>();
  const std::string text = rung.get<std::string>();
  return text.size() == 2 && text[0] == 'R' ? text[1] - '0' : 0;
}

Verdict readVerdict(std::string_view output) {
  Verdict verdict;
  bool isComplete = false;
  for (const std::string &line : splitLines(output)) {
    if (line.empty())
      continue;
    json object = json::parse(line, nullptr, /*allow_exceptions=*/false);
    if (!object.is_object())
      throw std::runtime_error("the checker wrote a line that is no JSON object: " + line);
    if (object.contains("check")) {
      verdict.checks.push_back(
          {textOf(object, "check"), textOf(object, "title"), rungOf(object),
           object.value("points", 0), object.value("passed", false), textOf(object, "message"),
           textOf(object, "before"), textOf(object, "after"), textOf(object, "expected"),
           textOf(object, "input"), textOf(object, "location"), object.value("cut", false)});
      continue;
    }
    isComplete = true;
    verdict.lab = textOf(object, "lab");
    verdict.passed = object.value("passed", false);
    verdict.seconds = object.value("seconds", 0.0);
    verdict.fingerprint = textOf(object, "fingerprint");
  }
  if (!isComplete)
    throw std::runtime_error("the checker ended without a verdict");
  return verdict;
}

ordered_json toJson(const CheckResult &check) {
  return {{"check", check.name},    {"title", check.title},   {"rung", check.rung},
          {"points", check.points}, {"passed", check.passed}, {"message", check.message}};
}

} // namespace wick::lab
