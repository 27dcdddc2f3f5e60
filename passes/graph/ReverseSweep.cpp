#include "passes/graph/ReverseSweep.h"
#include "ir/NotWritten.h"
#include "ir/Slot.h"
#include "passes/graph/vjp/Vjp.h"

using namespace mlir;
using namespace wick;
using namespace wick::ir;

bool wick::isReal(Type type) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  return tensor && isa<FloatType>(tensor.getElementType());
}

namespace {

/// The values through which a change of `inputs` reaches `target`.
DenseSet<Value> findActive(Block &body, ArrayRef<BlockArgument> inputs, Value target) {
  DenseSet<Value> reached(inputs.begin(), inputs.end());
  auto isReached = [&](Value value) { return reached.contains(value); };
  for (Operation &op : body)
    if (!isa<StopGradientOp>(op) && llvm::any_of(op.getOperands(), isReached))
      for (Value result : op.getResults())
        if (isReal(result.getType()))
          reached.insert(result);

  DenseSet<Value> active;
  if (isReached(target))
    active.insert(target);
  for (Operation &op : llvm::reverse(body))
    if (llvm::any_of(op.getResults(), [&](Value result) { return active.contains(result); }))
      for (Value operand : op.getOperands())
        if (isReached(operand))
          active.insert(operand);
  return active;
}

/// The gradients of the active values of a block, built behind its ops.
class ReverseSweep {
public:
  ReverseSweep(Block &body, DenseSet<Value> active)
      : active(std::move(active)), builder(body.getTerminator()) {
    for (Operation &op : body.without_terminator())
      forward.push_back(&op);
  }

  /// Builds the gradients of all active values that `target` depends on.
  LogicalResult run(Value target) {
    // LAB BEGIN 05.1a "The reverse sweep: the order"
    // TASK: Give `target` the gradient 1: accumulate() a constant of ones, wick::splat(b, 1, type),
    // TASK: with a Build b(builder, location). Then call pullBack() for the ops in `forward` whose
    // TASK: result has a gradient, in an order in which every gradient is complete when it is used.
    // STUB: return lab::notWritten(target.getLoc(), "05.1");
    // When an op is visited, from the last to the first, all users of its results have been: the
    // gradients of its results are complete.
    Build b(builder, target.getLoc());
    accumulate(target, wick::splat(b, 1, target.getType()));
    for (Operation *op : llvm::reverse(forward))
      if (llvm::any_of(op->getResults(), [&](Value y) { return gradients.contains(y); }))
        if (failed(pullBack(op)))
          return failure();
    return success();
    // LAB END
  }

  /// The gradient of `value`; null when the target does not depend on it.
  Value lookup(Value value) const { return gradients.lookup(value); }

private:
  /// From the gradients of the results of `op` to those of its active operands.
  LogicalResult pullBack(Operation *op) {
    auto differentiable = dyn_cast<DifferentiableInterface>(op);
    if (!differentiable)
      return op->emitOpError()
             << "has no gradient rule, but the loss depends on it; attach a rule "
                "in passes/graph/vjp/<Family>.cpp, or put a wick.stop_gradient on "
                "its operands";
    SmallVector<Value> resultGradients =
        llvm::map_to_vector(op->getResults(), [&](Value y) { return lookup(y); });
    SmallVector<Value> operandGradients = differentiable.buildVjp(builder, resultGradients);
    if (operandGradients.size() != op->getNumOperands())
      return op->emitOpError() << "has a gradient rule that returns " << operandGradients.size()
                               << " values for " << op->getNumOperands()
                               << " operands; return one for each, null where there is none";
    for (auto [i, operand, gradient] : llvm::enumerate(op->getOperands(), operandGradients)) {
      if (!gradient || !active.contains(operand))
        continue;
      if (gradient.getType() != operand.getType())
        return op->emitOpError() << "has a gradient rule that returns " << gradient.getType()
                                 << " for operand " << i << " of type " << operand.getType()
                                 << "; a broadcast operand needs unbroadcast()";
      accumulate(operand, gradient);
    }
    return success();
  }

  /// Adds the part that one use contributes to the gradient of `value`.
  void accumulate(Value value, Value gradient) {
    // LAB BEGIN 05.1b "The reverse sweep: a value used more than once"
    // TASK: Record `gradient` in `gradients`. A value that already has a gradient gets the sum,
    // TASK: AddOp::create(builder, gradient.getLoc(), a, b).
    // STUB: lab::notWritten(value.getLoc(), "05.1");
    Value &sum = gradients[value];
    sum = sum ? AddOp::create(builder, gradient.getLoc(), sum, gradient) : gradient;
    // LAB END
  }

  DenseSet<Value> active;
  DenseMap<Value, Value> gradients;
  SmallVector<Operation *> forward; // the ops before the first gradient, in the block's order
  OpBuilder builder;                // inserts before the terminator
};

FailureOr<SmallVector<Value>> sweep(Block &body, ArrayRef<BlockArgument> inputs, Value target) {
  ReverseSweep sweep(body, findActive(body, inputs, target));
  if (failed(sweep.run(target)))
    return failure();
  return llvm::map_to_vector(inputs, [&](Value input) { return sweep.lookup(input); });
}

const Slot slot("autodiff", sweep);

} // namespace

FailureOr<SmallVector<Value>> wick::buildGradients(Block &body, ArrayRef<BlockArgument> inputs,
                                                   Value target) {
  return slot(body, inputs, target);
}
