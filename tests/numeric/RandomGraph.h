//===- RandomGraph.h - random well-typed functions of wick ops ---------------===//
//
// For properties of the form: a pass or a backend leaves the results of every function as they are.

#ifndef WICK_TESTS_NUMERIC_RANDOMGRAPH_H
#define WICK_TESTS_NUMERIC_RANDOMGRAPH_H

#include "ir/interp/HostTensor.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"

namespace wick::test {

using Tensors = llvm::SmallVector<ir::HostTensor>;

/// An entry @f, whose arguments are inputs a0, a1, .. and whose results r0, r1, .., and values to
/// call it with.
struct Graph {
  mlir::OwningOpRef<mlir::ModuleOp> module;
  Tensors arguments;

  mlir::func::FuncOp function() const;
  Graph clone() const;
  /// The module as text.
  std::string text() const;
  /// The results by the reference interpreter; throws std::runtime_error when it refuses.
  Tensors interpret() const;
};

/// What graphs are made of.
struct GraphOptions {
  mlir::Type element;          // f32, f64 or bf16: of the floating-point values
  unsigned ops = 12;           // ops that are tried; those that are ill-conditioned are left out
  bool differentiable = false; // smooth ops alone: no comparisons, no integers, no random numbers
  bool images = false;         // convolutions, poolings and batch norms too
};

/// The graph of `seed`: shapes are awkward (scalars, 1, primes), values are used several times, and
/// what no op uses is a result.
///
/// Every value is finite and well-conditioned at the given arguments: computed with an error of
/// some units in the last place per op, it stays within a quarter of toleranceOf(element). So a
/// backend that computes each op accurately passes, near discontinuities as well.
Graph randomGraph(mlir::MLIRContext &context, uint32_t seed, const GraphOptions &options);

/// The largest error of `actual`, as Tolerances.h defines it; infinite when types or signs of
/// infinity differ, or when one is NaN alone.
double errorOf(const ir::HostTensor &actual, const ir::HostTensor &expected);

/// The tolerance of an element type; 0 for integers.
double toleranceOf(mlir::Type element);

/// A smaller graph for which `fails` still holds: it ends at the first op after which it does, and
/// ops before are replaced by arguments that hold their values, until nothing more can go.
Graph shrink(Graph graph, llvm::function_ref<bool(const Graph &)> fails);

} // namespace wick::test

#endif // WICK_TESTS_NUMERIC_RANDOMGRAPH_H
