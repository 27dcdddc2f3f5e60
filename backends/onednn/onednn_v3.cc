// oneDNN 3: a primitive's description takes everything at once.
#include "backends/onednn/primitives.h"

namespace wick::onednn {

constexpr auto kInference = dnnl::prop_kind::forward_inference;

void appendActivation(dnnl::post_ops &after, Activation activation) {
  after.append_eltwise(activation.algorithm, activation.alpha, activation.beta);
}

static Primitive makeMatmul(const Layouts &layouts, const dnnl::primitive_attr &attributes,
                            const dnnl::engine &engine) {
  if (layouts.bias.is_zero())
    return chosen(dnnl::matmul::primitive_desc(engine, layouts.input, layouts.weight,
                                               layouts.output, attributes));
  return chosen(dnnl::matmul::primitive_desc(engine, layouts.input, layouts.weight, layouts.bias,
                                             layouts.output, attributes));
}

Primitive makePrimitive(const wick_onednn_spec &spec, const Layouts &layouts, Activation first,
                        const dnnl::primitive_attr &attributes, const dnnl::engine &engine) {
  switch (spec.function) {
  case WICK_ONEDNN_MATMUL:
    return makeMatmul(layouts, attributes, engine);
  case WICK_ONEDNN_SOFTMAX:
    return chosen(dnnl::softmax_forward::primitive_desc(
        engine, kInference, dnnl::algorithm::softmax_accurate, layouts.input, layouts.output,
        static_cast<int>(spec.dim), attributes));
  case WICK_ONEDNN_LAYER_NORM:
    return chosen(dnnl::layer_normalization_forward::primitive_desc(
        engine, kInference, layouts.input, layouts.output, static_cast<float>(spec.epsilon),
        dnnl::normalization_flags::use_scale | dnnl::normalization_flags::use_shift, attributes));
  default:
    return chosen(dnnl::eltwise_forward::primitive_desc(engine, kInference, first.algorithm,
                                                        layouts.input, layouts.output, first.alpha,
                                                        first.beta, attributes));
  }
}

static dnnl::memory::dims both(dnnl::memory::dim number) { return {number, number}; }

Primitive makeConvolution(const Layouts &layouts, const Windows &windows,
                          const dnnl::engine &engine) {
  return chosen(dnnl::convolution_forward::primitive_desc(
      engine, kInference, dnnl::algorithm::convolution_direct, layouts.input, layouts.weight,
      layouts.bias, layouts.output, both(windows.stride), both(windows.padding),
      both(windows.padding)));
}

Primitive makeMaxPool(const Layouts &layouts, const Windows &windows, const dnnl::engine &engine) {
  const dnnl::memory::dim noDilation = 0;
  return chosen(dnnl::pooling_forward::primitive_desc(
      engine, kInference, dnnl::algorithm::pooling_max, layouts.input, layouts.output,
      both(windows.stride), both(windows.size), both(noDilation), both(windows.padding),
      both(windows.padding)));
}

} // namespace wick::onednn
