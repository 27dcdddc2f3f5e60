//===- Interpreter.h - runs a function in float64 ----------------------------===//

#ifndef WICK_IR_INTERP_INTERPRETER_H
#define WICK_IR_INTERP_INTERPRETER_H

#include "ir/interp/HostTensor.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace wick::ir {

/// The results of `function` for `arguments`, by the ReferenceInterface of its ops, in order.
///
/// The function has one block of wick ops that ends in func.return. Otherwise, or when an argument
/// has another type than the function takes, emits an error at the op concerned and fails.
mlir::FailureOr<llvm::SmallVector<HostTensor>> interpret(mlir::func::FuncOp function,
                                                         llvm::ArrayRef<HostTensor> arguments);

} // namespace wick::ir

#endif // WICK_IR_INTERP_INTERPRETER_H
