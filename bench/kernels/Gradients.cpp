// The gradients of a convolution, which training makes and the builder API has no functions for.
#include "bench/kernels/Problem.h"
#include "frontend/ModelImpl.h"

using namespace mlir;

namespace wick::bench {

/// The op `name` on windows like those of `p`, with a result of `shape`.
static Tensor gradient(const Problem &p, Model &m, llvm::StringRef name,
                       llvm::ArrayRef<Tensor> operands, const Shape &shape) {
  Call call{name, std::source_location::current()};
  ModelImpl &model = m.impl();
  Builder builder(&model.context);
  auto both = [&](int64_t number) { return builder.getDenseI64ArrayAttr({number, number}); };
  NamedAttribute attributes[] = {{"strides", both(p.windows.stride)},
                                 {"padding", both(p.windows.padding)}};
  return model.record(call, name, operands, attributes, model.tensorType(call, shape, DType::f32));
}

Tensor inputGradient(const Problem &p, Model &m, Tensor gradientOfResult, Tensor weight) {
  return gradient(p, m, ir::Conv2dInputGradientOp::getOperationName(), {gradientOfResult, weight},
                  {p.m, p.k, p.size, p.size});
}

Tensor weightGradient(const Problem &p, Model &m, Tensor image, Tensor gradientOfResult) {
  return gradient(p, m, ir::Conv2dWeightGradientOp::getOperationName(), {image, gradientOfResult},
                  {p.n, p.k, p.windows.size, p.windows.size});
}

} // namespace wick::bench
