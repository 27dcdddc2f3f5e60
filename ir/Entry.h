//===- Entry.h - entries of a model: roles, names, donation ----------------===//
//
// Attribute names and accessors of the functions that a compiled model exports. The constraints
// E1.. to E8. stand in Base.td and are verified in Entry.cpp.

#ifndef WICK_IR_ENTRY_H
#define WICK_IR_ENTRY_H

#include "ir/Wick.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace wick::ir {

inline constexpr llvm::StringLiteral kEntryAttr = "wick.entry";
inline constexpr llvm::StringLiteral kLossAttr = "wick.loss";
inline constexpr llvm::StringLiteral kOptimizerAttr = "wick.optimizer";
inline constexpr llvm::StringLiteral kLearningRateAttr = "wick.learning_rate";
inline constexpr llvm::StringLiteral kClipNormAttr = "wick.clip_norm";
inline constexpr llvm::StringLiteral kScheduleAttr = "wick.schedule";
inline constexpr llvm::StringLiteral kAccumulateAttr = "wick.accumulate";
inline constexpr llvm::StringLiteral kNameAttr = "wick.name";
inline constexpr llvm::StringLiteral kRoleAttr = "wick.role";
inline constexpr llvm::StringLiteral kInitAttr = "wick.init";
inline constexpr llvm::StringLiteral kDonatesAttr = "wick.donates";
inline constexpr llvm::StringLiteral kGradientOfAttr = "wick.gradient_of";
/// On a function whose results were bound to arguments: the index of the argument for each result.
inline constexpr llvm::StringLiteral kDestinationsAttr = "wick.destinations";
/// On a function with planned memory: bytes of its last argument, the arena.
inline constexpr llvm::StringLiteral kArenaBytesAttr = "wick.arena_bytes";

bool isEntry(mlir::func::FuncOp function);

/// Name and role of an argument, name of a result; "" or nullopt when absent.
llvm::StringRef argumentName(mlir::func::FuncOp function, unsigned index);
std::optional<Role> argumentRole(mlir::func::FuncOp function, unsigned index);
llvm::StringRef resultName(mlir::func::FuncOp function, unsigned index);

/// Index of the argument named `name`, or nullopt.
std::optional<unsigned> findArgument(mlir::func::FuncOp function, llvm::StringRef name);

/// Index of the argument that the result at `index` is donated to, or nullopt.
std::optional<unsigned> donatedArgument(mlir::func::FuncOp function, unsigned index);

/// Appends an argument or result with its attributes to `function` (the return op is not touched).
mlir::BlockArgument addArgument(mlir::func::FuncOp function, mlir::Type type, Role role,
                                llvm::StringRef name, mlir::Attribute init, mlir::Location loc);

/// Verifies E1. to E8. of one entry.
mlir::LogicalResult verifyEntry(mlir::func::FuncOp function);

} // namespace wick::ir

#endif // WICK_IR_ENTRY_H
