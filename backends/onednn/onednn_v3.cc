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

/// A convolution or one of its gradients, which oneDNN makes after the model of a forward one.
static Primitive makeConvolution(const wick_onednn_spec &spec, const Layouts &layouts,
                                 const dnnl::primitive_attr &attributes,
                                 const dnnl::engine &engine) {
  using dnnl::memory;
  auto [kernel, strides, padding, algorithm] = windowsOf(spec);
  auto forward = [&](const memory::desc &image, const memory::desc &filters,
                     const memory::desc &windowed) {
    return dnnl::convolution_forward::primitive_desc(engine, dnnl::prop_kind::forward_training,
                                                     algorithm, image, filters, windowed, strides,
                                                     padding, padding);
  };
  switch (spec.function) {
  case WICK_ONEDNN_CONV2D_INPUT_GRADIENT:
    return chosen(dnnl::convolution_backward_data::primitive_desc(
                      engine, algorithm, layouts.output, layouts.weight, layouts.input, strides,
                      padding, padding, forward(layouts.output, layouts.weight, layouts.input),
                      attributes),
                  dnnl::query::diff_dst_md, dnnl::query::weights_md, dnnl::query::diff_src_md);
  case WICK_ONEDNN_CONV2D_WEIGHT_GRADIENT:
    return chosen(dnnl::convolution_backward_weights::primitive_desc(
                      engine, algorithm, layouts.input, layouts.output, layouts.weight, strides,
                      padding, padding, forward(layouts.input, layouts.output, layouts.weight),
                      attributes),
                  dnnl::query::src_md, dnnl::query::diff_dst_md, dnnl::query::diff_weights_md);
  default: // an empty bias is none
    return chosen(dnnl::convolution_forward::primitive_desc(
        engine, kInference, algorithm, layouts.input, layouts.weight, layouts.bias, layouts.output,
        strides, padding, padding, attributes));
  }
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
  case WICK_ONEDNN_CONV2D:
  case WICK_ONEDNN_CONV2D_INPUT_GRADIENT:
  case WICK_ONEDNN_CONV2D_WEIGHT_GRADIENT:
    return makeConvolution(spec, layouts, attributes, engine);
  case WICK_ONEDNN_MAX_POOL2D:
  case WICK_ONEDNN_AVG_POOL2D: {
    Windows windows = windowsOf(spec);
    const dnnl::memory::dims noDilation{0, 0};
    return chosen(dnnl::pooling_forward::primitive_desc(
        engine, kInference, windows.algorithm, layouts.input, layouts.output, windows.strides,
        windows.kernel, noDilation, windows.padding, windows.padding, attributes));
  }
  default:
    return chosen(dnnl::eltwise_forward::primitive_desc(engine, kInference, first.algorithm,
                                                        layouts.input, layouts.output, first.alpha,
                                                        first.beta, attributes));
  }
}

} // namespace wick::onednn
