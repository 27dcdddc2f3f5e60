#include "ir/Inference.h"

using namespace mlir;
using namespace wick::ir;

/// Normalization and affine map are 4 an element; in training the mean is 1 and the variance 3
/// more.
int64_t BatchNormOp::getFlops() {
  return tensorType(getInput()).getNumElements() * (getTraining() ? 8 : 4);
}

LogicalResult BatchNormOp::inferReturnTypes(MLIRContext *, std::optional<Location> loc, Adaptor op,
                                            SmallVectorImpl<Type> &types) {
  RankedTensorType input = tensorType(op.getInput());
  StringRef name = getOperationName();
  ValueRange channelwise = op.getOperands().drop_front();
  if (input.getRank() < 2 ||
      llvm::any_of(channelwise, [](Value v) { return tensorType(v).getRank() != 1; }))
    return violates(loc, name, "C1",
                    "input needs rank 2 or more, the others rank 1; the input is " +
                        shapeText(input.getShape()));
  int64_t channels = input.getDimSize(1);
  for (Value value : channelwise) {
    if (tensorType(value).getElementType() != input.getElementType())
      return violates(loc, name, "C2", "operands have different element types; cast one of them");
    if (tensorType(value).getDimSize(0) != channels)
      return violates(loc, name, "C3",
                      "input " + shapeText(input.getShape()) + " has " + Twine(channels) +
                          " channels but an operand has " + Twine(tensorType(value).getDimSize(0)) +
                          " elements");
  }
  double epsilon = op.getEpsilon().convertToDouble(), momentum = op.getMomentum().convertToDouble();
  if (!std::isfinite(epsilon) || !(epsilon > 0) || !(momentum >= 0 && momentum <= 1))
    return violates(loc, name, "C4",
                    "epsilon must be finite and above 0, momentum in [0, 1]; got " +
                        std::to_string(epsilon) + " and " + std::to_string(momentum));
  if (op.getTraining() && input.getNumElements() == 0)
    return violates(loc, name, "C5",
                    "input " + shapeText(input.getShape()) + " has no elements to take a mean of");
  types.assign({input, op.getRunningMean().getType(), op.getRunningVariance().getType()});
  return success();
}
