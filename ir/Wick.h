//===- Wick.h - the wick dialect: ops, attributes, interfaces --------------===//

#ifndef WICK_IR_WICK_H
#define WICK_IR_WICK_H

#include "ir/InferredTypes.h"
#include "ir/Real.h"
#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

namespace wick::ir {
struct HostTensor;

/// Bytes of all tensor operands and results of `op`, each value once. i1 counts one byte.
int64_t operandAndResultBytes(mlir::Operation *op);
} // namespace wick::ir

#include "ir/Dialect.h.inc"
#include "ir/Enums.h.inc"
#define GET_ATTRDEF_CLASSES
#include "ir/Attributes.h.inc"
#include "ir/Interfaces.h.inc"

#define GET_OP_CLASSES
#include "ir/ops/Contraction.h.inc"
#define GET_OP_CLASSES
#include "ir/ops/Elementwise.h.inc"
#define GET_OP_CLASSES
#include "ir/ops/Library.h.inc"
#define GET_OP_CLASSES
#include "ir/ops/NN.h.inc"
#define GET_OP_CLASSES
#include "ir/ops/Random.h.inc"
#define GET_OP_CLASSES
#include "ir/ops/Reduction.h.inc"
#define GET_OP_CLASSES
#include "ir/ops/Shape.h.inc"
#define GET_OP_CLASSES
#include "ir/ops/State.h.inc"
#define GET_OP_CLASSES
#include "ir/ops/Training.h.inc"
#define GET_OP_CLASSES
#include "ir/ops/Vision.h.inc"

namespace wick::ir {

/// One function per family, called by WickDialect::initialize; each lives beside its ops.
void registerContractionOps(WickDialect &dialect);
void registerElementwiseOps(WickDialect &dialect);
void registerLibraryOps(WickDialect &dialect);
void registerNNOps(WickDialect &dialect);
void registerRandomOps(WickDialect &dialect);
void registerReductionOps(WickDialect &dialect);
void registerShapeOps(WickDialect &dialect);
void registerStateOps(WickDialect &dialect);
void registerTrainingOps(WickDialect &dialect);
void registerVisionOps(WickDialect &dialect);

/// Registers the ops of a family with the dialect.
template <typename... Ops> void insertOps(WickDialect &dialect) {
  (mlir::RegisteredOperationName::insert<Ops>(dialect), ...);
}

} // namespace wick::ir

#endif // WICK_IR_WICK_H
