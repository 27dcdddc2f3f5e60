#include "ir/NotWritten.h"
#include "ir/decompose/Normalize.h"

using namespace mlir;
using namespace wick;
using namespace wick::ir;

/// A matrix product with the leading dimensions of the input as rows, then the bias.
static SmallVector<Value> decomposeLinear(LinearOp op, Build &b) {
  Value x = op.getInput();
  RankedTensorType input = tensorType(x);
  // LAB BEGIN 03.1 "The linear layer"
  // TASK: Return y = x W + bias for x of shape [.., in], W = op.getWeight() [in, out] and
  // TASK: op.getBias() [out], null when there is none. Make x a matrix [rows, in] first, with all
  // TASK: leading dimensions as rows (none at all: one row), and give y the shape of op.getOutput().
  // TASK: An input that is a matrix already needs no reshape.
  // STUB: return lab::notWritten(op.getLoc(), "03.1");
  if (input.getRank() != 2) {
    int64_t rows = ShapedType::getNumElements(input.getShape().drop_back());
    x = b.create<ReshapeOp>(input.clone({rows, input.getShape().back()}), x);
  }
  Value y = b.create<MatmulOp>(x, op.getWeight());
  if (op.getBias())
    y = b.add(y, op.getBias());
  if (input.getRank() != 2)
    y = b.create<ReshapeOp>(op.getOutput().getType(), y);
  return {y};
  // LAB END
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
  // LAB BEGIN 03.2 "Inverted dropout"
  // TASK: Return x where a uniform number in [0, 1) is at least `rate`, divided by the share of
  // TASK: elements that are kept, and 0 elsewhere. The numbers are those of
  // TASK: b.uniform(type, op.getSeed(), op.getCounter(), op.getStream()).
  // STUB: return lab::notWritten(op.getLoc(), "03.2");
  Value uniform = b.uniform(x.getType(), op.getSeed(), op.getCounter(), op.getStream());
  Value keep = b.create<CompareOp>(ComparePredicate::ge, uniform, b.scalar(rate, x));
  return {b.create<SelectOp>(keep, b.mul(x, 1.0 / (1.0 - rate)), b.scalar(0, x))};
  // LAB END
}

WICK_DECOMPOSE(LinearOp, decomposeLinear)
WICK_DECOMPOSE(LayerNormOp, decomposeLayerNorm)
WICK_DECOMPOSE(DropoutOp, decomposeDropout)
