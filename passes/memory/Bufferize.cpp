#include "ir/Entry.h"
#include "ir/Kernel.h"
#include "mlir/Dialect/Bufferization/Transforms/BufferViewFlowAnalysis.h"
#include "mlir/Dialect/Bufferization/Transforms/OneShotAnalysis.h"
#include "mlir/Dialect/Bufferization/Transforms/OneShotModuleBufferize.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/Interfaces/LoopLikeInterface.h"
#include "passes/Passes.h"

using namespace mlir;
using namespace wick::ir;

namespace wick {
#define GEN_PASS_DEF_BUFFERIZE
#include "passes/Passes.h.inc"
} // namespace wick

namespace {

constexpr unsigned kBufferAlignment = 64;

/// Gives each of `operands` that is an empty tensor one of its own.
void separateEmpty(MutableArrayRef<OpOperand> operands) {
  for (OpOperand &operand : operands)
    if (auto empty = operand.get().getDefiningOp<tensor::EmptyOp>(); empty && !empty->hasOneUse())
      operand.set(OpBuilder(empty).clone(*empty)->getResult(0));
}

/// Separates what iteration arguments start as, and the outputs of kernels. Upstream's analysis
/// does not take an iteration argument for an alias of its init, and sees conflicts with reads of
/// defined values alone. Two arguments that share an empty init would share its buffer where
/// nothing reads the results of the loop, though both are read inside. Two outputs of a kernel that
/// share an empty tensor would share its buffer: the analysis looks for what reads it in between.
void separateEmptyInits(ModuleOp module) {
  module.walk([](LoopLikeOpInterface loop) { separateEmpty(loop.getInitsMutable()); });
  module.walk([](KernelOp kernel) { separateEmpty(kernel.getOutputsMutable()); });
}

/// Results replace their destinations all at once: a value that lies in the destination of an
/// earlier move is saved before the first, as when two arguments change places.
void saveOverwritten(OpBuilder &builder, func::FuncOp function,
                     MutableArrayRef<std::pair<Value, Value>> moves) {
  BufferViewFlowAnalysis aliases(function);
  DenseSet<Value> overwritten;
  for (auto &[value, destination] : moves) {
    if (llvm::any_of(aliases.resolveReverse(value),
                     [&](Value origin) { return overwritten.contains(origin); })) {
      auto type = cast<MemRefType>(value.getType());
      Value saved = memref::AllocOp::create(builder, value.getLoc(),
                                            MemRefType::get(type.getShape(), type.getElementType()),
                                            builder.getI64IntegerAttr(kBufferAlignment));
      memref::CopyOp::create(builder, value.getLoc(), value, saved);
      value = saved;
    }
    overwritten.insert(destination);
  }
}

/// The buffer that `value` is another shape of.
Value bufferBehind(Value value) {
  while (Operation *reshape = value.getDefiningOp()) {
    if (!isa<memref::ExpandShapeOp, memref::CollapseShapeOp>(reshape))
      break;
    value = reshape->getOperand(0);
  }
  return value;
}

/// Replaces the results of an entry by writes into the arguments that `wick-bind-destinations`
/// chose: nothing when the result already is that buffer, a copy otherwise.
void returnThroughArguments(func::FuncOp function) {
  auto destinations = function->getAttrOfType<DenseI64ArrayAttr>(kDestinationsAttr);
  if (!destinations)
    return;
  auto terminator = cast<func::ReturnOp>(function.getBody().front().getTerminator());
  OpBuilder builder(terminator);
  SmallVector<std::pair<Value, Value>> moves;
  for (auto [value, index] : llvm::zip_equal(terminator.getOperands(), destinations.asArrayRef()))
    if (bufferBehind(value) != function.getArgument(index))
      moves.emplace_back(value, function.getArgument(index));
  saveOverwritten(builder, function, moves);
  for (auto [value, destination] : moves)
    memref::CopyOp::create(builder, value.getLoc(), value, destination);
  terminator->setOperands({});
  function.setFunctionType(builder.getFunctionType(function.getArgumentTypes(), {}));
  function->removeAttr(kDestinationsAttr);
}

struct Bufferize : wick::impl::BufferizeBase<Bufferize> {
  void runOnOperation() override {
    ModuleOp module = getOperation();
    bufferization::OneShotBufferizationOptions options;
    options.bufferizeFunctionBoundaries = true;
    options.allowReturnAllocsFromLoops = true;
    options.bufferAlignment = kBufferAlignment;
    options.setFunctionBoundaryTypeConversion(bufferization::LayoutMapOption::IdentityLayoutMap);
    separateEmptyInits(module);
    bufferization::BufferizationState state;
    if (failed(bufferization::runOneShotModuleBufferize(module, options, state)))
      return signalPassFailure();
    for (auto function : module.getOps<func::FuncOp>())
      returnThroughArguments(function);
  }
};

} // namespace
