//===- primitives.h - what the versions of oneDNN do differently --------------===//

#ifndef WICK_BACKENDS_ONEDNN_PRIMITIVES_H
#define WICK_BACKENDS_ONEDNN_PRIMITIVES_H

#include "wick/onednn.h"
#include <oneapi/dnnl/dnnl.hpp>
#include <string>

namespace wick::onednn {

/// The layouts of a call's operands; those that it does not have are empty.
struct Layouts {
  dnnl::memory::desc input, weight, bias, output;
};

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

/// Square windows on an image with a border.
struct Windows {
  dnnl::memory::dim size, stride, padding;
};

/// A direct convolution of images, for wick-bench.
Primitive makeConvolution(const Layouts &layouts, const Windows &windows,
                          const dnnl::engine &engine);

/// The maxima of windows, for wick-bench.
Primitive makeMaxPool(const Layouts &layouts, const Windows &windows, const dnnl::engine &engine);

/// What both versions read from a primitive's description.
template <typename Description> Primitive chosen(const Description &description) {
  dnnl::memory::desc scratchpad = description.query_md(dnnl::query::scratchpad_md);
  return {dnnl::primitive(description.get()),
          description.impl_info_str(),
          description.query_md(dnnl::query::src_md),
          description.query_md(dnnl::query::weights_md),
          description.query_md(dnnl::query::dst_md),
          scratchpad.get_size(),
          scratchpad};
}

} // namespace wick::onednn

#endif // WICK_BACKENDS_ONEDNN_PRIMITIVES_H
