#include "ir/Entry.h"
#include "ir/Kernel.h"
#include "ir/Wick.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace wick::ir;

#include "ir/Dialect.cpp.inc"
#include "ir/Enums.cpp.inc"
#define GET_ATTRDEF_CLASSES
#include "ir/Attributes.cpp.inc"
#include "ir/Interfaces.cpp.inc"

void WickDialect::initialize() {
  addAttributes<
#define GET_ATTRDEF_LIST
#include "ir/Attributes.cpp.inc"
      >();
  registerContractionOps(*this);
  registerElementwiseOps(*this);
  registerKernelOps(*this);
  registerLibraryOps(*this);
  registerNNOps(*this);
  registerRandomOps(*this);
  registerReductionOps(*this);
  registerShapeOps(*this);
  registerStateOps(*this);
  registerTrainingOps(*this);
  registerVisionOps(*this);
}

Operation *WickDialect::materializeConstant(OpBuilder &builder, Attribute value, Type type,
                                            Location loc) {
  auto elements = dyn_cast<ElementsAttr>(value);
  if (!elements || elements.getType() != type)
    return nullptr;
  return ConstantOp::create(builder, loc, type, elements);
}

LogicalResult WickDialect::verifyOperationAttribute(Operation *op, NamedAttribute attribute) {
  if (attribute.getName() != kEntryAttr)
    return success();
  auto function = dyn_cast<func::FuncOp>(op);
  if (!function)
    return op->emitOpError() << "'" << kEntryAttr << "' belongs on a func.func";
  return verifyEntry(function);
}

//===----------------------------------------------------------------------===//
// Attributes
//===----------------------------------------------------------------------===//

using EmitError = llvm::function_ref<InFlightDiagnostic()>;

static LogicalResult verifyStream(EmitError emitError, int64_t stream) {
  if (stream < 0 || stream > int64_t(UINT32_MAX))
    return emitError() << "stream must be in [0, 2^32), got " << stream;
  return success();
}

LogicalResult UniformInitAttr::verify(EmitError emitError, Real low, Real high, int64_t,
                                      int64_t stream) {
  if (!(low < high))
    return emitError() << "low must be less than high, got " << low << " and " << high;
  return verifyStream(emitError, stream);
}

LogicalResult NormalInitAttr::verify(EmitError emitError, Real, Real stddev, int64_t,
                                     int64_t stream) {
  if (!(stddev > 0))
    return emitError() << "stddev must be positive, got " << stddev;
  return verifyStream(emitError, stream);
}

static LogicalResult verifyDecay(EmitError emitError, Real weightDecay) {
  if (!(weightDecay >= 0))
    return emitError() << "weight_decay must not be negative, got " << weightDecay;
  return success();
}

LogicalResult SgdAttr::verify(EmitError emitError, Real momentum, Real weightDecay) {
  if (!(momentum >= 0 && momentum < 1))
    return emitError() << "momentum must be in [0, 1), got " << momentum;
  return verifyDecay(emitError, weightDecay);
}

static LogicalResult verifyAdam(EmitError emitError, Real beta1, Real beta2, Real epsilon,
                                Real weightDecay) {
  if (!(beta1 >= 0 && beta1 < 1) || !(beta2 >= 0 && beta2 < 1))
    return emitError() << "beta1 and beta2 must be in [0, 1), got " << beta1 << " and " << beta2;
  if (!(epsilon > 0))
    return emitError() << "epsilon must be positive, got " << epsilon;
  return verifyDecay(emitError, weightDecay);
}

LogicalResult AdamAttr::verify(EmitError emitError, Real beta1, Real beta2, Real epsilon,
                               Real weightDecay) {
  return verifyAdam(emitError, beta1, beta2, epsilon, weightDecay);
}

LogicalResult AdamWAttr::verify(EmitError emitError, Real beta1, Real beta2, Real epsilon,
                                Real weightDecay) {
  return verifyAdam(emitError, beta1, beta2, epsilon, weightDecay);
}
