#include "ir/Kernel.h"

using namespace mlir;
using namespace wick::ir;

#define GET_OP_CLASSES
#include "ir/ops/Kernel.cpp.inc"

void wick::ir::registerKernelOps(WickDialect &dialect) {
  insertOps<
#define GET_OP_LIST
#include "ir/ops/Kernel.cpp.inc"
      >(dialect);
}

/// The buffer of a tensor, as the body of a kernel sees it.
static MemRefType bufferType(Type tensor) {
  auto type = cast<RankedTensorType>(tensor);
  return MemRefType::get(type.getShape(), type.getElementType());
}

void KernelOp::build(OpBuilder &builder, OperationState &state, ValueRange inputs,
                     ValueRange outputs,
                     llvm::function_ref<void(ValueRange inputs, ValueRange outputs)> emitBody) {
  state.addOperands(inputs);
  state.addOperands(outputs);
  state.addTypes(outputs.getTypes());
  state.getOrAddProperties<Properties>().setOperandSegmentSizes(
      {static_cast<int32_t>(inputs.size()), static_cast<int32_t>(outputs.size())});
  OpBuilder::InsertionGuard guard(builder);
  Block *body = builder.createBlock(state.addRegion());
  for (Value operand : state.operands)
    body->addArgument(bufferType(operand.getType()), state.location);
  emitBody(body->getArguments().take_front(inputs.size()),
           body->getArguments().drop_front(inputs.size()));
}

LogicalResult KernelOp::verify() {
  auto arguments = getBody().getArgumentTypes();
  auto wanted = llvm::map_to_vector(getOperandTypes(), bufferType);
  if (!llvm::equal(arguments, wanted))
    return emitOpError() << "C2: the body needs the arguments (" << wanted << "), got ("
                         << arguments << ")";
  return success();
}
