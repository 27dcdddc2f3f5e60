//===- ReverseSweep.h - gradients of a block, from the last op to the first -===//

#ifndef WICK_PASSES_GRAPH_REVERSESWEEP_H
#define WICK_PASSES_GRAPH_REVERSESWEEP_H

#include "mlir/IR/Block.h"
#include "mlir/IR/Value.h"

namespace wick {

/// True for tensors of a floating-point type: the values that can have a gradient.
bool isReal(mlir::Type type);

/// Builds the gradients of the sum of the elements of `target` with respect to `inputs` before the
/// terminator of `body`, by the rules of its ops (DifferentiableInterface). Returns one value per
/// input, of the input's type; null where the target does not depend on it. What the rules build
/// for operands that nobody asked for is left without a use. An op on the way that has no rule, or
/// one that breaks its contract, gets an error.
///
/// The slot "autodiff".
mlir::FailureOr<mlir::SmallVector<mlir::Value>>
buildGradients(mlir::Block &body, mlir::ArrayRef<mlir::BlockArgument> inputs, mlir::Value target);

} // namespace wick

#endif // WICK_PASSES_GRAPH_REVERSESWEEP_H
