// Stands for OpenBLAS.cpp where the library is not installed.
#include "bench/kernels/Problem.h"

namespace wick::bench {

std::optional<Column> openblasColumn(const SharedProblem &) { return std::nullopt; }

std::string describeOpenBLAS() {
  return "absent: install libopenblas-dev and configure the build again";
}

void setOpenBLASThreads(int) {}

} // namespace wick::bench
