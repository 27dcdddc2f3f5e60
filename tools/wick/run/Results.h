// What `wick run` does with the results of a call.
#pragma once

#include "ir/interp/HostTensor.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"

#include <string>

namespace wick::driver {

/// Prints each result as numpy does; of one that replaces an argument its name alone.
void printResults(mlir::func::FuncOp entry, llvm::ArrayRef<ir::HostTensor> results);

/// Prints {"NAME": {"dtype": .., "shape": [..], "values": [flat]}, ..}; what is not finite is null.
void printResultsAsJson(mlir::func::FuncOp entry, llvm::ArrayRef<ir::HostTensor> results);

/// Writes each result to FOLDER/NAME.npy ('/' in a name becomes '.'). Throws std::runtime_error.
void writeResults(mlir::func::FuncOp entry, llvm::ArrayRef<ir::HostTensor> results,
                  const std::string &folder);

} // namespace wick::driver
