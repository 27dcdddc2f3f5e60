//===- layouts.h - how the operands of a call lie in memory -------------------===//

#ifndef WICK_BACKENDS_ONEDNN_LAYOUTS_H
#define WICK_BACKENDS_ONEDNN_LAYOUTS_H

#include "wick/onednn.h"
#include <oneapi/dnnl/dnnl.hpp>

namespace wick::onednn {

/// The layouts of a call's operands; those that it does not have are empty.
struct Layouts {
  dnnl::memory::desc input, weight, bias, output;
};

/// The operands that oneDNN may have in an order of its own. A convolution is slow, or has no
/// implementation at all, without; a matmul's weight is only worth it when the copy is used again.
struct Reordered {
  bool input = false, weight = false, output = false;
};
Reordered reorderedIn(const wick_onednn_spec &spec, bool keepsWeight);

/// Those of the buffers that a run is given, or, for the operands that `free` names, left to
/// oneDNN. To it images are [n, c, h, w] with channels that lie side by side.
Layouts layoutsOf(const wick_onednn_spec &spec, Reordered free = {});

/// The names by which oneDNN knows the operands.
struct ArgumentNames {
  int input, weight, bias, output;
};
ArgumentNames argumentNamesOf(const wick_onednn_spec &spec);

} // namespace wick::onednn

#endif // WICK_BACKENDS_ONEDNN_LAYOUTS_H
