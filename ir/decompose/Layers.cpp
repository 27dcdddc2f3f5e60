#include "ir/decompose/Normalize.h"

using namespace mlir;
using namespace wick::ir;

/// A matrix product with the leading dimensions of the input as rows, then the bias.
static SmallVector<Value> decomposeLinear(LinearOp op, Build &b) {
  Value x = op.getInput();
  RankedTensorType input = tensorType(x);
  int64_t in = input.getShape().back();
  if (input.getRank() != 2)
    x = b.create<ReshapeOp>(
        RankedTensorType::get({ShapedType::getNumElements(input.getShape().drop_back()), in},
                              input.getElementType()),
        x);
  Value y = b.create<MatmulOp>(x, op.getWeight());
  if (op.getBias())
    y = b.add(y, op.getBias());
  if (input.getRank() != 2)
    y = b.create<ReshapeOp>(op.getOutput().getType(), y);
  return {y};
}

static SmallVector<Value> decomposeLayerNorm(LayerNormOp op, Build &b) {
  Value x = widened(b, op.getInput());
  NormalizedRows rows = normalizeRows(b, x, op.getEpsilon().convertToDouble());
  Value scaled = b.mul(rows.value, widened(b, op.getGamma()));
  return {castLike(b, b.add(scaled, widened(b, op.getBeta())), op.getInput())};
}

/// Inverted dropout (Srivastava et al., 2014): the survivors are scaled so that the mean stays.
static SmallVector<Value> decomposeDropout(DropoutOp op, Build &b) {
  Value x = op.getInput();
  double rate = op.getRate().convertToDouble();
  Value uniform = b.uniform(x.getType(), op.getSeed(), op.getCounter(), op.getStream());
  Value keep = b.create<CompareOp>(ComparePredicate::ge, uniform, b.scalar(rate, x));
  return {b.create<SelectOp>(keep, b.mul(x, 1.0 / (1.0 - rate)), b.scalar(0, x))};
}

WICK_DECOMPOSE(LinearOp, decomposeLinear)
WICK_DECOMPOSE(LayerNormOp, decomposeLayerNorm)
WICK_DECOMPOSE(DropoutOp, decomposeDropout)
