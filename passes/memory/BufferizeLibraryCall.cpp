#include "passes/memory/BufferizeLibraryCall.h"
#include "mlir/Dialect/Bufferization/IR/BufferizableOpInterface.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "passes/codegen/LibrarySpec.h"

using namespace mlir;
using namespace wick::ir;
using bufferization::AnalysisState;

namespace wick {
namespace {

/// A new function declaration beside the one that `call` stands in.
func::FuncOp declare(RewriterBase &rewriter, LibraryCallOp call, TypeRange operands) {
  OpBuilder::InsertionGuard guard(rewriter);
  auto module = call->getParentOfType<ModuleOp>();
  std::string name;
  for (int i = 0; name.empty() || module.lookupSymbol(name); ++i)
    name = "wick_onednn_" + std::to_string(i);
  rewriter.setInsertionPointToStart(module.getBody());
  auto declaration =
      func::FuncOp::create(rewriter, call.getLoc(), name, rewriter.getFunctionType(operands, {}));
  declaration.setPrivate();
  declaration->setAttr(kLibrarySpecAttr, rewriter.getDenseI64ArrayAttr(wordsOf(specOf(call))));
  declaration->setAttr(kLibraryOperandsAttr,
                       rewriter.getDenseBoolArrayAttr(
                           {true, !!call.getWeight(), !!call.getBias(), !!call.getAddend()}));
  return declaration;
}

struct LibraryCallModel
    : bufferization::BufferizableOpInterface::ExternalModel<LibraryCallModel, LibraryCallOp> {
  static bool takesOutput(Operation *op, OpOperand &operand) {
    return operand.get() == cast<LibraryCallOp>(op).getInto() &&
           operand.getOperandNumber() + 1 == op->getNumOperands();
  }

  bool bufferizesToMemoryRead(Operation *op, OpOperand &operand, const AnalysisState &) const {
    return !takesOutput(op, operand);
  }
  bool bufferizesToMemoryWrite(Operation *op, OpOperand &operand, const AnalysisState &) const {
    return takesOutput(op, operand);
  }
  bufferization::AliasingValueList getAliasingValues(Operation *op, OpOperand &operand,
                                                     const AnalysisState &) const {
    if (!takesOutput(op, operand))
      return {};
    return {{op->getResult(0), bufferization::BufferRelation::Equivalent}};
  }
  bool bufferizesToAllocation(Operation *op, Value) const {
    return !cast<LibraryCallOp>(op).getInto();
  }

  /// The buffer of `value`, or a copy of it where its rows do not lie one behind the other.
  static FailureOr<Value> denseBuffer(RewriterBase &rewriter, Value value,
                                      const bufferization::BufferizationOptions &options,
                                      bufferization::BufferizationState &state) {
    FailureOr<Value> buffer = bufferization::getBuffer(rewriter, value, options, state);
    if (failed(buffer))
      return failure();
    auto type = cast<MemRefType>(buffer->getType());
    if (type.getLayout().isIdentity())
      return buffer;
    FailureOr<Value> dense = options.createAlloc(
        rewriter, value.getLoc(), MemRefType::get(type.getShape(), type.getElementType()), {});
    if (failed(dense) || failed(options.createMemCpy(rewriter, value.getLoc(), *buffer, *dense)))
      return failure();
    return dense;
  }

  LogicalResult bufferize(Operation *op, RewriterBase &rewriter,
                          const bufferization::BufferizationOptions &options,
                          bufferization::BufferizationState &state) const {
    auto call = cast<LibraryCallOp>(op);
    SmallVector<Value> buffers;
    for (Value operand : {Value(call.getInput()), Value(call.getWeight()), Value(call.getBias()),
                          Value(call.getAddend())}) {
      if (!operand)
        continue;
      FailureOr<Value> buffer = denseBuffer(rewriter, operand, options, state);
      if (failed(buffer))
        return failure();
      buffers.push_back(*buffer);
    }
    auto type = cast<RankedTensorType>(call.getType());
    FailureOr<Value> output =
        call.getInto()
            ? bufferization::getBuffer(rewriter, call.getInto(), options, state)
            : options.createAlloc(rewriter, call.getLoc(),
                                  MemRefType::get(type.getShape(), type.getElementType()), {});
    if (failed(output))
      return failure();
    buffers.push_back(*output);
    if (int64_t bytes = call.getScratchBytes()) {
      FailureOr<Value> scratch = options.createAlloc(
          rewriter, call.getLoc(), MemRefType::get(bytes, rewriter.getI8Type()), {});
      if (failed(scratch))
        return failure();
      buffers.push_back(*scratch);
    }
    func::FuncOp declaration = declare(rewriter, call, ValueRange(buffers).getTypes());
    func::CallOp::create(rewriter, call.getLoc(), declaration, buffers);
    bufferization::replaceOpWithBufferizedValues(rewriter, op, *output);
    return success();
  }
};

} // namespace

void registerLibraryCallBufferization(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, WickDialect *) {
    LibraryCallOp::attachInterface<LibraryCallModel>(*context);
  });
}

} // namespace wick
