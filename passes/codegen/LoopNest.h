//===- LoopNest.h - loops over buffers that kernels are made of ----------------===//

#ifndef WICK_PASSES_CODEGEN_LOOPNEST_H
#define WICK_PASSES_CODEGEN_LOOPNEST_H

#include "ir/Kernel.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "llvm/Support/SaveAndRestore.h"

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
    return sums(index(first), index(end), step, carried, body);
  }

  Values sums(mlir::Value first, mlir::Value end, int64_t step, mlir::ValueRange carried,
              llvm::function_ref<Values(mlir::Value index, mlir::ValueRange carried)> body) {
    auto loop = mlir::scf::ForOp::create(builder, loc, first, end, index(step), carried);
    mlir::OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPointToStart(loop.getBody());
    Values next = body(loop.getInductionVar(), loop.getRegionIterArgs());
    if (!next.empty()) // a loop that carries nothing has its terminator already
      mlir::scf::YieldOp::create(builder, loc, next);
    return loop.getResults();
  }

  /// body(block) for `count` elements in blocks of a vector. In the last block vectors are shorter
  /// when that is enough, and not `isWhole` when their last lanes lie behind the elements.
  void blocks(int64_t count, llvm::function_ref<void(mlir::Value block)> body) {
    int64_t lanes = vector.getDimSize(0), whole = count / lanes, rest = count % lanes;
    if (whole > 0)
      loop(0, whole, 1, body);
    if (rest == 0)
      return;
    int64_t fewest = std::min<int64_t>(lanes, 4); // shorter vectors are no faster
    lanes = std::max<int64_t>(llvm::PowerOf2Ceil(rest), fewest);
    llvm::SaveAndRestore shorter(vector, mlir::VectorType::get({lanes}, vector.getElementType()));
    llvm::SaveAndRestore partial(isWhole, rest == lanes);
    body(index(whole));
  }

  mlir::Value zero() {
    return mlir::arith::ConstantOp::create(builder, loc, builder.getZeroAttr(vector));
  }
  /// The vector that starts at `at`. Unless it `isWhole`, lanes that lie behind the end of the last
  /// dimension hold anything.
  mlir::Value load(mlir::Value buffer, mlir::ValueRange at, bool isWhole = true) {
    return mlir::vector::TransferReadOp::create(builder, loc, vector, buffer, at,
                                                /*padding=*/std::nullopt,
                                                llvm::ArrayRef<bool>{isWhole});
  }
  /// Unless `value` `isWhole`, lanes behind the end of the last dimension are not stored.
  void store(mlir::Value value, mlir::Value buffer, mlir::ValueRange at, bool isWhole = true) {
    mlir::vector::TransferWriteOp::create(builder, loc, value, buffer, at,
                                          llvm::ArrayRef<bool>{isWhole});
  }
  /// Asks for the line of the cache with the element at `at`, which may lie behind the buffer's
  /// end: to be written soon, or to be read much later.
  void askToWrite(mlir::Value buffer, mlir::ValueRange at) {
    mlir::memref::PrefetchOp::create(builder, loc, buffer, at, /*isWrite=*/true,
                                     /*localityHint=*/3, /*isDataCache=*/true);
  }
  void askToRead(mlir::Value buffer, mlir::ValueRange at) {
    mlir::memref::PrefetchOp::create(builder, loc, buffer, at, /*isWrite=*/false,
                                     /*localityHint=*/2, /*isDataCache=*/true);
  }
  /// The element at `at`, in all lanes.
  mlir::Value splat(mlir::Value buffer, mlir::ValueRange at) {
    mlir::Value element = mlir::memref::LoadOp::create(builder, loc, buffer, at);
    return mlir::vector::BroadcastOp::create(builder, loc, vector, element);
  }
  mlir::Value multiplyAdd(mlir::Value a, mlir::Value b, mlir::Value sum) {
    return mlir::vector::FMAOp::create(builder, loc, a, b, sum);
  }

  /// The largest of `values`, NaN where one of them is. A comparison and a choice are one
  /// instruction, which loses NaN; that is looked for in pairs.
  mlir::Value largest(llvm::ArrayRef<mlir::Value> values) {
    mlir::Value best = values.front(), isNaN;
    for (mlir::Value value : values.drop_front())
      best = select(compare(mlir::arith::CmpFPredicate::OGT, best, value), best, value);
    for (size_t i = 0; i < values.size(); i += 2) {
      mlir::Value last = values[std::min(i + 1, values.size() - 1)];
      mlir::Value pair = compare(mlir::arith::CmpFPredicate::UNO, values[i], last);
      isNaN = isNaN ? mlir::arith::OrIOp::create(builder, loc, isNaN, pair).getResult() : pair;
    }
    auto type = mlir::cast<mlir::VectorType>(best.getType());
    auto element = mlir::cast<mlir::FloatType>(type.getElementType());
    auto number = llvm::APFloat::getQNaN(element.getFloatSemantics());
    mlir::Value nan =
        mlir::arith::ConstantOp::create(builder, loc, mlir::DenseElementsAttr::get(type, number));
    return select(isNaN, nan, best);
  }
  /// max(x, 0), in the form of one instruction that passes NaN on.
  mlir::Value positive(mlir::Value x) {
    mlir::Value none = zero();
    return select(compare(mlir::arith::CmpFPredicate::OGT, none, x), none, x);
  }
  mlir::Value compare(mlir::arith::CmpFPredicate predicate, mlir::Value a, mlir::Value b) {
    return mlir::arith::CmpFOp::create(builder, loc, predicate, a, b);
  }
  mlir::Value select(mlir::Value condition, mlir::Value a, mlir::Value b) {
    return mlir::arith::SelectOp::create(builder, loc, condition, a, b);
  }

  mlir::OpBuilder &builder;
  mlir::Location loc;
  mlir::VectorType vector;
  bool isWhole = true; // of the vectors of a block
};

} // namespace wick

#endif // WICK_PASSES_CODEGEN_LOOPNEST_H
