// The initial values of a model in memory, as a program embeds them.
#pragma once

#include "backends/llvm/ModelDescription.h"

#include <string>

namespace wick::driver {

/// A safetensors image of what writeInitialWeights() writes. Throws std::runtime_error.
std::string initialImage(const ModelDescription &description, mlir::Location loc);

} // namespace wick::driver
