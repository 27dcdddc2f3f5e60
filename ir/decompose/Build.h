//===- Build.h - short spellings for building elementwise wick IR -----------===//
//
// Decompositions and gradients are formulas; this lets them read like formulas.

#ifndef WICK_IR_DECOMPOSE_BUILD_H
#define WICK_IR_DECOMPOSE_BUILD_H

#include "ir/Inference.h"
#include "ir/Slot.h"

namespace wick::ir {

/// Builds ops at one location; result types come from the ops' own inference.
class Build {
public:
  Build(mlir::OpBuilder &builder, mlir::Location loc) : builder(builder), loc(loc) {}

  /// A rank-0 constant of the element type of `like`.
  mlir::Value scalar(double value, mlir::Value like) {
    auto type = mlir::RankedTensorType::get({}, tensorType(like).getElementType());
    auto attribute = mlir::FloatAttr::get(type.getElementType(), value);
    return ConstantOp::create(builder, loc, type, mlir::DenseElementsAttr::get(type, attribute));
  }

  mlir::Value add(mlir::Value a, mlir::Value b) { return create<AddOp>(a, b); }
  mlir::Value sub(mlir::Value a, mlir::Value b) { return create<SubOp>(a, b); }
  mlir::Value mul(mlir::Value a, mlir::Value b) { return create<MulOp>(a, b); }
  mlir::Value div(mlir::Value a, mlir::Value b) { return create<DivOp>(a, b); }
  mlir::Value mul(mlir::Value a, double b) { return mul(a, scalar(b, a)); }
  mlir::Value add(mlir::Value a, double b) { return add(a, scalar(b, a)); }

  /// sum or max over `dim`, which stays with size 1.
  template <typename Reduce> mlir::Value reduceKeeping(mlir::Value x, int64_t dim) {
    return Reduce::create(builder, loc, x, llvm::ArrayRef<int64_t>{dim}, /*keep_dims=*/true);
  }

  /// Sum over all dimensions.
  mlir::Value total(mlir::Value x) {
    auto dims = llvm::to_vector(llvm::seq<int64_t>(0, tensorType(x).getRank()));
    return ReduceSumOp::create(builder, loc, x, dims, /*keep_dims=*/false);
  }

  /// Mean over all dimensions.
  mlir::Value mean(mlir::Value x) { return mul(total(x), 1.0 / tensorType(x).getNumElements()); }

  /// Numbers in [0, 1), a function of the seed, the counter and the stream alone.
  mlir::Value uniform(mlir::Type type, mlir::Value seed, mlir::Value counter, int64_t stream) {
    return RandomUniformOp::create(builder, loc, type, seed, counter, builder.getF64FloatAttr(0.0),
                                   builder.getF64FloatAttr(1.0), builder.getI64IntegerAttr(stream));
  }

  template <typename Op, typename... Args> mlir::Value create(Args &&...args) {
    return Op::create(builder, loc, std::forward<Args>(args)...)->getResult(0);
  }

private:
  mlir::OpBuilder &builder;
  mlir::Location loc;
};

/// The part of an op's name behind the dialect: "softmax".
template <typename Op> std::string shortName() {
  return Op::getOperationName().split('.').second.str();
}

/// Defines the decomposition of OP by `rule`, a SmallVector<Value>(OP, Build &) that returns one
/// value per result. It is the slot "decompose.softmax" for wick.softmax.
#define WICK_DECOMPOSE(OP, rule)                                                                   \
  static const wick::Slot rule##Slot("decompose." + wick::ir::shortName<OP>(), rule);              \
  llvm::SmallVector<mlir::Value> OP::decompose(mlir::OpBuilder &builder) {                         \
    wick::ir::Build b(builder, getLoc());                                                          \
    return rule##Slot(*this, b);                                                                   \
  }

} // namespace wick::ir

#endif // WICK_IR_DECOMPOSE_BUILD_H
