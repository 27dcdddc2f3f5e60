// What the checker says about a plug-in: the lines of JSON that wick-lab-check writes.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace wick::lab {

/// One check of a lab.
struct CheckResult {
  std::string name;  ///< "diamond"
  std::string title; ///< "A value that is used twice gets the sum"
  int rung = 0;      ///< 1 verifies, 2 structure, 3 execution, 4 cost
  int points = 0;    ///< its share of the lab's points; 0: not graded
  bool passed = false;
  std::string message;                 ///< why it failed
  std::string before, after, expected; ///< IR, where the check has such
  std::string input;                   ///< the smallest failing inputs
  std::string location;                ///< where it was reported
  bool isCut = false;                  ///< it failed by a crash or a limit, not by a comparison

  bool isGraded() const { return points > 0; }
};

struct Verdict {
  std::string lab;
  bool passed = false;
  double seconds = 0;
  std::string fingerprint; ///< what a mistake is recognized by
  std::vector<CheckResult> checks;
  bool isBroken = false; ///< the checker itself ended before its checks did

  /// The first check that failed; null when none did.
  const CheckResult *firstRed() const;
  /// Of all graded checks, the part of the points that passed: from 0 to 1.
  double share() const;
};

/// Reads the checker's output. Throws std::runtime_error when its last line, the verdict, is
/// missing or a line is no JSON.
Verdict readVerdict(std::string_view output);

/// As stored with a learner's progress: the verdict, without the IR.
nlohmann::ordered_json toJson(const CheckResult &check);

} // namespace wick::lab
