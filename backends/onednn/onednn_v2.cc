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

/// A convolution or one of its gradients, which oneDNN makes after the model of a forward one.
static Primitive makeConvolution(const wick_onednn_spec &spec, const Layouts &layouts,
                                 const dnnl::primitive_attr &attributes,
                                 const dnnl::engine &engine) {
  using dnnl::memory;
  auto [kernel, strides, padding, algorithm] = windowsOf(spec);
  auto forward = [&](const memory::desc &image, const memory::desc &filters,
                     const memory::desc &windowed) {
    return dnnl::convolution_forward::primitive_desc({dnnl::prop_kind::forward_training, algorithm,
                                                      image, filters, windowed, strides, padding,
                                                      padding},
                                                     engine);
  };
  switch (spec.function) {
  case WICK_ONEDNN_CONV2D_INPUT_GRADIENT:
    return chosen(
        dnnl::convolution_backward_data::primitive_desc(
            {algorithm, layouts.output, layouts.weight, layouts.input, strides, padding, padding},
            attributes, engine, forward(layouts.output, layouts.weight, layouts.input)),
        dnnl::query::diff_dst_md, dnnl::query::weights_md, dnnl::query::diff_src_md);
  case WICK_ONEDNN_CONV2D_WEIGHT_GRADIENT:
    return chosen(
        dnnl::convolution_backward_weights::primitive_desc(
            {algorithm, layouts.input, layouts.output, layouts.weight, strides, padding, padding},
            attributes, engine, forward(layouts.input, layouts.output, layouts.weight)),
        dnnl::query::src_md, dnnl::query::diff_dst_md, dnnl::query::diff_weights_md);
  default: // an empty bias is none
    return chosen(dnnl::convolution_forward::primitive_desc(
        {kInference, algorithm, layouts.input, layouts.weight, layouts.bias, layouts.output,
         strides, padding, padding},
        attributes, engine));
  }
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
  case WICK_ONEDNN_CONV2D:
  case WICK_ONEDNN_CONV2D_INPUT_GRADIENT:
  case WICK_ONEDNN_CONV2D_WEIGHT_GRADIENT:
    return makeConvolution(spec, layouts, attributes, engine);
  case WICK_ONEDNN_MAX_POOL2D:
  case WICK_ONEDNN_AVG_POOL2D: {
    Windows windows = windowsOf(spec);
    return chosen(dnnl::pooling_forward::primitive_desc(
        {kInference, windows.algorithm, layouts.input, layouts.output, windows.strides,
         windows.kernel, windows.padding, windows.padding},
        attributes, engine));
  }
  default:
    return chosen(dnnl::eltwise_forward::primitive_desc(
        {kInference, first.algorithm, layouts.input, first.alpha, first.beta}, attributes, engine));
  }
}

} // namespace wick::onednn
