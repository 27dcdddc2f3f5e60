//===- GraphGrowth.h - a random graph while ops are added ---------------------===//

#ifndef WICK_TESTS_NUMERIC_GRAPHGROWTH_H
#define WICK_TESTS_NUMERIC_GRAPHGROWTH_H

#include "ir/Inference.h"
#include "mlir/IR/Builders.h"
#include "tests/numeric/RandomGraph.h"

#include <random>

namespace wick::test {

/// The state that the generators of single ops (RandomOps.cpp, RandomImageOps.cpp) work on: values
/// to choose operands from, and new arguments where nothing fits.
class GraphGrowth {
public:
  GraphGrowth(mlir::MLIRContext &context, uint32_t seed, const GraphOptions &options);

  /// Tries one random op; keeps it when its results are finite, small and well-conditioned.
  void addOp();
  /// The graph so far; every value without a use becomes a result.
  Graph finish();

  /// In [0, bound).
  int64_t below(int64_t bound) {
    return std::uniform_int_distribution<int64_t>(0, bound - 1)(random);
  }
  bool coin() { return below(2) == 1; }
  template <typename Range> auto pick(const Range &range) { return range[below(std::size(range))]; }

  /// A random shape of rank 0 to 3 with sizes 1, 2, 3, 5 and 7.
  ir::Shape shape(int64_t minRank = 0);
  /// `dims` of a shape of this rank in random order.
  ir::Shape permutation(int64_t rank);

  /// A value that holds for `accepts`, or null.
  mlir::Value find(llvm::function_ref<bool(mlir::RankedTensorType)> accepts);
  /// Any value of the graph's floating-point type.
  mlir::Value findFloat(int64_t minRank = 0);
  /// A value that broadcasts with `value`: one of the graph, or a new argument.
  mlir::Value partnerOf(mlir::Value value);
  /// A value of the same type: one of the graph, or a new argument.
  mlir::Value peerOf(mlir::Value value);

  /// New arguments: floats uniform in [low, high), integers in [low, high).
  mlir::Value argument(llvm::ArrayRef<int64_t> shape, mlir::Type element, double low, double high);
  mlir::Value floats(llvm::ArrayRef<int64_t> shape) {
    return argument(shape, options.element, -2, 2);
  }
  mlir::Value counter() { return argument({}, builder.getI64Type(), 0, 1 << 20); }

  mlir::OpBuilder builder;
  mlir::Location loc;
  const GraphOptions options;

private:
  struct Known {
    ir::HostTensor exact, noisy; // noisy: an inaccurate backend's
  };
  /// Evaluates `op` both ways; false when a result is not fit for tests.
  bool evaluate(mlir::Operation *op);
  /// Of a differentiable graph the first result of each op: statistics beside it have no gradient.
  mlir::ResultRange usableResults(mlir::Operation *op) const;

  std::mt19937 random;
  Graph graph;
  std::vector<mlir::Value> values;
  llvm::DenseMap<mlir::Value, Known> known;
};

/// Adds one op, on operands that its constraints allow.
using RandomOp = mlir::Operation *(*)(GraphGrowth &);

/// Those that work on images, and their gradients (RandomImageOps.cpp).
llvm::ArrayRef<RandomOp> imageOps();

/// Adds one random op before the builder's insertion point; null when nothing fits.
mlir::Operation *addRandomOp(GraphGrowth &growth);

} // namespace wick::test

#endif // WICK_TESTS_NUMERIC_GRAPHGROWTH_H
