#include "ir/interp/Index.h"
#include "llvm/Support/MathExtras.h"

namespace wick::ir {

Shape rowMajorStrides(llvm::ArrayRef<int64_t> shape) {
  Shape strides(shape.size());
  int64_t stride = 1;
  for (size_t i = shape.size(); i-- > 0; stride *= shape[i])
    strides[i] = stride;
  return strides;
}

Shape broadcastStrides(llvm::ArrayRef<int64_t> shape, llvm::ArrayRef<int64_t> to) {
  assert(shape.size() <= to.size() && "broadcasting only adds dimensions");
  Shape own = rowMajorStrides(shape), strides(to.size(), 0);
  size_t shift = to.size() - shape.size();
  for (size_t i = 0; i < shape.size(); ++i)
    strides[i + shift] = shape[i] == 1 ? 0 : own[i];
  return strides;
}

int64_t positionOf(llvm::ArrayRef<int64_t> index, llvm::ArrayRef<int64_t> strides) {
  int64_t position = 0;
  for (size_t i = 0; i < index.size(); ++i)
    position += index[i] * strides[i];
  return position;
}

void forEachIndex(llvm::ArrayRef<int64_t> shape,
                  llvm::function_ref<void(llvm::ArrayRef<int64_t>)> body) {
  if (llvm::is_contained(shape, 0))
    return;
  Shape index(shape.size(), 0);
  while (true) {
    body(index);
    size_t dim = shape.size();
    while (dim > 0 && ++index[dim - 1] == shape[dim - 1])
      index[--dim] = 0;
    if (dim == 0)
      return;
  }
}

void copyElement(const HostTensor &from, int64_t fromPosition, HostTensor &to, int64_t toPosition) {
  if (from.isReal())
    to.reals[toPosition] = from.reals[fromPosition];
  else
    to.integers[toPosition] = from.integers[fromPosition];
}

int64_t wrapTo(mlir::Type type, int64_t value) {
  unsigned width = type.getIntOrFloatBitWidth();
  return width == 1 ? value & 1 : llvm::SignExtend64(static_cast<uint64_t>(value), width);
}

} // namespace wick::ir
