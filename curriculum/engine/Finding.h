// What a check of the curriculum's files finds wrong.
#pragma once

#include <string>
#include <vector>

namespace wick::lab {

struct Finding {
  std::string place; ///< file, or file:line, relative to the source tree
  std::string message;
};

using Findings = std::vector<Finding>;

} // namespace wick::lab
