#include "wick/builder/Vision.h"
#include "frontend/ModelImpl.h"
#include "frontend/ops/Attributes.h"
#include "ir/Inference.h"

namespace wick {

static Dims dimsOf(Extent extent) { return {extent.vertical, extent.horizontal}; }

//===----------------------------------------------------------------------===//
// Windows
//===----------------------------------------------------------------------===//

Tensor conv2d(Tensor x, Tensor weight, Tensor bias, ConvOptions options, Location loc) {
  Call call{"conv2d", loc};
  ModelImpl &model = ModelImpl::of(call, x);
  Attributes attributes(model.context);
  attributes.add("strides", dimsOf(options.stride)).add("padding", dimsOf(options.padding));
  llvm::SmallVector<Tensor, 3> operands{x, weight};
  if (bias)
    operands.push_back(bias);
  return model.record(call, ir::Conv2dOp::getOperationName(), operands, attributes.list());
}

template <typename Op>
static Tensor pool(const Call &call, const Tensor &x, Extent window, const PoolOptions &options) {
  ModelImpl &model = ModelImpl::of(call, x);
  Attributes attributes(model.context);
  attributes.add("kernel", dimsOf(window));
  attributes.add("strides", dimsOf(options.stride.value_or(window)));
  attributes.add("padding", dimsOf(options.padding));
  return model.record(call, Op::getOperationName(), x, attributes.list());
}

Tensor max_pool2d(Tensor x, Extent window, PoolOptions options, Location loc) {
  return pool<ir::MaxPool2dOp>({"max_pool2d", loc}, x, window, options);
}

Tensor avg_pool2d(Tensor x, Extent window, PoolOptions options, Location loc) {
  return pool<ir::AvgPool2dOp>({"avg_pool2d", loc}, x, window, options);
}

//===----------------------------------------------------------------------===//
// Channels and shapes
//===----------------------------------------------------------------------===//

Tensor batch_norm(Tensor x, Tensor gamma, Tensor beta, Tensor running_mean, Tensor running_variance,
                  BatchNormOptions options, Location loc) {
  Call call{"batch_norm", loc};
  ModelImpl &model = ModelImpl::of(call, x);
  Attributes attributes(model.context);
  attributes.add("epsilon", options.eps).add("momentum", options.momentum);
  return model.record(call, ir::BatchNormOp::getOperationName(),
                      {x, gamma, beta, running_mean, running_variance}, attributes.list(),
                      /*type=*/{}, /*results=*/3);
}

Tensor flatten(Tensor x, int64_t first, Location loc) {
  Call call{"flatten", loc};
  llvm::ArrayRef<int64_t> shape = ModelImpl::type(call, x).getShape();
  int64_t rank = static_cast<int64_t>(shape.size()), kept = fromFront(first, rank);
  if (kept < 0 || kept >= rank)
    fail(call, "dimension " + llvm::Twine(first) + " is none of " + ir::shapeText(shape),
         "choose a dimension of the tensor; 1 keeps the first");
  Shape flat(shape.begin(), shape.begin() + kept);
  flat.push_back(mlir::ShapedType::getNumElements(shape.drop_front(kept)));
  return reshape(x, flat, loc);
}

Tensor flip(Tensor x, Dims dims, Location loc) {
  Call call{"flip", loc};
  ModelImpl &model = ModelImpl::of(call, x);
  mlir::RankedTensorType type = ModelImpl::type(call, x);
  Dims sorted = fromFront(dims, type.getRank());
  llvm::sort(sorted);
  Attributes attributes(model.context);
  attributes.add("dims", sorted);
  return model.record(call, ir::ReverseOp::getOperationName(), x, attributes.list(), type);
}

//===----------------------------------------------------------------------===//
// Layers
//===----------------------------------------------------------------------===//

namespace nn {

Conv2d::Conv2d(Model &model, const std::string &name, int64_t in, int64_t out, Extent window,
               Conv2dOptions options, Location loc)
    : weight(model.param(name + ".weight", {out, in, window.vertical, window.horizontal},
                         options.init, options.dtype, loc)),
      geometry{options.stride, options.padding} {
  if (options.bias)
    bias = model.param(name + ".bias", {out}, options.bias_init, options.dtype, loc);
}

Tensor Conv2d::operator()(Tensor x, Location loc) const {
  return conv2d(x, weight, bias, geometry, loc);
}

BatchNorm2d::BatchNorm2d(Model &model, const std::string &name, int64_t channels,
                         BatchNorm2dOptions options, Location loc)
    : weight(model.param(name + ".weight", {channels}, init::ones(), options.dtype, loc)),
      bias(model.param(name + ".bias", {channels}, init::zeros(), options.dtype, loc)),
      running_mean(
          model.state(name + ".running_mean", {channels}, init::zeros(), options.dtype, loc)),
      running_variance(
          model.state(name + ".running_variance", {channels}, init::ones(), options.dtype, loc)),
      numbers{options.eps, options.momentum} {}

Tensor BatchNorm2d::operator()(Tensor x, Location loc) const {
  return batch_norm(x, weight, bias, running_mean, running_variance, numbers, loc);
}

} // namespace nn
} // namespace wick
