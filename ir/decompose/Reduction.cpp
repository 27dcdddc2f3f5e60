#include "ir/decompose/Build.h"

using namespace mlir;
using namespace wick::ir;

static SmallVector<Value> decomposeReduceMean(ReduceMeanOp op, Build &b) {
  RankedTensorType input = tensorType(op.getInput());
  int64_t count = 1;
  for (int64_t dim : op.getDims())
    count *= input.getDimSize(dim);
  Value sum = b.create<ReduceSumOp>(op.getInput(), op.getDims(), op.getKeepDims());
  return {b.mul(sum, 1.0 / count)};
}

WICK_DECOMPOSE(ReduceMeanOp, decomposeReduceMean)
