//===- Record.cpp - from the author's calls to ops of the graph --------------===//

#include "frontend/ModelImpl.h"
#include "ir/Inference.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/Verifier.h"

namespace wick {

ModelImpl::ModelImpl(llvm::StringRef name, std::source_location loc)
    : context(mlir::MLIRContext::Threading::DISABLED), loc(loc) {
  endUncaughtErrorsCleanly();
  context.loadDialect<ir::WickDialect, mlir::func::FuncDialect>();
  module = mlir::ModuleOp::create(location(loc), name);
}

mlir::Location ModelImpl::location(std::source_location loc) {
  return mlir::FileLineColLoc::get(&context, loc.file_name(), loc.line(), loc.column());
}

//===----------------------------------------------------------------------===//
// Handles
//===----------------------------------------------------------------------===//

ModelImpl &ModelImpl::of(const Call &call, const Tensor &tensor) {
  if (!tensor)
    fail(call, "a tensor is empty: it was declared but never given a value",
         "assign the result of an op, of Model::input or of Model::param to it");
  return *tensor.model;
}

mlir::Value ModelImpl::value(const Call &call, const Tensor &tensor) const {
  if (&of(call, tensor) != this)
    fail(call, "a tensor belongs to another model", "build one model with its own tensors only");
  return mlir::Value::getFromOpaquePointer(tensor.value);
}

mlir::RankedTensorType ModelImpl::type(const Call &call, const Tensor &tensor) {
  return ir::tensorType(of(call, tensor).value(call, tensor));
}

Leaf *ModelImpl::leafOf(mlir::Value value) {
  auto argument = llvm::dyn_cast<mlir::BlockArgument>(value);
  return argument ? &leaves[argument.getArgNumber()] : nullptr;
}

Shape Tensor::shape(std::source_location loc) const {
  return ModelImpl::type({"shape", loc}, *this).getShape().vec();
}

DType Tensor::dtype(std::source_location loc) const {
  return dtypeOf(ModelImpl::type({"dtype", loc}, *this).getElementType());
}

int64_t Tensor::rank(std::source_location loc) const {
  return ModelImpl::type({"rank", loc}, *this).getRank();
}

int64_t Tensor::size(std::source_location loc) const {
  return ModelImpl::type({"size", loc}, *this).getNumElements();
}

//===----------------------------------------------------------------------===//
// Ops
//===----------------------------------------------------------------------===//

/// Replaces the provisional types of `op` by the inferred ones.
static mlir::LogicalResult inferType(mlir::Operation *op) {
  auto infer = mlir::cast<mlir::InferTypeOpInterface>(op);
  llvm::SmallVector<mlir::Type> types;
  if (failed(infer.inferReturnTypes(op->getContext(), op->getLoc(), op->getOperands(),
                                    op->getRawDictionaryAttrs(), op->getPropertiesStorage(),
                                    op->getRegions(), types)))
    return mlir::failure();
  for (auto [result, type] : llvm::zip_equal(op->getResults(), types))
    result.setType(type);
  return mlir::success();
}

Tensor ModelImpl::record(const Call &call, llvm::StringRef name, llvm::ArrayRef<Tensor> operands,
                         llvm::ArrayRef<mlir::NamedAttribute> attributes, mlir::Type type,
                         size_t results) {
  mlir::OperationState state(location(call.loc), name);
  for (const Tensor &operand : operands)
    state.operands.push_back(value(call, operand));
  state.addAttributes(attributes);
  bool inferred = !type;
  state.types.assign(results, inferred ? state.operands.front().getType() : type);

  mlir::Operation *op = mlir::Operation::create(state);
  graph.push_back(op);
  std::string refusal;
  mlir::LogicalResult valid = refusalOf(&context, refusal, [&] {
    return mlir::success((!inferred || succeeded(inferType(op))) && succeeded(mlir::verify(op)));
  });
  if (succeeded(valid))
    return wrap(op->getResult(0));
  op->erase();
  failWithDiagnostic(call, name, refusal);
}

Tensor ModelImpl::recordConstant(const Call &call, const Shape &shape, DType dtype,
                                 llvm::ArrayRef<double> numbers) {
  mlir::RankedTensorType type = tensorType(call, shape, dtype);
  mlir::StringAttr value = mlir::StringAttr::get(&context, "value");
  return record(call, ir::ConstantOp::getOperationName(), {},
                mlir::NamedAttribute(value, elements(call, type, numbers)), type);
}

} // namespace wick
