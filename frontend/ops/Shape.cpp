#include "frontend/ModelImpl.h"
#include "frontend/ops/Attributes.h"
#include "wick/builder/Ops.h"

#include <numeric>

namespace wick {

//===----------------------------------------------------------------------===//
// Movement
//===----------------------------------------------------------------------===//

/// Replaces the one -1 of `shape` by what remains of `count` elements.
static Shape completed(const Call &call, Shape shape, int64_t count) {
  auto unknown = llvm::find(shape, -1);
  if (unknown == shape.end())
    return shape;
  *unknown = 1;
  int64_t known =
      std::accumulate(shape.begin(), shape.end(), int64_t(1), std::multiplies<int64_t>());
  if (llvm::is_contained(shape, -1) || known < 1 || count % known != 0)
    fail(call, "no size in place of -1 gives " + llvm::Twine(count) + " elements",
         fixFor("reshape", "C1"));
  *unknown = count / known;
  return shape;
}

Tensor reshape(Tensor x, Shape shape, Location loc) {
  Call call{"reshape", loc};
  ModelImpl &model = ModelImpl::of(call, x);
  mlir::RankedTensorType type = ModelImpl::type(call, x);
  Shape complete = completed(call, std::move(shape), type.getNumElements());
  return model.record(call, ir::ReshapeOp::getOperationName(), x, {},
                      model.tensorType(call, complete, dtypeOf(type.getElementType())));
}

Tensor transpose(Tensor x, Dims permutation, Location loc) {
  Call call{"transpose", loc};
  ModelImpl &model = ModelImpl::of(call, x);
  int64_t rank = ModelImpl::type(call, x).getRank();
  if (permutation.empty())
    for (int64_t dim = rank; dim-- > 0;)
      permutation.push_back(dim);
  Attributes attributes(model.context);
  attributes.add("permutation", fromFront(permutation, rank));
  return model.record(call, ir::TransposeOp::getOperationName(), x, attributes.list());
}

Tensor broadcast_to(Tensor x, Shape shape, Location loc) {
  Call call{"broadcast_to", loc};
  ModelImpl &model = ModelImpl::of(call, x);
  mlir::RankedTensorType type = ModelImpl::type(call, x);
  Dims dims;
  int64_t added = static_cast<int64_t>(shape.size()) - type.getRank();
  for (int64_t dim = 0; dim < type.getRank(); ++dim)
    dims.push_back(added + dim);
  Attributes attributes(model.context);
  attributes.add("dims", dims);
  return model.record(call, ir::BroadcastInDimOp::getOperationName(), x, attributes.list(),
                      model.tensorType(call, shape, dtypeOf(type.getElementType())));
}

//===----------------------------------------------------------------------===//
// Parts
//===----------------------------------------------------------------------===//

Tensor slice(Tensor x, Dims starts, Dims limits, Dims strides, Location loc) {
  Call call{"slice", loc};
  ModelImpl &model = ModelImpl::of(call, x);
  if (strides.empty())
    strides.assign(starts.size(), 1);
  Attributes attributes(model.context);
  attributes.add("starts", starts).add("limits", limits).add("strides", strides);
  return model.record(call, ir::SliceOp::getOperationName(), x, attributes.list());
}

Tensor concat(std::vector<Tensor> inputs, int64_t dim, Location loc) {
  Call call{"concat", loc};
  if (inputs.empty())
    fail(call, "needs at least one input (C1)", fixFor("concat", "C1"));
  ModelImpl &model = ModelImpl::of(call, inputs.front());
  int64_t rank = ModelImpl::type(call, inputs.front()).getRank();
  Attributes attributes(model.context);
  attributes.add("dim", fromFront(dim, rank));
  return model.record(call, ir::ConcatOp::getOperationName(), inputs, attributes.list());
}

Tensor pad(Tensor x, Dims low, Dims high, double value, Dims interior, Location loc) {
  Call call{"pad", loc};
  ModelImpl &model = ModelImpl::of(call, x);
  if (interior.empty())
    interior.assign(low.size(), 0);
  Attributes attributes(model.context);
  attributes.add("low", low).add("high", high).add("interior", interior).add("value", value);
  return model.record(call, ir::PadOp::getOperationName(), x, attributes.list());
}

Tensor insert_slice(Tensor source, Tensor destination, Dims starts, Location loc) {
  Call call{"insert_slice", loc};
  ModelImpl &model = ModelImpl::of(call, source);
  Attributes attributes(model.context);
  attributes.add("starts", starts);
  return model.record(call, ir::InsertSliceOp::getOperationName(), {source, destination},
                      attributes.list());
}

//===----------------------------------------------------------------------===//
// Sources
//===----------------------------------------------------------------------===//

Tensor constant(Model &model, Shape shape, std::vector<double> values, DType dtype, Location loc) {
  return model.impl().recordConstant({"constant", loc}, shape, dtype, values);
}

Tensor iota(Model &model, Shape shape, int64_t dim, DType dtype, Location loc) {
  Call call{"iota", loc};
  ModelImpl &impl = model.impl();
  Attributes attributes(impl.context);
  attributes.add("dim", fromFront(dim, shape.size()));
  return impl.record(call, ir::IotaOp::getOperationName(), {}, attributes.list(),
                     impl.tensorType(call, shape, dtype));
}

} // namespace wick
