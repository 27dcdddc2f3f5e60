//===- TrainingState.h - what a training step keeps for the next one --------===//

#ifndef WICK_PASSES_GRAPH_TRAININGSTATE_H
#define WICK_PASSES_GRAPH_TRAININGSTATE_H

#include "ir/Entry.h"
#include "mlir/IR/BuiltinOps.h"

namespace wick {

/// The hyper that updates are multiplied by, and the state that counts steps: 0 before the first.
inline constexpr llvm::StringLiteral kLearningRateName = "lr";
inline constexpr llvm::StringLiteral kStepName = "optimizer.step";

/// The state that counts the steps whose gradients are gathered for the next update, and what
/// wick-accumulate-gradients leaves for wick-hold-updates: a dictionary of
///   every     steps to an update
///   gradients indices of the results that the optimizer makes updates of
///   from      index of the first result that is added after the gradients were gathered
inline constexpr llvm::StringLiteral kGatheredName = "optimizer.gathered";
inline constexpr llvm::StringLiteral kHoldAttr = "wick.hold";

/// A further argument of role `state`, initially zero.
mlir::BlockArgument addState(mlir::func::FuncOp function, const llvm::Twine &name, mlir::Type type,
                             mlir::Location loc);

/// A further result, called `name`.
void addResult(mlir::func::FuncOp function, mlir::Value value, const llvm::Twine &name);

/// A further result that replaces the state `name`, which the next step then finds.
void returnState(mlir::func::FuncOp function, mlir::Value value, const llvm::Twine &name);

/// The attributes of a result that replaces the argument `name`.
mlir::DictionaryAttr donationTo(mlir::MLIRContext *context, const llvm::Twine &name);

/// Indices of the results that are gradients of parameters.
llvm::SmallVector<unsigned> gradientResults(mlir::func::FuncOp function);

/// The state kStepName belongs to all entries of a module: an error when two whose optimizer counts
/// steps (Adam, AdamW) train different parameters, so that the count would be that of neither.
mlir::LogicalResult verifySharedStep(mlir::ModuleOp module);

} // namespace wick

#endif // WICK_PASSES_GRAPH_TRAININGSTATE_H
