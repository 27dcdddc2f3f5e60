//===- InferredTypes.h - result types follow from the operands ---------------===//

#ifndef WICK_IR_INFERREDTYPES_H
#define WICK_IR_INFERREDTYPES_H

#include "mlir/IR/OpDefinition.h"

namespace wick::ir {

/// Verifies that the result types of an op with the InferTypeOpInterface are the inferred ones. One
/// error: that of the inference, or one with both lists of types.
mlir::LogicalResult verifyInferredTypes(mlir::Operation *op);

/// The trait of the ops whose inference is at the same time their verifier.
template <typename ConcreteOp>
class InferredTypes : public mlir::OpTrait::TraitBase<ConcreteOp, InferredTypes> {
public:
  static mlir::LogicalResult verifyTrait(mlir::Operation *op) { return verifyInferredTypes(op); }
};

} // namespace wick::ir

#endif // WICK_IR_INFERREDTYPES_H
