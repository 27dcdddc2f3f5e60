#include "ir/decompose/Normalize.h"

using namespace mlir;
using namespace wick::ir;

/// A matrix product with the leading dimensions of the input as rows, then the bias.
SmallVector<Value> LinearOp::decompose(OpBuilder &builder) {
  Build b(builder, getLoc());
  RankedTensorType input = tensorType(getInput());
  int64_t in = input.getShape().back();
  Value x = getInput();
  if (input.getRank() != 2)
    x = b.create<ReshapeOp>(
        RankedTensorType::get({ShapedType::getNumElements(input.getShape().drop_back()), in},
                              input.getElementType()),
        x);
  Value y = b.create<MatmulOp>(x, getWeight());
  if (getBias())
    y = b.add(y, getBias());
  if (input.getRank() != 2)
    y = b.create<ReshapeOp>(getOutput().getType(), y);
  return {y};
}

SmallVector<Value> LayerNormOp::decompose(OpBuilder &builder) {
  Build b(builder, getLoc());
  NormalizedRows rows = normalizeRows(b, widened(b, getInput()), getEpsilon().convertToDouble());
  Value scaled = b.mul(rows.value, widened(b, getGamma()));
  return {castLike(b, b.add(scaled, widened(b, getBeta())), getInput())};
}

/// x - max: the largest exponent becomes 0, so that exp overflows for no x.
static Value shifted(Build &b, Value x, int64_t dim) {
  return b.sub(x, b.reduceKeeping<ReduceMaxOp>(x, dim));
}

SmallVector<Value> SoftmaxOp::decompose(OpBuilder &builder) {
  Build b(builder, getLoc());
  Value exp = b.create<ExpOp>(shifted(b, getInput(), getDim()));
  return {b.div(exp, b.reduceKeeping<ReduceSumOp>(exp, getDim()))};
}

SmallVector<Value> LogSoftmaxOp::decompose(OpBuilder &builder) {
  Build b(builder, getLoc());
  Value x = shifted(b, getInput(), getDim());
  Value sum = b.reduceKeeping<ReduceSumOp>(b.create<ExpOp>(x), getDim());
  return {b.sub(x, b.create<LogOp>(sum))};
}

SmallVector<Value> MseLossOp::decompose(OpBuilder &builder) {
  Build b(builder, getLoc());
  Value difference = b.sub(getInput(), getTarget());
  return {b.mean(b.mul(difference, difference))};
}

/// max(x, 0) - x t + log(1 + exp(-|x|)).
SmallVector<Value> BceWithLogitsOp::decompose(OpBuilder &builder) {
  Build b(builder, getLoc());
  Value x = getInput(), zero = b.scalar(0, x);
  Value negativeAbs = b.create<MinimumOp>(x, b.create<NegOp>(x));
  Value softplus = b.create<LogOp>(b.add(b.create<ExpOp>(negativeAbs), 1.0));
  Value linear = b.sub(b.create<MaximumOp>(x, zero), b.mul(x, getTarget()));
  return {b.mean(b.add(linear, softplus))};
}

/// Sum over rows of -log_softmax at the label, divided by the number of rows. The label selects by
/// comparison with an iota, so a label outside the classes selects nothing.
SmallVector<Value> CrossEntropyOp::decompose(OpBuilder &builder) {
  Build b(builder, getLoc());
  RankedTensorType logits = tensorType(getLogits()), labels = tensorType(getLabels());
  int64_t last = logits.getRank() - 1;
  Value logProbabilities = b.create<LogSoftmaxOp>(getLogits(), last);
  Shape column(labels.getShape());
  column.push_back(1);
  Value label =
      b.create<ReshapeOp>(RankedTensorType::get(column, labels.getElementType()), getLabels());
  Value classes = b.create<IotaOp>(
      RankedTensorType::get({logits.getDimSize(last)}, labels.getElementType()), 0);
  Value isLabel = b.create<CompareOp>(ComparePredicate::eq, classes, label);
  Value picked = b.create<SelectOp>(isLabel, logProbabilities, b.scalar(0, getLogits()));
  return {b.mul(b.total(picked), -1.0 / labels.getNumElements())};
}

/// Inverted dropout (Srivastava et al., 2014): the survivors are scaled so that the mean stays.
SmallVector<Value> DropoutOp::decompose(OpBuilder &builder) {
  Build b(builder, getLoc());
  Value uniform = b.create<RandomUniformOp>(
      getInput().getType(), getSeed(), getCounter(), builder.getF64FloatAttr(0.0),
      builder.getF64FloatAttr(1.0), builder.getI64IntegerAttr(getStream()));
  double rate = getRate().convertToDouble();
  Value keep = b.create<CompareOp>(ComparePredicate::ge, uniform, b.scalar(rate, getInput()));
  return {b.create<SelectOp>(keep, b.mul(getInput(), 1.0 / (1.0 - rate)), b.scalar(0, getInput()))};
}
