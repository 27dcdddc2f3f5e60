#include "ir/interp/Interpreter.h"
#include "ir/Wick.h"
#include "ir/interp/Elements.h"

using namespace mlir;

namespace wick::ir {

using Values = DenseMap<Value, HostTensor>;

static LogicalResult checkCall(func::FuncOp function, ArrayRef<HostTensor> arguments) {
  if (function.isExternal() || !function.getBody().hasOneBlock())
    return function.emitOpError() << "cannot be interpreted: '" << function.getName()
                                  << "' must have a body of one block";
  if (arguments.size() != function.getNumArguments())
    return function.emitOpError() << "'" << function.getName() << "' takes "
                                  << function.getNumArguments() << " arguments, got "
                                  << arguments.size();
  for (auto [i, argument] : llvm::enumerate(arguments))
    if (argument.type != function.getArgumentTypes()[i])
      return function.emitOpError()
             << "argument " << i << " of '" << function.getName() << "' has type "
             << function.getArgumentTypes()[i] << ", got a value of type " << argument.type;
  return success();
}

/// A constant may lack its data, so it is read here, where that can be said.
static LogicalResult runConstant(ConstantOp op, Values &values) {
  FailureOr<HostTensor> value = readElements(op.getValue());
  if (failed(value))
    return op.emitOpError() << "cannot be interpreted: its value has no data in this module "
                               "(an elided resource?); write the module with its resources";
  values[op.getOutput()] = std::move(*value);
  return success();
}

static LogicalResult runOp(Operation &op, Values &values) {
  if (auto constant = dyn_cast<ConstantOp>(op))
    return runConstant(constant, values);
  auto reference = dyn_cast<ReferenceInterface>(op);
  if (!reference)
    return op.emitOpError() << "cannot be interpreted: the reference interpreter runs the ops of "
                               "the wick dialect; interpret the model before it is lowered";
  SmallVector<HostTensor> results;
  for (Type type : op.getResultTypes())
    results.emplace_back(cast<RankedTensorType>(type));
  SmallVector<const HostTensor *> operands;
  for (Value operand : op.getOperands())
    operands.push_back(&values.find(operand)->second);
  reference.evaluate(operands, results);
  for (auto [value, result] : llvm::zip_equal(op.getResults(), results))
    values[value] = std::move(result);
  return success();
}

FailureOr<SmallVector<HostTensor>> interpret(func::FuncOp function,
                                             ArrayRef<HostTensor> arguments) {
  if (failed(checkCall(function, arguments)))
    return failure();
  Block &body = function.getBody().front();
  Values values;
  for (auto [value, argument] : llvm::zip_equal(body.getArguments(), arguments))
    values[value] = argument;
  for (Operation &op : body.without_terminator())
    if (failed(runOp(op, values)))
      return failure();
  SmallVector<HostTensor> results;
  for (Value value : body.getTerminator()->getOperands())
    results.push_back(values[value]);
  return results;
}

} // namespace wick::ir
