#include "backends/onednn/layouts.h"

#include <algorithm>

namespace wick::onednn {

using dnnl::memory;

constexpr auto kFloat = memory::data_type::f32;

/// Dense and row-major; with `transposed`, the buffer holds the last two dimensions swapped.
static memory::desc denseLayout(const int64_t *dims, int64_t rank, bool transposed) {
  memory::dims shape(dims, dims + rank), strides(rank, 1);
  memory::dims stored = shape;
  if (transposed)
    std::swap(stored[rank - 1], stored[rank - 2]);
  for (int64_t i = rank - 1; i > 0; --i)
    strides[i - 1] = strides[i] * stored[i];
  if (transposed)
    std::swap(strides[rank - 1], strides[rank - 2]);
  return {shape, kFloat, strides};
}

using tag = memory::format_tag;

/// [n, h, w, c], to oneDNN [n, c, h, w].
static memory::desc imageLayout(const int64_t *dims, bool free) {
  return {{dims[0], dims[3], dims[1], dims[2]}, kFloat, free ? tag::any : tag::nhwc};
}

/// [f, c, kh, kw].
static memory::desc filterLayout(const int64_t *dims, bool free) {
  return {memory::dims(dims, dims + 4), kFloat, free ? tag::any : tag::oihw};
}

/// [1, .., 1, size], a row for all rows of a product; [size] for other functions.
static memory::desc rowLayout(const wick_onednn_spec &spec) {
  bool product = spec.function == WICK_ONEDNN_MATMUL;
  memory::dims shape(product ? spec.rank : 1, 1);
  shape.back() = spec.output[spec.rank - 1];
  return denseLayout(shape.data(), static_cast<int64_t>(shape.size()), false);
}

static Layouts windowLayouts(const wick_onednn_spec &spec, Reordered free) {
  Layouts layouts;
  layouts.input = imageLayout(spec.input, free.input);
  if (spec.function == WICK_ONEDNN_CONV2D_WEIGHT_GRADIENT) {
    layouts.weight = imageLayout(spec.weight, free.weight);
    layouts.output = filterLayout(spec.output, free.output);
    return layouts;
  }
  if (spec.function == WICK_ONEDNN_CONV2D || spec.function == WICK_ONEDNN_CONV2D_INPUT_GRADIENT)
    layouts.weight = filterLayout(spec.weight, free.weight);
  layouts.output = imageLayout(spec.output, free.output);
  return layouts;
}

Layouts layoutsOf(const wick_onednn_spec &spec, Reordered free) {
  Layouts layouts;
  if (spec.function >= WICK_ONEDNN_CONV2D) {
    layouts = windowLayouts(spec, free);
  } else {
    layouts.input = denseLayout(spec.input, spec.rank, spec.transpose_input);
    layouts.output = denseLayout(spec.output, spec.rank, false);
  }
  if (spec.function == WICK_ONEDNN_MATMUL && free.weight)
    layouts.weight = {memory::dims(spec.weight, spec.weight + spec.rank), kFloat, tag::any};
  else if (spec.function == WICK_ONEDNN_MATMUL)
    layouts.weight = denseLayout(spec.weight, spec.rank, spec.transpose_weight);
  else if (spec.function == WICK_ONEDNN_LAYER_NORM)
    layouts.weight = rowLayout(spec);
  if (spec.has_bias)
    layouts.bias = rowLayout(spec);
  return layouts;
}

Reordered reorderedIn(const wick_onednn_spec &spec, bool keepsWeight) {
  switch (spec.function) {
  case WICK_ONEDNN_MATMUL:
    return {.weight = keepsWeight};
  case WICK_ONEDNN_CONV2D: // Winograd's transforms want channels in blocks
    return {.input = spec.winograd != 0, .weight = true, .output = spec.winograd != 0};
  case WICK_ONEDNN_CONV2D_INPUT_GRADIENT:
    return {.weight = true};
  case WICK_ONEDNN_CONV2D_WEIGHT_GRADIENT:
    return {.output = true};
  default:
    return {};
  }
}

ArgumentNames argumentNamesOf(const wick_onednn_spec &spec) {
  switch (spec.function) {
  case WICK_ONEDNN_LAYER_NORM:
    return {DNNL_ARG_SRC, DNNL_ARG_SCALE, DNNL_ARG_SHIFT, DNNL_ARG_DST};
  case WICK_ONEDNN_CONV2D_INPUT_GRADIENT:
    return {DNNL_ARG_DIFF_DST, DNNL_ARG_WEIGHTS, 0, DNNL_ARG_DIFF_SRC};
  case WICK_ONEDNN_CONV2D_WEIGHT_GRADIENT:
    return {DNNL_ARG_SRC, DNNL_ARG_DIFF_DST, 0, DNNL_ARG_DIFF_WEIGHTS};
  default:
    return {DNNL_ARG_SRC, DNNL_ARG_WEIGHTS, DNNL_ARG_BIAS, DNNL_ARG_DST};
  }
}

} // namespace wick::onednn
