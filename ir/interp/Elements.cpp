#include "ir/interp/Elements.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include "llvm/ADT/APFloat.h"
#include "llvm/Support/Endian.h"

using namespace mlir;

namespace wick::ir {

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

static HostTensor readDense(DenseElementsAttr elements) {
  HostTensor tensor(cast<RankedTensorType>(elements.getType()));
  Type type = tensor.type.getElementType();
  if (type.isF32())
    llvm::copy(elements.getValues<float>(), tensor.reals.begin());
  else if (type.isF64())
    llvm::copy(elements.getValues<double>(), tensor.reals.begin());
  else if (tensor.isReal())
    llvm::transform(elements.getValues<APFloat>(), tensor.reals.begin(),
                    [](const APFloat &value) { return value.convertToDouble(); });
  else
    llvm::transform(elements.getValues<APInt>(), tensor.integers.begin(), [&](const APInt &value) {
      return type.isInteger(1) ? value.getZExtValue() : value.getSExtValue();
    });
  return tensor;
}

template <typename Stored, typename Number>
static void copyBytes(ArrayRef<char> bytes, std::vector<Number> &numbers) {
  for (auto [i, number] : llvm::enumerate(numbers))
    number = static_cast<Number>(
        llvm::support::endian::read<Stored, llvm::endianness::little>(&bytes[i * sizeof(Stored)]));
}

/// A blob holds the elements little-endian and row-major, i1 as one byte.
static FailureOr<HostTensor> readResource(DenseResourceElementsAttr resource) {
  auto type = dyn_cast<RankedTensorType>(resource.getType());
  AsmResourceBlob *blob = resource.getRawHandle().getBlob();
  if (!type || !blob)
    return failure();
  HostTensor tensor(type);
  ArrayRef<char> bytes = blob->getData();
  Type element = type.getElementType();
  unsigned width = element.getIntOrFloatBitWidth();
  if (static_cast<int64_t>(bytes.size()) != tensor.size() * int64_t(llvm::divideCeil(width, 8)))
    return failure();
  if (element.isF64())
    copyBytes<double>(bytes, tensor.reals);
  else if (element.isF32())
    copyBytes<float>(bytes, tensor.reals);
  else if (element.isBF16())
    for (int64_t i = 0; i < tensor.size(); ++i)
      tensor.reals[i] =
          llvm::bit_cast<float>(uint32_t(llvm::support::endian::read16le(&bytes[2 * i])) << 16);
  else if (width <= 8)
    copyBytes<int8_t>(bytes, tensor.integers);
  else if (width == 32)
    copyBytes<int32_t>(bytes, tensor.integers);
  else
    copyBytes<int64_t>(bytes, tensor.integers);
  return tensor;
}

FailureOr<HostTensor> readElements(ElementsAttr attribute) {
  if (!isa<RankedTensorType>(attribute.getShapedType()))
    return failure();
  if (auto dense = dyn_cast<DenseElementsAttr>(attribute))
    return readDense(dense);
  if (auto resource = dyn_cast<DenseResourceElementsAttr>(attribute))
    return readResource(resource);
  return failure();
}

//===----------------------------------------------------------------------===//
// Writing
//===----------------------------------------------------------------------===//

static APFloat rounded(double value, FloatType type) {
  APFloat result(value);
  bool losesInfo;
  result.convert(type.getFloatSemantics(), APFloat::rmNearestTiesToEven, &losesInfo);
  return result;
}

DenseElementsAttr writeElements(const HostTensor &tensor) {
  if (tensor.isReal()) {
    auto type = cast<FloatType>(tensor.type.getElementType());
    SmallVector<APFloat> values;
    for (double value : tensor.reals)
      values.push_back(rounded(value, type));
    return DenseElementsAttr::get(tensor.type, values);
  }
  SmallVector<APInt> values;
  for (int64_t value : tensor.integers)
    values.emplace_back(tensor.type.getElementTypeBitWidth(), static_cast<uint64_t>(value),
                        /*isSigned=*/false, /*implicitTrunc=*/true);
  return DenseElementsAttr::get(tensor.type, values);
}

void roundToElementType(HostTensor &tensor) {
  if (!tensor.isReal() || tensor.type.getElementType().isF64())
    return;
  auto type = cast<FloatType>(tensor.type.getElementType());
  for (double &value : tensor.reals)
    value = rounded(value, type).convertToDouble();
}

} // namespace wick::ir
