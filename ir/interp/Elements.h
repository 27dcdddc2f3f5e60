//===- Elements.h - between attributes and host tensors ---------------------===//

#ifndef WICK_IR_INTERP_ELEMENTS_H
#define WICK_IR_INTERP_ELEMENTS_H

#include "ir/interp/HostTensor.h"
#include "mlir/IR/BuiltinAttributes.h"

namespace wick::ir {

/// The value of a `dense` or `dense_resource` attribute of one of the dialect's element types.
/// Fails, without a diagnostic, for other attributes and for a resource whose blob is absent,
/// elided or of the wrong size.
mlir::FailureOr<HostTensor> readElements(mlir::ElementsAttr attribute);

/// `tensor` as a `dense` attribute; floats are rounded to nearest even in the element type.
mlir::DenseElementsAttr writeElements(const HostTensor &tensor);

/// Rounds every float of `tensor` to nearest even in its element type, as storing it would.
void roundToElementType(HostTensor &tensor);

} // namespace wick::ir

#endif // WICK_IR_INTERP_ELEMENTS_H
