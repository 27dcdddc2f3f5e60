#include "ir/Inference.h"
#include "ir/NotWritten.h"
#include "ir/Slot.h"

using namespace mlir;

namespace wick::ir {

std::string shapeText(ArrayRef<int64_t> shape) {
  if (shape.empty())
    return "scalar";
  std::string text;
  llvm::raw_string_ostream stream(text);
  llvm::interleave(shape, stream, "x");
  return text;
}

static std::optional<Shape> broadcast(ArrayRef<int64_t> a, ArrayRef<int64_t> b) {
  // LAB BEGIN 01.1a "Broadcasting: the shape"
  // TASK: Return the shape of a + b, or std::nullopt where the two do not broadcast. The shapes are
  // TASK: aligned at the last dimension and may differ in rank.
  // STUB: return std::nullopt;
  if (a.size() < b.size())
    std::swap(a, b);
  Shape result(a);
  size_t shift = a.size() - b.size();
  for (auto [i, size] : llvm::enumerate(b)) {
    int64_t &out = result[i + shift];
    if (out != size && out != 1 && size != 1)
      return std::nullopt;
    if (out == 1)
      out = size;
  }
  return result;
  // LAB END
}

static const Slot broadcastSlot("infer.broadcast", broadcast);
std::optional<Shape> broadcastShapes(ArrayRef<int64_t> a, ArrayRef<int64_t> b) {
  return broadcastSlot(a, b);
}

static FailureOr<RankedTensorType> binaryType(std::optional<Location> loc, StringRef op, Value lhs,
                                              Value rhs) {
  RankedTensorType a = tensorType(lhs), b = tensorType(rhs);
  if (a.getElementType() != b.getElementType()) {
    std::string text;
    llvm::raw_string_ostream(text) << "operands have element types " << a.getElementType()
                                   << " and " << b.getElementType() << "; cast one of them";
    return violates(loc, op, "C1", text);
  }
  std::string shapes = shapeText(a.getShape()) + " and " + shapeText(b.getShape());
  std::optional<Shape> shape = broadcastShapes(a.getShape(), b.getShape());
  // LAB BEGIN 01.1b "Broadcasting: the verifier"
  // TASK: Refuse shapes that do not broadcast (C2), as C1 is refused above; the text names the
  // TASK: `shapes` and says what would be right.
  // STUB: if (!shape)
  // STUB:   return lab::notWritten(loc, "01.1");
  if (!shape)
    return violates(
        loc, op, "C2",
        "shapes " + shapes +
            " do not broadcast; aligned at the last dimension, sizes must be equal or 1");
  // LAB END
  return RankedTensorType::get(*shape, a.getElementType());
}

static const Slot binarySlot("infer.binary", binaryType);
FailureOr<RankedTensorType> inferBinary(std::optional<Location> loc, StringRef op, Value lhs,
                                        Value rhs) {
  return binarySlot(loc, op, lhs, rhs);
}

Shape reducedShape(ArrayRef<int64_t> shape, ArrayRef<int64_t> dims, bool keepDims) {
  Shape result;
  for (auto [i, size] : llvm::enumerate(shape)) {
    if (!llvm::is_contained(dims, static_cast<int64_t>(i)))
      result.push_back(size);
    else if (keepDims)
      result.push_back(1);
  }
  return result;
}

bool areValidDims(ArrayRef<int64_t> dims, int64_t rank) {
  for (auto [i, dim] : llvm::enumerate(dims))
    if (dim < 0 || dim >= rank || (i > 0 && dims[i - 1] >= dim))
      return false;
  return true;
}

LogicalResult violates(std::optional<Location> loc, StringRef op, StringRef constraint,
                       const Twine &message) {
  return emitOptionalError(loc, "'", op, "' op ", constraint, ": ", message);
}

LogicalResult verifyInferredTypes(Operation *op) {
  SmallVector<Type> types;
  if (failed(cast<InferTypeOpInterface>(op).inferReturnTypes(
          op->getContext(), op->getLoc(), op->getOperands(), op->getDiscardableAttrDictionary(),
          op->getPropertiesStorage(), op->getRegions(), types)))
    return failure();
  if (TypeRange(types) == op->getResultTypes())
    return success();
  return op->emitOpError() << "result types are " << op->getResultTypes()
                           << " but the operands make " << types;
}

int64_t operandAndResultBytes(Operation *op) {
  llvm::SmallSetVector<Value, 8> values(op->operand_begin(), op->operand_end());
  values.insert(op->result_begin(), op->result_end());
  int64_t bytes = 0;
  for (Value value : values)
    if (auto type = dyn_cast<RankedTensorType>(value.getType()))
      bytes += type.getNumElements() * llvm::divideCeil(type.getElementTypeBitWidth(), 8);
  return bytes;
}

} // namespace wick::ir
