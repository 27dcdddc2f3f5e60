#include "backends/Buffer.h"
#include "wick/tensor.h"

#include <cstring>

using wick::ir::HostTensor;

namespace wick {

int32_t cTypeOf(mlir::Type type) {
  if (type.isF32())
    return WICK_F32;
  if (type.isF64())
    return WICK_F64;
  if (type.isBF16())
    return WICK_BF16;
  switch (type.getIntOrFloatBitWidth()) {
  case 32:
    return WICK_I32;
  case 64:
    return WICK_I64;
  case 8:
    return WICK_I8;
  default:
    return WICK_I1;
  }
}

std::vector<char> toBytes(const HostTensor &tensor) {
  int32_t dtype = cTypeOf(tensor.type.getElementType());
  std::vector<char> bytes(tensor.size() * wick_dtype_size(dtype));
  if (dtype == WICK_I64) // not by way of a double, which rounds
    std::memcpy(bytes.data(), tensor.integers.data(), bytes.size());
  else
    for (int64_t i = 0; i < tensor.size(); ++i)
      wick_element_set(dtype, bytes.data(), i,
                       tensor.isReal() ? tensor.reals[i] : double(tensor.integers[i]));
  return bytes;
}

HostTensor fromBytes(int32_t dtype, const void *data, mlir::RankedTensorType type) {
  int32_t wanted = cTypeOf(type.getElementType());
  size_t size = wick_dtype_size(dtype);
  HostTensor tensor(type);
  for (int64_t i = 0; i < tensor.size(); ++i) {
    // One element at a time through aligned memory: data of a safetensors file stands anywhere.
    int64_t stored = 0, converted = 0;
    std::memcpy(&stored, static_cast<const char *>(data) + i * size, size);
    wick_element_set(wanted, &converted, 0, wick_element_get(dtype, &stored, 0));
    if (tensor.isReal())
      tensor.reals[i] = wick_element_get(wanted, &converted, 0);
    else if (dtype == WICK_I64 && wanted == WICK_I64) // not by way of a double, which rounds
      tensor.integers[i] = stored;
    else
      tensor.integers[i] = int64_t(wick_element_get(wanted, &converted, 0));
  }
  return tensor;
}

std::string shapeText(mlir::RankedTensorType type) {
  char text[128];
  return wick_shape_text(cTypeOf(type.getElementType()), int32_t(type.getRank()),
                         type.getShape().data(), text, sizeof text);
}

} // namespace wick
