#include "passes/Registration.h"
#include "passes/graph/vjp/Vjp.h"

using namespace mlir;
using namespace wick;
using namespace wick::ir;

// All of these move elements: the gradient moves them back, and sums those that were copied.

static SmallVector<Value> vjpReshape(ReshapeOp op, Build &b, Value g) {
  return {b.create<ReshapeOp>(op.getInput().getType(), g)};
}

/// Transposed by the inverse permutation.
static SmallVector<Value> vjpTranspose(TransposeOp op, Build &b, Value g) {
  SmallVector<int64_t> inverse(op.getPermutation().size());
  for (auto [to, from] : llvm::enumerate(op.getPermutation()))
    inverse[from] = to;
  return {b.create<TransposeOp>(g, inverse)};
}

/// Turned around again.
static SmallVector<Value> vjpReverse(ReverseOp op, Build &b, Value g) {
  return {b.create<ReverseOp>(g.getType(), g, op.getDims())};
}

/// Summed over the dimensions that are new or were 1.
static SmallVector<Value> vjpBroadcastInDim(BroadcastInDimOp op, Build &b, Value g) {
  RankedTensorType from = tensorType(op.getInput()), to = tensorType(op.getOutput());
  llvm::SmallBitVector isRepeated(to.getRank(), true);
  for (auto [i, dim] : llvm::enumerate(op.getDims()))
    isRepeated[dim] = from.getDimSize(i) != to.getDimSize(dim);
  SmallVector<int64_t> repeated(isRepeated.set_bits_begin(), isRepeated.set_bits_end());
  if (!repeated.empty())
    g = b.create<ReduceSumOp>(g, repeated, /*keep_dims=*/false);
  return {g.getType() == from ? g : b.create<ReshapeOp>(from, g)};
}

/// Put back at its place among zeros.
static SmallVector<Value> vjpSlice(SliceOp op, Build &b, Value g) {
  ArrayRef<int64_t> shape = tensorType(op.getInput()).getShape(), starts = op.getStarts();
  SmallVector<int64_t> high, interior;
  for (auto [i, stride] : llvm::enumerate(op.getStrides())) {
    int64_t last = starts[i] + (tensorType(g).getDimSize(i) - 1) * stride;
    high.push_back(shape[i] - 1 - last);
    interior.push_back(stride - 1);
  }
  return {b.create<PadOp>(g, starts, high, interior, llvm::APFloat(0.0))};
}

/// Cut out again.
static SmallVector<Value> vjpPad(PadOp op, Build &b, Value g) {
  RankedTensorType type = tensorType(op.getInput());
  if (type.getNumElements() == 0)
    return {Value()};
  SmallVector<int64_t> limits, strides;
  for (auto [i, interior] : llvm::enumerate(op.getInterior())) {
    strides.push_back(interior + 1);
    limits.push_back(op.getLow()[i] + (type.getDimSize(i) - 1) * strides.back() + 1);
  }
  return {b.create<SliceOp>(g, op.getLow(), limits, strides)};
}

/// Cut into the inputs' parts.
static SmallVector<Value> vjpConcat(ConcatOp op, Build &b, Value g) {
  int64_t rank = tensorType(g).getRank(), dim = op.getDim(), offset = 0;
  SmallVector<int64_t> ones(rank, 1);
  SmallVector<Value> gradients;
  for (Value input : op.getInputs()) {
    RankedTensorType type = tensorType(input);
    SmallVector<int64_t> starts(rank, 0), limits(type.getShape());
    starts[dim] = offset;
    limits[dim] = offset += type.getDimSize(dim);
    gradients.push_back(type.getNumElements() == 0 ? Value()
                                                   : b.create<SliceOp>(g, starts, limits, ones));
  }
  return gradients;
}

void wick::registerShapeVjps(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, WickDialect *) {
    attachVjp<ReshapeOp, vjpReshape>(context);
    attachVjp<TransposeOp, vjpTranspose>(context);
    attachVjp<ReverseOp, vjpReverse>(context);
    attachVjp<BroadcastInDimOp, vjpBroadcastInDim>(context);
    attachVjp<SliceOp, vjpSlice>(context);
    attachVjp<PadOp, vjpPad>(context);
    attachVjp<ConcatOp, vjpConcat>(context);
  });
}
