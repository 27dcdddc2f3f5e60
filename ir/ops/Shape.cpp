#include "ir/Inference.h"
#include "ir/Wick.h"

using namespace mlir;
using namespace wick::ir;

#define GET_OP_CLASSES
#include "ir/ops/Shape.cpp.inc"

void wick::ir::registerShapeOps(WickDialect &dialect) {
  insertOps<
#define GET_OP_LIST
#include "ir/ops/Shape.cpp.inc"
      >(dialect);
}

int64_t ConstantOp::getFlops() { return 0; }
int64_t IotaOp::getFlops() { return 0; }
int64_t ReshapeOp::getFlops() { return 0; }
int64_t TransposeOp::getFlops() { return 0; }
int64_t ReverseOp::getFlops() { return 0; }
int64_t BroadcastInDimOp::getFlops() { return 0; }
int64_t SliceOp::getFlops() { return 0; }
int64_t ConcatOp::getFlops() { return 0; }
int64_t PadOp::getFlops() { return 0; }

//===----------------------------------------------------------------------===//
// ConstantOp, IotaOp
//===----------------------------------------------------------------------===//

OpFoldResult ConstantOp::fold(FoldAdaptor) { return getValue(); }

LogicalResult IotaOp::verify() {
  int64_t rank = tensorType(getOutput()).getRank(), dim = getDim();
  if (dim < 0 || dim >= rank)
    return emitOpError() << "C1: dim " << dim << " is not in [0, " << rank << ")";
  return success();
}

//===----------------------------------------------------------------------===//
// ReshapeOp
//===----------------------------------------------------------------------===//

LogicalResult ReshapeOp::verify() {
  RankedTensorType from = tensorType(getInput()), to = tensorType(getOutput());
  if (from.getNumElements() != to.getNumElements())
    return emitOpError() << "C1: " << shapeText(from.getShape()) << " has " << from.getNumElements()
                         << " elements but " << shapeText(to.getShape()) << " has "
                         << to.getNumElements();
  if (from.getElementType() != to.getElementType())
    return emitOpError() << "C2: element type changes from " << from.getElementType() << " to "
                         << to.getElementType() << "; use wick.cast";
  return success();
}

//===----------------------------------------------------------------------===//
// TransposeOp
//===----------------------------------------------------------------------===//

LogicalResult TransposeOp::inferReturnTypes(MLIRContext *, std::optional<Location> loc,
                                            Adaptor adaptor, SmallVectorImpl<Type> &types) {
  RankedTensorType input = tensorType(adaptor.getInput());
  ArrayRef<int64_t> permutation = adaptor.getPermutation();
  SmallVector<int64_t> sorted(permutation);
  llvm::sort(sorted);
  if (!llvm::equal(sorted, llvm::seq<int64_t>(0, input.getRank())))
    return violates(loc, getOperationName(), "C1",
                    "permutation must name each of the " + Twine(input.getRank()) +
                        " dimensions of " + shapeText(input.getShape()) + " once");
  Shape shape;
  for (int64_t dim : permutation)
    shape.push_back(input.getDimSize(dim));
  types.push_back(RankedTensorType::get(shape, input.getElementType()));
  return success();
}

//===----------------------------------------------------------------------===//
// ReverseOp
//===----------------------------------------------------------------------===//

LogicalResult ReverseOp::verify() {
  RankedTensorType type = tensorType(getInput());
  if (!areValidDims(getDims(), type.getRank()))
    return emitOpError() << "C1: dims must be strictly increasing and in [0, " << type.getRank()
                         << ") for " << shapeText(type.getShape());
  return success();
}

OpFoldResult ReverseOp::fold(FoldAdaptor) {
  return getDims().empty() ? OpFoldResult(getInput()) : OpFoldResult();
}

//===----------------------------------------------------------------------===//
// BroadcastInDimOp
//===----------------------------------------------------------------------===//

LogicalResult BroadcastInDimOp::verify() {
  RankedTensorType from = tensorType(getInput()), to = tensorType(getOutput());
  if (static_cast<int64_t>(getDims().size()) != from.getRank() ||
      !areValidDims(getDims(), to.getRank()))
    return emitOpError() << "C1: dims needs " << from.getRank()
                         << " strictly increasing entries in [0, " << to.getRank() << ")";
  for (auto [i, dim] : llvm::enumerate(getDims()))
    if (from.getDimSize(i) != 1 && from.getDimSize(i) != to.getDimSize(dim))
      return emitOpError() << "C2: dimension " << i << " of " << shapeText(from.getShape())
                           << " is neither 1 nor dimension " << dim << " of "
                           << shapeText(to.getShape());
  if (from.getElementType() != to.getElementType())
    return emitOpError() << "C3: element type changes from " << from.getElementType() << " to "
                         << to.getElementType();
  return success();
}

OpFoldResult BroadcastInDimOp::fold(FoldAdaptor adaptor) {
  if (getInput().getType() == getType())
    return getInput();
  if (auto splat = dyn_cast_if_present<SplatElementsAttr>(adaptor.getInput()))
    return splat.resizeSplat(tensorType(getOutput()));
  return {};
}

//===----------------------------------------------------------------------===//
// SliceOp
//===----------------------------------------------------------------------===//

LogicalResult SliceOp::inferReturnTypes(MLIRContext *, std::optional<Location> loc, Adaptor adaptor,
                                        SmallVectorImpl<Type> &types) {
  RankedTensorType input = tensorType(adaptor.getInput());
  ArrayRef<int64_t> starts = adaptor.getStarts(), limits = adaptor.getLimits(),
                    strides = adaptor.getStrides();
  size_t rank = input.getRank();
  if (starts.size() != rank || limits.size() != rank || strides.size() != rank)
    return violates(loc, getOperationName(), "C1",
                    "starts, limits and strides need one entry per dimension of " +
                        shapeText(input.getShape()));
  Shape shape;
  for (size_t i = 0; i < rank; ++i) {
    if (starts[i] < 0 || starts[i] >= limits[i] || limits[i] > input.getDimSize(i))
      return violates(loc, getOperationName(), "C2",
                      "[" + Twine(starts[i]) + ", " + Twine(limits[i]) +
                          ") is empty or outside dimension " + Twine(i) + " of " +
                          shapeText(input.getShape()));
    if (strides[i] < 1)
      return violates(loc, getOperationName(), "C3",
                      "stride " + Twine(strides[i]) + " of dimension " + Twine(i) + " is below 1");
    shape.push_back(llvm::divideCeil(limits[i] - starts[i], strides[i]));
  }
  types.push_back(RankedTensorType::get(shape, input.getElementType()));
  return success();
}

OpFoldResult SliceOp::fold(FoldAdaptor) {
  return getInput().getType() == getType() ? OpFoldResult(getInput()) : OpFoldResult();
}

//===----------------------------------------------------------------------===//
// ConcatOp
//===----------------------------------------------------------------------===//

LogicalResult ConcatOp::inferReturnTypes(MLIRContext *, std::optional<Location> loc,
                                         Adaptor adaptor, SmallVectorImpl<Type> &types) {
  StringRef name = getOperationName();
  if (adaptor.getInputs().empty())
    return violates(loc, name, "C1", "needs at least one input");
  RankedTensorType first = tensorType(adaptor.getInputs().front());
  int64_t dim = adaptor.getDim();
  if (dim < 0 || dim >= first.getRank())
    return violates(loc, name, "C2",
                    "dim " + Twine(dim) + " is not in [0, " + Twine(first.getRank()) + ")");
  Shape shape(first.getShape());
  for (Value input : adaptor.getInputs().drop_front()) {
    RankedTensorType type = tensorType(input);
    bool matches =
        type.getElementType() == first.getElementType() && type.getRank() == first.getRank();
    for (int64_t i = 0; matches && i < type.getRank(); ++i)
      matches = i == dim || type.getDimSize(i) == first.getDimSize(i);
    if (!matches)
      return violates(loc, name, "C3",
                      "inputs " + shapeText(first.getShape()) + " and " +
                          shapeText(type.getShape()) + " differ outside dimension " + Twine(dim) +
                          " or in element type");
    shape[dim] += type.getDimSize(dim);
  }
  types.push_back(RankedTensorType::get(shape, first.getElementType()));
  return success();
}

OpFoldResult ConcatOp::fold(FoldAdaptor) {
  return getInputs().size() == 1 ? OpFoldResult(getInputs().front()) : OpFoldResult();
}

//===----------------------------------------------------------------------===//
// PadOp
//===----------------------------------------------------------------------===//

LogicalResult PadOp::inferReturnTypes(MLIRContext *, std::optional<Location> loc, Adaptor adaptor,
                                      SmallVectorImpl<Type> &types) {
  RankedTensorType input = tensorType(adaptor.getInput());
  ArrayRef<int64_t> low = adaptor.getLow(), high = adaptor.getHigh(),
                    interior = adaptor.getInterior();
  size_t rank = input.getRank();
  auto isCount = [&](ArrayRef<int64_t> counts) {
    return counts.size() == rank && llvm::all_of(counts, [](int64_t n) { return n >= 0; });
  };
  if (!isCount(low) || !isCount(high) || !isCount(interior))
    return violates(loc, getOperationName(), "C1",
                    "low, high and interior need one entry per dimension of " +
                        shapeText(input.getShape()) + ", none negative");
  Shape shape;
  for (size_t i = 0; i < rank; ++i) {
    int64_t n = input.getDimSize(i);
    shape.push_back(low[i] + n + std::max<int64_t>(n - 1, 0) * interior[i] + high[i]);
  }
  types.push_back(RankedTensorType::get(shape, input.getElementType()));
  return success();
}

OpFoldResult PadOp::fold(FoldAdaptor) {
  return getInput().getType() == getType() ? OpFoldResult(getInput()) : OpFoldResult();
}
