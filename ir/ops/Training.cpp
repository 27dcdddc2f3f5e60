#include "ir/Inference.h"
#include "ir/Wick.h"

using namespace mlir;
using namespace wick::ir;

#define GET_OP_CLASSES
#include "ir/ops/Training.cpp.inc"

void wick::ir::registerTrainingOps(WickDialect &dialect) {
  insertOps<
#define GET_OP_LIST
#include "ir/ops/Training.cpp.inc"
      >(dialect);
}

int64_t StopGradientOp::getFlops() { return 0; }

/// C1. and C2. of the update ops: `tensors` have one type, the learning rate its element type.
static LogicalResult checkUpdate(std::optional<Location> loc, StringRef name, ValueRange tensors,
                                 Value learningRate) {
  for (Value tensor : tensors.drop_front())
    if (tensor.getType() != tensors.front().getType())
      return violates(loc, name, "C1",
                      "param, gradient and moments need one type, got " +
                          shapeText(tensorType(tensors.front()).getShape()) + " and " +
                          shapeText(tensorType(tensor).getShape()));
  if (tensorType(learningRate).getElementType() != tensorType(tensors.front()).getElementType())
    return violates(loc, name, "C2", "learning_rate needs the element type of param");
  return success();
}

//===----------------------------------------------------------------------===//
// SgdStepOp, MomentumStepOp
//===----------------------------------------------------------------------===//

int64_t SgdStepOp::getFlops() {
  return (getWeightDecay().isZero() ? 2 : 4) * tensorType(getParam()).getNumElements();
}

LogicalResult SgdStepOp::inferReturnTypes(MLIRContext *, std::optional<Location> loc,
                                          Adaptor adaptor, SmallVectorImpl<Type> &types) {
  types.assign(1, adaptor.getParam().getType());
  return checkUpdate(loc, getOperationName(), {adaptor.getParam(), adaptor.getGradient()},
                     adaptor.getLearningRate());
}

int64_t MomentumStepOp::getFlops() {
  return (getWeightDecay().isZero() ? 4 : 6) * tensorType(getParam()).getNumElements();
}

LogicalResult MomentumStepOp::inferReturnTypes(MLIRContext *, std::optional<Location> loc,
                                               Adaptor adaptor, SmallVectorImpl<Type> &types) {
  types.assign(2, adaptor.getParam().getType());
  return checkUpdate(loc, getOperationName(),
                     {adaptor.getParam(), adaptor.getGradient(), adaptor.getVelocity()},
                     adaptor.getLearningRate());
}

//===----------------------------------------------------------------------===//
// AdamStepOp, AdamWStepOp
//===----------------------------------------------------------------------===//

template <typename Adaptor>
static LogicalResult inferAdam(std::optional<Location> loc, StringRef name, Adaptor adaptor,
                               SmallVectorImpl<Type> &types) {
  types.assign(3, adaptor.getParam().getType());
  return checkUpdate(loc, name,
                     {adaptor.getParam(), adaptor.getGradient(), adaptor.getFirstMoment(),
                      adaptor.getSecondMoment()},
                     adaptor.getLearningRate());
}

/// Moments 3 + 4, their correction 2, root, epsilon and quotient 3, scaling and update 2.
static constexpr int64_t kAdamFlops = 14;

int64_t AdamStepOp::getFlops() {
  return (kAdamFlops + (getWeightDecay().isZero() ? 0 : 2)) *
         tensorType(getParam()).getNumElements();
}

LogicalResult AdamStepOp::inferReturnTypes(MLIRContext *, std::optional<Location> loc,
                                           Adaptor adaptor, SmallVectorImpl<Type> &types) {
  return inferAdam(loc, getOperationName(), adaptor, types);
}

int64_t AdamWStepOp::getFlops() {
  return (kAdamFlops + (getWeightDecay().isZero() ? 0 : 2)) *
         tensorType(getParam()).getNumElements();
}

LogicalResult AdamWStepOp::inferReturnTypes(MLIRContext *, std::optional<Location> loc,
                                            Adaptor adaptor, SmallVectorImpl<Type> &types) {
  return inferAdam(loc, getOperationName(), adaptor, types);
}
