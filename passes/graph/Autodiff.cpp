#include "ir/Entry.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "passes/Passes.h"
#include "passes/graph/SavedActivations.h"
#include "passes/graph/vjp/Vjp.h"
#include "llvm/ADT/StringSet.h"

using namespace mlir;
using namespace wick::ir;

namespace wick {
#define GEN_PASS_DEF_AUTODIFF
#include "passes/Passes.h.inc"
} // namespace wick

namespace {

bool isReal(Type type) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  return tensor && isa<FloatType>(tensor.getElementType());
}

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

  /// Starts with gradient 1 at `target` and visits the ops from the last to the first. When an op
  /// is visited all users of its results have been, so the gradients of its results are complete.
  LogicalResult run(Value target) {
    Build b(builder, target.getLoc());
    accumulate(target, wick::splat(b, 1, target.getType()));
    for (Operation *op : llvm::reverse(forward))
      if (llvm::any_of(op->getResults(), [&](Value y) { return gradients.contains(y); }))
        if (failed(pullBack(op)))
          return failure();
    return success();
  }

  /// The gradient of `value`; null when the target does not depend on it.
  Value lookup(Value value) const { return gradients.lookup(value); }

  /// Erases what rules built for operands that nobody asked for.
  void eraseUnused() {
    Operation *last = forward.empty() ? nullptr : forward.back();
    Operation *op = builder.getInsertionBlock()->getTerminator()->getPrevNode();
    while (op && op != last) {
      Operation *previous = op->getPrevNode();
      if (isOpTriviallyDead(op))
        op->erase();
      op = previous;
    }
  }

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

  /// A value that is used more than once receives the sum of the gradients of its uses.
  void accumulate(Value value, Value gradient) {
    Value &sum = gradients[value];
    sum = sum ? AddOp::create(builder, gradient.getLoc(), sum, gradient) : gradient;
  }

  DenseSet<Value> active;
  DenseMap<Value, Value> gradients;
  SmallVector<Operation *> forward;
  OpBuilder builder;
};

/// Moves the updates of donated arguments to the end of the block, in their order: the backward
/// pass may read the old values (E4). An update that other ops read stays where it is.
void moveUpdatesLast(func::FuncOp function) {
  Block &body = function.getBody().front();
  Operation *terminator = body.getTerminator();
  DenseSet<Operation *> updates;
  for (unsigned i = 0; i < function.getNumResults(); ++i)
    if (Operation *update = terminator->getOperand(i).getDefiningOp())
      if (donatedArgument(function, i) &&
          llvm::all_of(update->getUsers(), [&](Operation *user) { return user == terminator; }))
        updates.insert(update);
  for (Operation &op : llvm::make_early_inc_range(body))
    if (updates.contains(&op))
      op.moveBefore(terminator);
}

struct Autodiff : wick::impl::AutodiffBase<Autodiff> {
  using AutodiffBase::AutodiffBase;

  void runOnOperation() override {
    for (auto function : getOperation().getOps<func::FuncOp>())
      if (std::optional<unsigned> target = findTarget(function))
        if (failed(differentiate(function, *target)))
          return signalPassFailure();
  }

  /// Index of the result to differentiate.
  std::optional<unsigned> findTarget(func::FuncOp function) {
    if (of.empty()) {
      auto loss = function->getAttrOfType<IntegerAttr>(kLossAttr);
      return loss ? std::optional<unsigned>(loss.getInt()) : std::nullopt;
    }
    for (unsigned i = 0; i < function.getNumResults(); ++i)
      if (resultName(function, i) == of)
        return i;
    return std::nullopt;
  }

  std::string gradientName(StringRef argument) {
    return (of.empty() ? "d_" + argument : "d_" + of + "_d_" + argument).str();
  }

  /// The arguments to differentiate with respect to that have no gradient yet.
  FailureOr<SmallVector<BlockArgument>> findInputs(func::FuncOp function) {
    llvm::StringSet<> results;
    for (unsigned i = 0; i < function.getNumResults(); ++i)
      results.insert(resultName(function, i));
    SmallVector<unsigned> indices;
    for (StringRef name : wrt) {
      std::optional<unsigned> index = findArgument(function, name);
      if (!index || !isReal(function.getArgumentTypes()[*index]))
        return function.emitOpError() << "has no floating-point argument '" << name
                                      << "' to differentiate with respect to";
      indices.push_back(*index);
    }
    for (unsigned i = 0; wrt.empty() && i < function.getNumArguments(); ++i)
      if (argumentRole(function, i) == Role::param && isReal(function.getArgumentTypes()[i]))
        indices.push_back(i);
    SmallVector<BlockArgument> inputs;
    for (unsigned index : indices)
      if (!results.contains(gradientName(argumentName(function, index))))
        inputs.push_back(function.getArgument(index));
    return inputs;
  }

  LogicalResult differentiate(func::FuncOp function, unsigned target) {
    if (!function.getBody().hasOneBlock())
      return function.emitOpError()
             << "has control flow; wick-autodiff needs a function of one block";
    FailureOr<SmallVector<BlockArgument>> inputs = findInputs(function);
    if (failed(inputs) || inputs->empty())
      return inputs;
    Block &body = function.getBody().front();
    Value loss = body.getTerminator()->getOperand(target);
    Operation *lastForward = body.getTerminator()->getPrevNode();
    ReverseSweep sweep(body, findActive(body, *inputs, loss));
    if (failed(sweep.run(loss)))
      return failure();
    for (BlockArgument input : *inputs)
      appendGradient(function, input, sweep.lookup(input));
    sweep.eraseUnused();
    if (report && lastForward)
      wick::printSavedActivations(function, lastForward, llvm::errs());
    moveUpdatesLast(function);
    return success();
  }

  /// Returns `gradient` as a further result of `function`, zeros when it is null.
  void appendGradient(func::FuncOp function, BlockArgument input, Value gradient) {
    StringRef name = argumentName(function, input.getArgNumber());
    Operation *terminator = function.getBody().front().getTerminator();
    if (!gradient) {
      mlir::emitWarning(input.getLoc())
          << "the loss of '" << function.getName() << "' does not depend on '" << name
          << "'; its gradient is zero";
      OpBuilder builder(terminator);
      Build b(builder, input.getLoc());
      gradient = wick::splat(b, 0, input.getType());
    }
    Builder builder(&getContext());
    NamedAttrList attributes;
    attributes.set(kNameAttr, builder.getStringAttr(gradientName(name)));
    if (of.empty() && argumentRole(function, input.getArgNumber()) == Role::param)
      attributes.set(kGradientOfAttr, builder.getStringAttr(name));
    LogicalResult inserted = function.insertResult(function.getNumResults(), input.getType(),
                                                   attributes.getDictionary(&getContext()));
    assert(succeeded(inserted) && "a func.func accepts any result");
    (void)inserted;
    terminator->insertOperands(terminator->getNumOperands(), gradient);
  }
};

} // namespace
