//===- Column.h - one backend's version of a piece of work ------------------===//

#ifndef WICK_BENCH_COLUMN_H
#define WICK_BENCH_COLUMN_H

#include <functional>
#include <string>
#include <vector>

namespace wick::bench {

/// One column of the bench's tables: how one backend does the work.
struct Column {
  std::string backend;
  std::function<void()> run; ///< one timed call
  /// What the work computes, to be compared with the other columns' before anything is timed.
  std::function<std::vector<float>()> result;
  /// Called, untimed, before each run of calls: training begins again with its first weights.
  std::function<void()> prepare = [] {};
};

/// What a call costs at least.
struct Cost {
  double flops; ///< a multiply-add is two, a transcendental function one
  double bytes; ///< of all arguments and results, each once
};

/// A row of the bench: the same work by each backend.
struct Case {
  std::string work; ///< "W7 matmul 512"
  /// Compiles or loads the columns; they live as long as what they capture.
  std::function<std::vector<Column>()> columns;
  std::function<Cost()> cost;
};

/// W7: matrix products, a linear layer with bias and gelu, softmax, layer norm; also by the peers.
std::vector<Case> kernelCases();

/// W1, W2 and W3 end to end: inference and training steps; also as plain C.
std::vector<Case> modelCases();

} // namespace wick::bench

#endif // WICK_BENCH_COLUMN_H
