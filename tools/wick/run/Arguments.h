// The arguments of one call, gathered from the command line, a weights file and the model.
#pragma once

#include "ir/interp/HostTensor.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"

#include <string>
#include <vector>

namespace wick::driver {

/// What the command line says about arguments.
struct ArgumentSources {
  std::vector<std::string> inputs;   // NAME=FILE.npy or NAME=seed:N
  std::vector<std::string> settings; // NAME=NUMBER, every element of NAME
  std::string weights;               // a safetensors file, "" for none
};

/// One value per argument of `entry`. A command line source comes first, then the weights file
/// (under the argument's name, an input also under ENTRY/NAME), then the argument's `wick.init`.
/// Throws std::runtime_error with a sentence that says what is missing or wrong and how to give it.
llvm::SmallVector<ir::HostTensor> gatherArguments(mlir::func::FuncOp entry,
                                                  const ArgumentSources &sources);

} // namespace wick::driver
