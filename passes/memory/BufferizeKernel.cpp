#include "passes/memory/BufferizeKernel.h"
#include "ir/Kernel.h"
#include "mlir/Dialect/Bufferization/IR/DstBufferizableOpInterfaceImpl.h"

using namespace mlir;
using namespace wick::ir;

namespace wick {
namespace {

struct KernelModel : bufferization::DstBufferizableOpInterfaceExternalModel<KernelModel, KernelOp> {
  /// Outputs are written before they are read.
  bool bufferizesToMemoryRead(Operation *op, OpOperand &operand,
                              const bufferization::AnalysisState &) const {
    return !cast<KernelOp>(op).isDpsInit(&operand);
  }

  LogicalResult bufferize(Operation *op, RewriterBase &rewriter,
                          const bufferization::BufferizationOptions &options,
                          bufferization::BufferizationState &state) const {
    auto kernel = cast<KernelOp>(op);
    SmallVector<Value> buffers;
    for (Value operand : kernel.getOperands()) {
      FailureOr<Value> buffer = bufferization::getBuffer(rewriter, operand, options, state);
      if (failed(buffer))
        return failure();
      buffers.push_back(*buffer);
    }
    rewriter.inlineBlockBefore(&kernel.getBody().front(), op, buffers);
    bufferization::replaceOpWithBufferizedValues(
        rewriter, op, ArrayRef(buffers).take_back(kernel.getOutputs().size()));
    return success();
  }
};

} // namespace

void registerKernelBufferization(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, WickDialect *) {
    KernelOp::attachInterface<KernelModel>(*context);
  });
}

} // namespace wick
