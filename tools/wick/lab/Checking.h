// From a learner's files to a verdict: compile them into a plug-in, run the checker on it.
#pragma once

#include "curriculum/engine/Verdict.h"
#include "tools/wick/lab/Site.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace wick::driver {

struct CheckOptions {
  uint32_t seed = 1;
  bool goesOn = false;                ///< behind a red rung, as a grade and a proof need
  std::filesystem::path objects = {}; ///< a folder for objects that several calls share
};

/// What came of one lab's files.
struct Checked {
  std::string diagnostics;             ///< the compiler's
  std::optional<lab::Verdict> verdict; ///< none: they do not compile
  double seconds = 0;                  ///< from the text to the verdict

  bool isGreen() const { return verdict && verdict->passed; }
};

/// Compiles the files of a lab and checks the plug-in. One that kills or blocks the checker as it
/// is loaded gives a verdict with one red check that says so.
Checked checkFiles(const lab::Lab &lab, const std::vector<std::filesystem::path> &files,
                   const CheckOptions &options);

/// Checks what the learner wrote for a lab, records it and prints it; whether it is green.
bool checkAndReport(Site &site, const lab::Module &module, const lab::Lab &lab,
                    const CheckOptions &options);

/// The build's folder that the running program stands in: bin/.. .
std::filesystem::path buildFolder();

} // namespace wick::driver
