//===- LibraryPattern.h - ops that one call of a library computes --------------===//

#ifndef WICK_PASSES_GRAPH_LIBRARYPATTERN_H
#define WICK_PASSES_GRAPH_LIBRARYPATTERN_H

#include "ir/Wick.h"

namespace wick {

/// An op that a library has as a function, with the ops behind it that its epilogue takes in. Each
/// is the only reader of the value before it.
struct LibraryPattern {
  struct Step {
    ir::EpilogueStep kind;
    mlir::Value addend; // of the step `addend`
  };

  /// What `root` begins; nothing when the library has no such function. An elementwise root is its
  /// own first step.
  static std::optional<LibraryPattern> match(mlir::Operation *root);

  /// Leaves the last op out. False when nothing would be left.
  bool shorten();

  /// Builds the call, before the last op, with reshapes around it where the library wants a matrix
  /// and transposes where it wants channels last; the last of the ops that it returns has the value
  /// of the pattern.
  llvm::SmallVector<mlir::Operation *> build() const;

  mlir::Operation *root() const { return ops.front(); }
  mlir::Value output() const { return ops.back()->getResult(0); }

  ir::LibraryFunction function;
  mlir::Value input, weight, bias; // of the function as of the op; weight and bias may be null
  llvm::SmallVector<Step> steps;
  llvm::SmallVector<mlir::Operation *> ops; // the root, the one that adds a bias, one for each step
};

} // namespace wick

#endif // WICK_PASSES_GRAPH_LIBRARYPATTERN_H
