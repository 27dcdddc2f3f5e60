// Matrix products by OpenBLAS, which packs both operands in each call.
#include "bench/kernels/Problem.h"

#include <cblas.h>

namespace wick::bench {

std::optional<Column> openblasColumn(const SharedProblem &problem) {
  if (problem->kernel != Kernel::matmul)
    return std::nullopt;
  auto y = std::make_shared<Floats>(problem->m * problem->n);
  Column column;
  column.backend = "openblas";
  column.run = [problem, y] {
    auto m = static_cast<blasint>(problem->m), n = static_cast<blasint>(problem->n),
         k = static_cast<blasint>(problem->k);
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, m, n, k, 1, problem->x.data(), k,
                problem->weight.data(), n, 0, y->data(), n);
  };
  column.result = [run = column.run, y] {
    run();
    return std::vector<float>(y->begin(), y->end());
  };
  return column;
}

std::string describeOpenBLAS() {
  return std::string(openblas_get_config()) + ", kernels for " + openblas_get_corename();
}

void setOpenBLASThreads(int count) { openblas_set_num_threads(count); }

} // namespace wick::bench
