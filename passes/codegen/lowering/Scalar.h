//===- Scalar.h - one element of a wick op in arith and math ----------------===//

#ifndef WICK_PASSES_CODEGEN_LOWERING_SCALAR_H
#define WICK_PASSES_CODEGEN_LOWERING_SCALAR_H

#include "ir/Wick.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"

namespace wick {

/// Builds scalar arithmetic that is right for floats and integers alike. Floating-point sums and
/// products may be contracted into a fused multiply-add; nothing else of fast math is allowed.
class Scalar {
public:
  Scalar(mlir::OpBuilder &builder, mlir::Location loc) : builder(builder), loc(loc) {}

  mlir::Value constant(mlir::Type type, double value);
  mlir::Value add(mlir::Value a, mlir::Value b);
  mlir::Value sub(mlir::Value a, mlir::Value b);
  mlir::Value mul(mlir::Value a, mlir::Value b);
  mlir::Value div(mlir::Value a, mlir::Value b);
  mlir::Value max(mlir::Value a, mlir::Value b);
  mlir::Value min(mlir::Value a, mlir::Value b);
  mlir::Value neg(mlir::Value a);
  mlir::Value compare(ir::ComparePredicate predicate, mlir::Value a, mlir::Value b);
  /// Conversion as wick.cast defines it: truncating and saturating to integers, != 0 to i1.
  mlir::Value cast(mlir::Value a, mlir::Type to);
  /// A sum whose order may change, for reductions.
  mlir::Value reassociableAdd(mlir::Value a, mlir::Value b);

  template <typename Op> mlir::Value unary(mlir::Value a) { return Op::create(builder, loc, a); }

  mlir::OpBuilder &builder;
  mlir::Location loc;
};

/// The type in which elements of `type` are computed: f32 for bf16, else the type itself.
mlir::Type computeType(mlir::Type type);

/// The value of `op` for one element, from operands in their compute types. Null if `op` is not
/// elementwise.
mlir::Value buildElement(mlir::Operation *op, Scalar &scalar, mlir::ValueRange operands);

} // namespace wick

#endif // WICK_PASSES_CODEGEN_LOWERING_SCALAR_H
