#include "frontend/ModelImpl.h"
#include "frontend/ops/Attributes.h"
#include "wick/builder/Ops.h"

namespace wick {

template <typename Op>
static Tensor reduce(const Call &call, const Tensor &x, const Dims &dims, bool keepDims) {
  ModelImpl &model = ModelImpl::of(call, x);
  int64_t rank = ModelImpl::type(call, x).getRank();
  Dims sorted = fromFront(dims, rank);
  llvm::sort(sorted);
  if (dims.empty())
    llvm::append_range(sorted, llvm::seq<int64_t>(0, rank));
  Attributes attributes(model.context);
  attributes.add("dims", sorted).add("keep_dims", keepDims);
  return model.record(call, Op::getOperationName(), x, attributes.list());
}

Tensor sum(Tensor x, Dims dims, bool keep_dims, Location loc) {
  return reduce<ir::ReduceSumOp>({"sum", loc}, x, dims, keep_dims);
}

Tensor mean(Tensor x, Dims dims, bool keep_dims, Location loc) {
  return reduce<ir::ReduceMeanOp>({"mean", loc}, x, dims, keep_dims);
}

Tensor max(Tensor x, Dims dims, bool keep_dims, Location loc) {
  return reduce<ir::ReduceMaxOp>({"max", loc}, x, dims, keep_dims);
}

Tensor argmax(Tensor x, int64_t dim, Location loc) {
  Call call{"argmax", loc};
  ModelImpl &model = ModelImpl::of(call, x);
  Attributes attributes(model.context);
  attributes.add("dim", fromFront(dim, ModelImpl::type(call, x).getRank()));
  return model.record(call, ir::ArgmaxOp::getOperationName(), x, attributes.list());
}

} // namespace wick
