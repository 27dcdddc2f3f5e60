#include "ir/NotWritten.h"
#include "ir/decompose/Normalize.h"
#include "passes/Registration.h"
#include "passes/graph/vjp/Vjp.h"

using namespace mlir;
using namespace wick;
using namespace wick::ir;

/// y = x W + b: dx = g W^T, dW = x^T g, db = sum of g over rows.
static SmallVector<Value> vjpLinear(LinearOp op, Build &b, Value g) {
  RankedTensorType inputType = tensorType(op.getInput());
  Value rows = asMatrix(b, g);
  Value dInput = b.create<MatmulOp>(rows, op.getWeight(), false, true);
  if (dInput.getType() != inputType)
    dInput = b.create<ReshapeOp>(inputType, dInput);
  Value dWeight = b.create<MatmulOp>(asMatrix(b, op.getInput()), rows, true, false);
  SmallVector<Value> gradients{dInput, dWeight};
  if (op.getBias())
    gradients.push_back(b.create<ReduceSumOp>(rows, ArrayRef<int64_t>{0}, /*keep_dims=*/false));
  return gradients;
}

/// With z = (x - mean) / deviation, so that y = z gamma + beta, and d = g gamma:
/// dx = (d - mean(d) - z mean(d z)) / deviation, dgamma = sum of g z over rows, dbeta = sum of g
/// over rows. (Ioffe and Szegedy, 2015, section 3, with a row in place of the batch, and the
/// derivatives by mean and variance put into dx.) mean and deviation are computed as in the
/// decomposition of the forward op, and so are the same values after CSE.
static SmallVector<Value> vjpLayerNorm(LayerNormOp op, Build &b, Value g) {
  NormalizedRows rows =
      normalizeRows(b, widened(b, op.getInput()), op.getEpsilon().convertToDouble());
  Value z = rows.value, wide = widened(b, g);
  Value d = b.mul(wide, widened(b, op.getGamma()));
  Value inner = b.sub(b.sub(d, rowMean(b, d)), b.mul(z, rowMean(b, b.mul(d, z))));
  auto sumRows = [&](Value x) {
    return b.create<ReduceSumOp>(asMatrix(b, x), ArrayRef<int64_t>{0}, /*keep_dims=*/false);
  };
  return {castLike(b, b.mul(inner, rows.inverseDeviation), g),
          castLike(b, sumRows(b.mul(wide, z)), g), castLike(b, sumRows(wide), g)};
}

/// y = exp(x) / sum of exp(x) in each row.
static SmallVector<Value> vjpSoftmax(SoftmaxOp op, Build &b, Value g) {
  // LAB BEGIN 05.4c "The rule of softmax"
  // TASK: Return the gradient of the input. y_i depends on every x_j of its row: dy_i/dx_j is
  // TASK: y_i (1 - y_i) for i = j and -y_i y_j else. Write the product with g without building that
  // TASK: matrix. op.getOutput() is y; b.reduceKeeping<ReduceSumOp>(x, op.getDim()) sums rows.
  // STUB: return lab::notWritten(op.getLoc(), "05.4");
  // dx = y (g - sum(g y)): the product with the Jacobian diag(y) - y y^T, which is never built.
  Value y = op.getOutput();
  Value sum = b.reduceKeeping<ReduceSumOp>(b.mul(g, y), op.getDim());
  return {b.mul(y, b.sub(g, sum))};
  // LAB END
}

/// dx = g - softmax(x) sum(g), and softmax(x) = exp(y).
static SmallVector<Value> vjpLogSoftmax(LogSoftmaxOp op, Build &b, Value g) {
  Value sum = b.reduceKeeping<ReduceSumOp>(g, op.getDim());
  return {b.sub(g, b.mul(b.create<ExpOp>(op.getOutput()), sum))};
}

/// y = sum (x - t)^2 / n: dx = 2 g / n (x - t), dt = -dx.
static SmallVector<Value> vjpMseLoss(MseLossOp op, Build &b, Value g) {
  double count = tensorType(op.getInput()).getNumElements();
  Value difference = b.sub(op.getInput(), op.getTarget());
  Value dInput = b.mul(difference, b.mul(g, 2 / count));
  return {dInput, b.create<NegOp>(dInput)};
}

/// dx = g / n (sigmoid(x) - t), dt = -g / n x.
static SmallVector<Value> vjpBceWithLogits(BceWithLogitsOp op, Build &b, Value g) {
  Value x = op.getInput();
  Value scale = b.mul(g, 1.0 / tensorType(x).getNumElements());
  Value error = b.sub(b.create<SigmoidOp>(x), op.getTarget());
  return {b.mul(error, scale), b.mul(x, b.create<NegOp>(scale))};
}

/// `scale` in the rows whose label is a class, 0 in the others.
static Value scaleOfRows(Build &b, Value label, int64_t classes, Value scale) {
  auto type = tensorType(label).clone(ArrayRef<int64_t>{});
  auto bound = [&](int64_t value) {
    auto element = IntegerAttr::get(type.getElementType(), value);
    return b.create<ConstantOp>(type, DenseElementsAttr::get(type, element));
  };
  Value isBelow = b.create<CompareOp>(ComparePredicate::lt, label, bound(0));
  Value isInside = b.create<CompareOp>(ComparePredicate::lt, label, bound(classes));
  Value zero = b.scalar(0, scale);
  return b.create<SelectOp>(isBelow, zero, b.create<SelectOp>(isInside, scale, zero));
}

/// dx = g / rows (softmax(x) - onehot(label)); 0 in rows whose label is no class, as in the loss.
static SmallVector<Value> vjpCrossEntropy(CrossEntropyOp op, Build &b, Value g) {
  RankedTensorType logits = tensorType(op.getLogits()), labels = tensorType(op.getLabels());
  int64_t last = logits.getRank() - 1, classes = logits.getDimSize(last);
  Shape column(labels.getShape());
  column.push_back(1);
  Value label = b.create<ReshapeOp>(labels.clone(column), op.getLabels());
  Value index = b.create<IotaOp>(labels.clone({classes}), /*dim=*/0);
  Value oneHot = b.create<CastOp>(logits, b.create<CompareOp>(ComparePredicate::eq, index, label));
  Value error = b.sub(b.create<SoftmaxOp>(op.getLogits(), last), oneHot);
  Value scale = b.mul(g, 1.0 / labels.getNumElements());
  return {b.mul(error, scaleOfRows(b, label, classes, scale)), Value()};
}

/// The same numbers give the same mask, so it is drawn again, not kept: dx = dropout(g).
static SmallVector<Value> vjpDropout(DropoutOp op, Build &b, Value g) {
  return {
      b.create<DropoutOp>(g, op.getSeed(), op.getCounter(), op.getRateAttr(), op.getStreamAttr()),
      Value(), Value()};
}

void wick::registerNNVjps(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, WickDialect *) {
    attachVjp<LinearOp, vjpLinear>(context);
    attachVjp<LayerNormOp, vjpLayerNorm>(context);
    attachVjp<SoftmaxOp, vjpSoftmax>(context);
    attachVjp<LogSoftmaxOp, vjpLogSoftmax>(context);
    attachVjp<MseLossOp, vjpMseLoss>(context);
    attachVjp<BceWithLogitsOp, vjpBceWithLogits>(context);
    attachVjp<CrossEntropyOp, vjpCrossEntropy>(context);
    attachVjp<DropoutOp, vjpDropout>(context);
  });
}
