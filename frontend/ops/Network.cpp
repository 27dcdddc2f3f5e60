//===- Network.cpp - products, norms, softmax, losses, random numbers --------===//

#include "frontend/ModelImpl.h"
#include "frontend/ops/Attributes.h"
#include "wick/builder/Ops.h"

namespace wick {

//===----------------------------------------------------------------------===//
// Products
//===----------------------------------------------------------------------===//

Tensor matmul(Tensor a, Tensor b, Location loc) {
  Call call{"matmul", loc};
  return ModelImpl::of(call, a).record(call, ir::MatmulOp::getOperationName(), {a, b});
}

Tensor linear(Tensor x, Tensor weight, Tensor bias, Location loc) {
  Call call{"linear", loc};
  llvm::SmallVector<Tensor, 3> operands{x, weight};
  if (bias)
    operands.push_back(bias);
  return ModelImpl::of(call, x).record(call, ir::LinearOp::getOperationName(), operands);
}

//===----------------------------------------------------------------------===//
// Normalization, softmax and losses
//===----------------------------------------------------------------------===//

Tensor layer_norm(Tensor x, Tensor gamma, Tensor beta, double eps, Location loc) {
  Call call{"layer_norm", loc};
  ModelImpl &model = ModelImpl::of(call, x);
  Attributes attributes(model.context);
  attributes.add("epsilon", eps);
  return model.record(call, ir::LayerNormOp::getOperationName(), {x, gamma, beta},
                      attributes.list());
}

template <typename Op> static Tensor along(const Call &call, const Tensor &x, int64_t dim) {
  ModelImpl &model = ModelImpl::of(call, x);
  Attributes attributes(model.context);
  attributes.add("dim", fromFront(dim, ModelImpl::type(call, x).getRank()));
  return model.record(call, Op::getOperationName(), x, attributes.list());
}

Tensor softmax(Tensor x, int64_t dim, Location loc) {
  return along<ir::SoftmaxOp>({"softmax", loc}, x, dim);
}

Tensor log_softmax(Tensor x, int64_t dim, Location loc) {
  return along<ir::LogSoftmaxOp>({"log_softmax", loc}, x, dim);
}

template <typename Op> static Tensor loss(const Call &call, const Tensor &x, const Tensor &target) {
  return ModelImpl::of(call, x).record(call, Op::getOperationName(), {x, target});
}

Tensor mse(Tensor x, Tensor target, Location loc) {
  return loss<ir::MseLossOp>({"mse", loc}, x, target);
}

Tensor bce_with_logits(Tensor logits, Tensor target, Location loc) {
  return loss<ir::BceWithLogitsOp>({"bce_with_logits", loc}, logits, target);
}

Tensor cross_entropy(Tensor logits, Tensor labels, Location loc) {
  return loss<ir::CrossEntropyOp>({"cross_entropy", loc}, logits, labels);
}

//===----------------------------------------------------------------------===//
// Random numbers
//===----------------------------------------------------------------------===//

Tensor dropout(Tensor x, double rate, Location loc) {
  Call call{"dropout", loc};
  ModelImpl &model = ModelImpl::of(call, x);
  Attributes attributes(model.context);
  attributes.add("rate", rate).add("stream", model.nextStream());
  return model.record(call, ir::DropoutOp::getOperationName(),
                      {x, model.randomSeed(call), model.randomCounter(call)}, attributes.list());
}

/// Records a `wick.random_*` whose distribution has the parameters `first` and `second`.
static Tensor sample(const Call &call, Model &owner, llvm::StringRef op, const Shape &shape,
                     DType dtype, std::pair<llvm::StringRef, double> first,
                     std::pair<llvm::StringRef, double> second) {
  ModelImpl &model = owner.impl();
  Attributes attributes(model.context);
  attributes.add(first.first, first.second).add(second.first, second.second);
  attributes.add("stream", model.nextStream());
  return model.record(call, op, {model.randomSeed(call), model.randomCounter(call)},
                      attributes.list(), model.tensorType(call, shape, dtype));
}

Tensor random_uniform(Model &model, Shape shape, double low, double high, DType dtype,
                      Location loc) {
  return sample({"random_uniform", loc}, model, ir::RandomUniformOp::getOperationName(), shape,
                dtype, {"low", low}, {"high", high});
}

Tensor random_normal(Model &model, Shape shape, double mean, double stddev, DType dtype,
                     Location loc) {
  return sample({"random_normal", loc}, model, ir::RandomNormalOp::getOperationName(), shape, dtype,
                {"mean", mean}, {"stddev", stddev});
}

} // namespace wick
