// Between the interpreter's tensors and the runtime's dense data.
#pragma once

#include "ir/interp/HostTensor.h"

namespace wick {

/// The runtime's wick_dtype of an element type of the dialect.
int32_t cTypeOf(mlir::Type elementType);

/// The elements as the runtime stores them, rounded to the element type.
std::vector<char> toBytes(const ir::HostTensor &tensor);

/// Dense data of `dtype` converted to `type`, which has as many elements.
ir::HostTensor fromBytes(int32_t dtype, const void *data, mlir::RankedTensorType type);

/// "32x64xf32", "f32" for a scalar.
std::string shapeText(mlir::RankedTensorType type);

} // namespace wick
