//===- Vjp.h - how the gradient of an op is written and attached ------------===//
//
// A rule is a function from an op and the gradient of its result to the gradients of its operands,
// one value per operand, of the operand's type; a null Value where the gradient is zero or the
// operand is not differentiable. A rule may read operands and results of the op: what it reads is
// kept in memory from the forward to the backward pass.

#ifndef WICK_PASSES_GRAPH_VJP_VJP_H
#define WICK_PASSES_GRAPH_VJP_VJP_H

#include "ir/Slot.h"
#include "ir/decompose/Build.h"

namespace wick {

template <typename Op>
using VjpRule = llvm::SmallVector<mlir::Value> (*)(Op op, ir::Build &b, mlir::Value gradient);

/// Where ops of the backward pass come from: the forward op, under the name "gradient of <op>".
inline mlir::Location gradientLocation(mlir::Operation *op) {
  auto name =
      mlir::StringAttr::get(op->getContext(), "gradient of " + op->getName().getStringRef());
  return mlir::NameLoc::get(name, op->getLoc());
}

/// The DifferentiableInterface of an op with one result, by a rule. The rule of wick.mul is the
/// slot "vjp.mul".
template <typename Op, VjpRule<Op> rule>
struct VjpModel : ir::DifferentiableInterface::ExternalModel<VjpModel<Op, rule>, Op> {
  llvm::SmallVector<mlir::Value> buildVjp(mlir::Operation *op, mlir::OpBuilder &builder,
                                          mlir::ValueRange resultGradients) const {
    ir::Build b(builder, gradientLocation(op));
    return slot(llvm::cast<Op>(op), b, resultGradients.front());
  }

  static inline const Slot<llvm::SmallVector<mlir::Value>(Op, ir::Build &, mlir::Value)> slot{
      "vjp." + ir::shortName<Op>(), rule};
};

template <typename Op, VjpRule<Op> rule> void attachVjp(mlir::MLIRContext *context) {
  Op::template attachInterface<VjpModel<Op, rule>>(*context);
}

/// A constant of type `type` (float tensor) whose elements are all `value`.
inline mlir::Value splat(ir::Build &b, double value, mlir::Type type) {
  auto tensor = llvm::cast<mlir::RankedTensorType>(type);
  auto element = mlir::FloatAttr::get(tensor.getElementType(), value);
  return b.create<ir::ConstantOp>(tensor, mlir::DenseElementsAttr::get(tensor, element));
}

/// [.., n] as a matrix [rows, n]; a matrix stays what it is.
inline mlir::Value asMatrix(ir::Build &b, mlir::Value value) {
  mlir::RankedTensorType type = ir::tensorType(value);
  if (type.getRank() == 2)
    return value;
  int64_t columns = type.getShape().back(), rows = 1;
  for (int64_t size : type.getShape().drop_back())
    rows *= size;
  return b.create<ir::ReshapeOp>(type.clone({rows, columns}), value);
}

} // namespace wick

#endif // WICK_PASSES_GRAPH_VJP_VJP_H
