#include "ir/Entry.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "passes/Passes.h"
#include "passes/graph/ReverseSweep.h"
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

/// Erases what rules built behind `last`, null for the block's begin, for operands that nobody
/// asked for.
void eraseUnused(Block &body, Operation *last) {
  Operation *op = body.getTerminator()->getPrevNode();
  while (op && op != last) {
    Operation *previous = op->getPrevNode();
    if (isOpTriviallyDead(op))
      op->erase();
    op = previous;
  }
}

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
      if (!index || !wick::isReal(function.getArgumentTypes()[*index]))
        return function.emitOpError() << "has no floating-point argument '" << name
                                      << "' to differentiate with respect to";
      indices.push_back(*index);
    }
    for (unsigned i = 0; wrt.empty() && i < function.getNumArguments(); ++i)
      if (argumentRole(function, i) == Role::param && wick::isReal(function.getArgumentTypes()[i]))
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
    FailureOr<SmallVector<Value>> gradients = wick::buildGradients(body, *inputs, loss);
    if (failed(gradients))
      return failure();
    for (auto [input, gradient] : llvm::zip_equal(*inputs, *gradients))
      appendGradient(function, input, gradient);
    eraseUnused(body, lastForward);
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
