// oneDNN 2: an operation is described first, without attributes and engine.
#include "backends/onednn/primitives.h"

namespace wick::onednn {

constexpr auto kInference = dnnl::prop_kind::forward_inference;

void appendActivation(dnnl::post_ops &after, Activation activation) {
  constexpr float scale = 1;
  after.append_eltwise(scale, activation.algorithm, activation.alpha, activation.beta);
}

static Primitive makeMatmul(const Layouts &layouts, const dnnl::primitive_attr &attributes,
                            const dnnl::engine &engine) {
  auto operation =
      layouts.bias.is_zero()
          ? dnnl::matmul::desc(layouts.input, layouts.weight, layouts.output)
          : dnnl::matmul::desc(layouts.input, layouts.weight, layouts.bias, layouts.output);
  return chosen(dnnl::matmul::primitive_desc(operation, attributes, engine));
}

Primitive makePrimitive(const wick_onednn_spec &spec, const Layouts &layouts, Activation first,
                        const dnnl::primitive_attr &attributes, const dnnl::engine &engine) {
  switch (spec.function) {
  case WICK_ONEDNN_MATMUL:
    return makeMatmul(layouts, attributes, engine);
  case WICK_ONEDNN_SOFTMAX:
    return chosen(dnnl::softmax_forward::primitive_desc(
        {kInference, layouts.input, static_cast<int>(spec.dim)}, attributes, engine));
  case WICK_ONEDNN_LAYER_NORM: {
    auto flags = dnnl::normalization_flags::use_scale | dnnl::normalization_flags::use_shift;
    return chosen(dnnl::layer_normalization_forward::primitive_desc(
        {kInference, layouts.input, static_cast<float>(spec.epsilon), flags}, attributes, engine));
  }
  default:
    return chosen(dnnl::eltwise_forward::primitive_desc(
        {kInference, first.algorithm, layouts.input, first.alpha, first.beta}, attributes, engine));
  }
}

static dnnl::memory::dims both(dnnl::memory::dim number) { return {number, number}; }

Primitive makeConvolution(const Layouts &layouts, const Windows &windows,
                          const dnnl::engine &engine) {
  return chosen(dnnl::convolution_forward::primitive_desc(
      {kInference, dnnl::algorithm::convolution_direct, layouts.input, layouts.weight, layouts.bias,
       layouts.output, both(windows.stride), both(windows.padding), both(windows.padding)},
      engine));
}

Primitive makeMaxPool(const Layouts &layouts, const Windows &windows, const dnnl::engine &engine) {
  return chosen(dnnl::pooling_forward::primitive_desc(
      {kInference, dnnl::algorithm::pooling_max, layouts.input, layouts.output,
       both(windows.stride), both(windows.size), both(windows.padding), both(windows.padding)},
      engine));
}

} // namespace wick::onednn
