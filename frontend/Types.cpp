#include "frontend/ModelImpl.h"
#include "ir/Inference.h"

#include "llvm/Support/Format.h"

#include <cmath>

namespace wick {

const char *name(DType dtype) {
  switch (dtype) {
  case DType::f32:
    return "f32";
  case DType::f64:
    return "f64";
  case DType::bf16:
    return "bf16";
  case DType::i32:
    return "i32";
  case DType::i64:
    return "i64";
  case DType::i8:
    return "i8";
  case DType::i1:
    return "i1";
  }
  return "?";
}

mlir::Type elementType(mlir::MLIRContext *context, DType dtype) {
  mlir::Builder builder(context);
  switch (dtype) {
  case DType::f32:
    return builder.getF32Type();
  case DType::f64:
    return builder.getF64Type();
  case DType::bf16:
    return builder.getBF16Type();
  case DType::i32:
    return builder.getI32Type();
  case DType::i64:
    return builder.getI64Type();
  case DType::i8:
    return builder.getIntegerType(8);
  case DType::i1:
    return builder.getI1Type();
  }
  llvm_unreachable("DType is closed");
}

DType dtypeOf(mlir::Type type) {
  for (DType dtype : {DType::f32, DType::f64, DType::bf16, DType::i32, DType::i64, DType::i8})
    if (elementType(type.getContext(), dtype) == type)
      return dtype;
  return DType::i1;
}

std::string typeText(mlir::Value value) {
  mlir::RankedTensorType type = ir::tensorType(value);
  std::string text = name(dtypeOf(type.getElementType()));
  return type.getRank() == 0 ? text : ir::shapeText(type.getShape()) + "x" + text;
}

std::string numberText(double number) {
  std::string text;
  llvm::raw_string_ostream(text) << llvm::format("%g", number);
  return text;
}

mlir::RankedTensorType ModelImpl::tensorType(const Call &call, const Shape &shape, DType dtype) {
  for (int64_t size : shape)
    if (size < 1)
      fail(call, "shape " + ir::shapeText(shape) + " has a size below 1",
           "shapes are static: give every dimension its size");
  return mlir::RankedTensorType::get(shape, elementType(&context, dtype));
}

static llvm::APFloat rounded(mlir::FloatType type, double number) {
  llvm::APFloat value(number);
  bool losesInfo;
  value.convert(type.getFloatSemantics(), llvm::APFloat::rmNearestTiesToEven, &losesInfo);
  return value;
}

/// `number` as an integer of `type`, if that holds it.
static std::optional<llvm::APInt> wholeNumber(mlir::Type type, double number) {
  unsigned bits = type.getIntOrFloatBitWidth();
  bool isTruth = bits == 1;
  double low = isTruth ? 0 : -std::ldexp(1.0, bits - 1);
  double end = isTruth ? 2 : std::ldexp(1.0, bits - 1);
  if (std::trunc(number) != number || number < low || number >= end)
    return std::nullopt;
  return llvm::APInt(bits, static_cast<int64_t>(number), !isTruth);
}

mlir::DenseElementsAttr elements(const Call &call, mlir::RankedTensorType type,
                                 llvm::ArrayRef<double> numbers) {
  int64_t count = numbers.size();
  if (count != 1 && count != type.getNumElements())
    fail(call,
         llvm::Twine(count) + " values for shape " + ir::shapeText(type.getShape()) +
             ", which has " + llvm::Twine(type.getNumElements()) + " elements",
         "give one value per element, row-major");
  if (auto floats = llvm::dyn_cast<mlir::FloatType>(type.getElementType())) {
    llvm::SmallVector<llvm::APFloat> values;
    for (double number : numbers)
      values.push_back(rounded(floats, number));
    return mlir::DenseElementsAttr::get(type, values);
  }
  llvm::SmallVector<llvm::APInt> values;
  for (double number : numbers) {
    std::optional<llvm::APInt> value = wholeNumber(type.getElementType(), number);
    if (!value)
      fail(call, numberText(number) + " is no value of " + name(dtypeOf(type.getElementType())),
           "cast the tensor to a floating-point type, or round the number");
    values.push_back(*value);
  }
  return mlir::DenseElementsAttr::get(type, values);
}

} // namespace wick
