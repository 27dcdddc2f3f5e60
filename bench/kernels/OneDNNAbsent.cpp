// Stands for OneDNN.cpp where version 2 of the library is not installed.
#include "bench/kernels/Problem.h"

namespace wick::bench {

std::optional<Column> onednnColumn(const SharedProblem &) { return std::nullopt; }

std::string describeOneDNN() {
  return "absent: install libdnnl-dev (version 2) and configure the build again";
}

} // namespace wick::bench
