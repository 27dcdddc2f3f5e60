//===- primitives.h - what the versions of oneDNN do differently --------------===//

#ifndef WICK_BACKENDS_ONEDNN_PRIMITIVES_H
#define WICK_BACKENDS_ONEDNN_PRIMITIVES_H

#include "backends/onednn/layouts.h"
#include <string>

namespace wick::onednn {

/// A primitive and what oneDNN chose for it.
struct Primitive {
  dnnl::primitive primitive;
  std::string implementation;
  dnnl::memory::desc input, weight, output; ///< the orders in which it wants its operands
  size_t scratchpadBytes;
  dnnl::memory::desc scratchpad;
};

/// One step of an epilogue as oneDNN names it; not WICK_ONEDNN_ADDEND.
struct Activation {
  dnnl::algorithm algorithm;
  float alpha, beta;
};

// Implemented by onednn_v2.cc and onednn_v3.cc, of which the build has the one that fits.

void appendActivation(dnnl::post_ops &after, Activation activation);

/// Throws dnnl::error when oneDNN has no implementation. `first` is the function of an elementwise
/// call.
Primitive makePrimitive(const wick_onednn_spec &spec, const Layouts &layouts, Activation first,
                        const dnnl::primitive_attr &attributes, const dnnl::engine &engine);

/// The parameters of a function of windows as oneDNN wants them.
struct Windows {
  dnnl::memory::dims kernel, strides, padding;
  dnnl::algorithm algorithm; ///< of the convolution or the pooling
};
inline Windows windowsOf(const wick_onednn_spec &spec) {
  auto pair = [](const int64_t *sizes) { return dnnl::memory::dims(sizes, sizes + 2); };
  dnnl::algorithm algorithm = spec.function == WICK_ONEDNN_MAX_POOL2D ? dnnl::algorithm::pooling_max
                              : spec.function == WICK_ONEDNN_AVG_POOL2D
                                  ? dnnl::algorithm::pooling_avg_include_padding
                              : spec.winograd ? dnnl::algorithm::convolution_winograd
                                              : dnnl::algorithm::convolution_direct;
  return {pair(spec.kernel), pair(spec.strides), pair(spec.padding), algorithm};
}

/// What both versions read from a primitive's description: its operands are those named so.
template <typename Description>
Primitive chosen(const Description &description, dnnl::query input = dnnl::query::src_md,
                 dnnl::query weight = dnnl::query::weights_md,
                 dnnl::query output = dnnl::query::dst_md) {
  dnnl::memory::desc scratchpad = description.query_md(dnnl::query::scratchpad_md);
  return {dnnl::primitive(description.get()),
          description.impl_info_str(),
          description.query_md(input),
          description.query_md(weight),
          description.query_md(output),
          scratchpad.get_size(),
          scratchpad};
}

} // namespace wick::onednn

#endif // WICK_BACKENDS_ONEDNN_PRIMITIVES_H
