//===- LoopNest.h - loops over buffers that kernels are made of ----------------===//

#ifndef WICK_PASSES_CODEGEN_LOOPNEST_H
#define WICK_PASSES_CODEGEN_LOOPNEST_H

#include "ir/Kernel.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

namespace wick {

/// Emits a kernel that makes tensors of `types` from `inputs`: `emitBody` gets the buffers of both.
template <typename EmitBody>
llvm::SmallVector<mlir::Value>
emitKernel(mlir::OpBuilder &builder, mlir::Location loc, mlir::ValueRange inputs,
           llvm::ArrayRef<mlir::RankedTensorType> types, EmitBody emitBody) {
  llvm::SmallVector<mlir::Value> outputs;
  for (mlir::RankedTensorType type : types)
    outputs.push_back(
        mlir::tensor::EmptyOp::create(builder, loc, type.getShape(), type.getElementType()));
  return ir::KernelOp::create(builder, loc, inputs, outputs, emitBody).getResults();
}

/// Short spellings for the body of a kernel on buffers of one element type, in vectors of `lanes`
/// elements.
class LoopNest {
public:
  using Values = llvm::SmallVector<mlir::Value>;

  LoopNest(mlir::OpBuilder &builder, mlir::Location loc, mlir::Type element, int64_t lanes)
      : builder(builder), loc(loc), vector(mlir::VectorType::get({lanes}, element)) {}

  mlir::Value index(int64_t value) {
    return mlir::arith::ConstantIndexOp::create(builder, loc, value);
  }
  mlir::Value offset(mlir::Value base, int64_t by) {
    return by == 0 ? base : mlir::arith::AddIOp::create(builder, loc, base, index(by)).getResult();
  }
  mlir::Value plus(mlir::Value a, mlir::Value b) {
    return mlir::arith::AddIOp::create(builder, loc, a, b);
  }
  mlir::Value scaled(mlir::Value base, int64_t by) {
    return by == 1 ? base : mlir::arith::MulIOp::create(builder, loc, base, index(by)).getResult();
  }

  /// for index in [first, end) by step: body(index). One round is no loop.
  void loop(int64_t first, int64_t end, int64_t step,
            llvm::function_ref<void(mlir::Value index)> body) {
    (void)sums(first, end, step, {}, [&](mlir::Value index, mlir::ValueRange) {
      body(index);
      return Values();
    });
  }

  /// for index in [first, end) by step: carried = body(index, carried). One round is no loop.
  Values sums(int64_t first, int64_t end, int64_t step, mlir::ValueRange carried,
              llvm::function_ref<Values(mlir::Value index, mlir::ValueRange carried)> body) {
    if (end <= first + step)
      return body(index(first), carried);
    auto loop =
        mlir::scf::ForOp::create(builder, loc, index(first), index(end), index(step), carried);
    mlir::OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPointToStart(loop.getBody());
    Values next = body(loop.getInductionVar(), loop.getRegionIterArgs());
    if (!next.empty()) // a loop that carries nothing has its terminator already
      mlir::scf::YieldOp::create(builder, loc, next);
    return loop.getResults();
  }

  mlir::Value zero() {
    return mlir::arith::ConstantOp::create(builder, loc, builder.getZeroAttr(vector));
  }
  /// The vector that starts at `at`; every kernel reads whole ones.
  mlir::Value load(mlir::Value buffer, mlir::ValueRange at) {
    return mlir::vector::TransferReadOp::create(builder, loc, vector, buffer, at,
                                                /*padding=*/std::nullopt,
                                                llvm::ArrayRef<bool>{true});
  }
  void store(mlir::Value value, mlir::Value buffer, mlir::ValueRange at) {
    mlir::vector::TransferWriteOp::create(builder, loc, value, buffer, at,
                                          llvm::ArrayRef<bool>{true});
  }
  /// The element at `at`, in all lanes.
  mlir::Value splat(mlir::Value buffer, mlir::ValueRange at) {
    mlir::Value element = mlir::memref::LoadOp::create(builder, loc, buffer, at);
    return mlir::vector::BroadcastOp::create(builder, loc, vector, element);
  }
  mlir::Value multiplyAdd(mlir::Value a, mlir::Value b, mlir::Value sum) {
    return mlir::vector::FMAOp::create(builder, loc, a, b, sum);
  }

  mlir::OpBuilder &builder;
  mlir::Location loc;
  mlir::VectorType vector;
};

} // namespace wick

#endif // WICK_PASSES_CODEGEN_LOOPNEST_H
