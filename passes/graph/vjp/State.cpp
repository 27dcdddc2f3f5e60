#include "passes/Registration.h"
#include "passes/graph/vjp/Vjp.h"

using namespace mlir;
using namespace wick;
using namespace wick::ir;

/// The block of g is the gradient of the source; the rest, with zeros in the block, that of the
/// destination.
static SmallVector<Value> vjpInsertSlice(InsertSliceOp op, Build &b, Value g) {
  RankedTensorType source = tensorType(op.getSource());
  if (source.getNumElements() == 0)
    return {Value(), g};
  ArrayRef<int64_t> starts = op.getStarts();
  SmallVector<int64_t> limits, ones(starts.size(), 1);
  for (auto [start, size] : llvm::zip_equal(starts, source.getShape()))
    limits.push_back(start + size);
  return {b.create<SliceOp>(g, starts, limits, ones),
          b.create<InsertSliceOp>(splat(b, 0, source), g, starts)};
}

void wick::registerStateVjps(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, WickDialect *) {
    attachVjp<InsertSliceOp, vjpInsertSlice>(context);
  });
}
