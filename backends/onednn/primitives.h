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
  dnnl::memory::desc weight; ///< of a matmul: the order in which it wants its weight
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

/// A direct convolution of images with stride 1 and a padding of 1, for wick-bench.
Primitive makeConvolution(const Layouts &layouts, const dnnl::engine &engine);

/// What both versions read from a primitive's description.
template <typename Description> Primitive chosen(const Description &description) {
  dnnl::memory::desc scratchpad = description.query_md(dnnl::query::scratchpad_md);
  return {dnnl::primitive(description.get()), description.impl_info_str(),
          description.query_md(dnnl::query::weights_md), scratchpad.get_size(), scratchpad};
}

} // namespace wick::onednn

#endif // WICK_BACKENDS_ONEDNN_PRIMITIVES_H
