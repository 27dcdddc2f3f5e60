#include "ir/NotWritten.h"
#include "passes/Registration.h"
#include "passes/graph/vjp/Vjp.h"

using namespace mlir;
using namespace wick;
using namespace wick::ir;

/// `g`, the gradient of a reduction of `input` over `dims`, repeated along those dimensions.
static Value expand(Build &b, Value g, Value input, ArrayRef<int64_t> dims, bool keepDims) {
  // LAB BEGIN 05.4a "The rule of reductions"
  // TASK: Return `g` repeated to the shape of `input`. b.create<BroadcastInDimOp>(type, g, places)
  // TASK: repeats: places[i] is the dimension of the result that dimension i of g becomes. With
  // TASK: keepDims, g still has the reduced dimensions, of size 1.
  // STUB: return lab::notWritten(b, g.getLoc(), input.getType(), "05.4");
  SmallVector<int64_t> places;
  for (int64_t dim = 0; dim < tensorType(input).getRank(); ++dim)
    if (keepDims || !llvm::is_contained(dims, dim))
      places.push_back(dim);
  return b.create<BroadcastInDimOp>(input.getType(), g, places);
  // LAB END
}

/// dx = g at every element.
static SmallVector<Value> vjpReduceSum(ReduceSumOp op, Build &b, Value g) {
  return {expand(b, g, op.getInput(), op.getDims(), op.getKeepDims())};
}

/// y = sum of x / n.
static SmallVector<Value> vjpReduceMean(ReduceMeanOp op, Build &b, Value g) {
  // LAB BEGIN 05.4b "The rule of the mean"
  // TASK: As for the sum, above, but each of n elements contributes 1/n. b.mul(value, number)
  // TASK: scales; it has less to do before g is repeated.
  // STUB: return lab::notWritten(op.getLoc(), "05.4");
  // dx = g / n at every element; divided before it is repeated.
  RankedTensorType input = tensorType(op.getInput());
  double count = 1;
  for (int64_t dim : op.getDims())
    count *= input.getDimSize(dim);
  return {expand(b, b.mul(g, 1 / count), op.getInput(), op.getDims(), op.getKeepDims())};
  // LAB END
}

/// The gradient of a maximum over the adjacent dimensions [first, last] of `x`: all of `g` goes to
/// the first largest element, which argmax finds in `x` seen as [outer, reduced, inner].
static Value toFirstLargest(Build &b, Value x, Value g, int64_t first, int64_t last) {
  RankedTensorType type = tensorType(x);
  auto product = [](ArrayRef<int64_t> sizes) {
    return std::accumulate(sizes.begin(), sizes.end(), int64_t(1), std::multiplies<>());
  };
  ArrayRef<int64_t> shape = type.getShape();
  int64_t outer = product(shape.take_front(first)), inner = product(shape.drop_front(last + 1));
  int64_t reduced = product(shape.slice(first, last + 1 - first));
  auto i32 = IntegerType::get(type.getContext(), 32);
  Value view = b.create<ReshapeOp>(type.clone({outer, reduced, inner}), x);
  Value winner = b.create<ReshapeOp>(RankedTensorType::get({outer, 1, inner}, i32),
                                     b.create<ArgmaxOp>(view, /*dim=*/1));
  Value index = b.create<IotaOp>(RankedTensorType::get({reduced, 1}, i32), /*dim=*/0);
  Value isWinner = b.create<CompareOp>(ComparePredicate::eq, index, winner);
  Value column = b.create<ReshapeOp>(type.clone({outer, 1, inner}), g);
  return b.create<ReshapeOp>(type, b.create<SelectOp>(isWinner, column, b.scalar(0, g)));
}

/// dx = g at the first largest element, 0 elsewhere. Dimensions that are not adjacent are first
/// moved to the end; kept and reduced dimensions keep their orders, so "first" still means
/// row-major.
static SmallVector<Value> vjpReduceMax(ReduceMaxOp op, Build &b, Value g) {
  Value x = op.getInput();
  ArrayRef<int64_t> dims = op.getDims();
  if (dims.empty())
    return {g};
  if (dims.back() - dims.front() + 1 == static_cast<int64_t>(dims.size()))
    return {toFirstLargest(b, x, g, dims.front(), dims.back())};
  int64_t rank = tensorType(x).getRank();
  SmallVector<int64_t> order, inverse(rank);
  for (int64_t dim = 0; dim < rank; ++dim)
    if (!llvm::is_contained(dims, dim))
      order.push_back(dim);
  int64_t first = order.size();
  llvm::append_range(order, dims);
  for (auto [to, from] : llvm::enumerate(order))
    inverse[from] = to;
  Value moved = b.create<TransposeOp>(x, order);
  return {b.create<TransposeOp>(toFirstLargest(b, moved, g, first, rank - 1), inverse)};
}

void wick::registerReductionVjps(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, WickDialect *) {
    attachVjp<ReduceSumOp, vjpReduceSum>(context);
    attachVjp<ReduceMeanOp, vjpReduceMean>(context);
    attachVjp<ReduceMaxOp, vjpReduceMax>(context);
  });
}
