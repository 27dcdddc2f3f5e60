// The kernels by oneDNN, called directly: operands in plain row-major order; weights, and images of
// convolutions, in the order that the library likes best, made beforehand.
#include "backends/onednn/primitives.h"
#include "bench/kernels/Problem.h"

#include <cstring>
#include <stdexcept>
#include <unordered_map>

using dnnl::memory;

namespace wick::bench {
namespace {

/// A primitive with its arguments.
struct Kit {
  dnnl::engine engine{dnnl::engine::kind::cpu, 0};
  dnnl::stream stream{engine};
  dnnl::primitive primitive;
  std::unordered_map<int, memory> arguments;
  memory::desc plainResult; ///< empty when the result is in plain order already
  int resultArgument = DNNL_ARG_DST;

  void run() {
    primitive.execute(stream, arguments);
    stream.wait();
  }

  memory result() {
    memory found = arguments.at(resultArgument);
    if (plainResult.is_zero())
      return found;
    memory plain(plainResult, engine);
    dnnl::reorder(found, plain).execute(stream, found, plain);
    stream.wait();
    return plain;
  }
};

memory::desc rowMajor(int64_t rows, int64_t columns) {
  return {{rows, columns}, memory::data_type::f32, memory::format_tag::ab};
}

memory filled(const memory::desc &layout, const Floats &elements, const dnnl::engine &engine) {
  memory result(layout, engine);
  std::memcpy(result.get_data_handle(), elements.data(), elements.size() * sizeof(float));
  return result;
}

/// The library's plain loops would be no yardstick.
void use(const onednn::Primitive &chosen, const Problem &p, Kit &kit) {
  if (chosen.implementation.starts_with("ref"))
    throw std::runtime_error("oneDNN has only a reference implementation of " + p.work + ": " +
                             chosen.implementation);
  kit.primitive = chosen.primitive;
}

wick_onednn_spec specOf(wick_onednn_function function) {
  wick_onednn_spec spec = {};
  spec.function = function;
  return spec;
}

/// `elements`, which are in `order`, as the primitive wants them.
memory packed(const memory::desc &order, const memory::desc &wanted, const Floats &elements,
              Kit &kit) {
  memory plain = filled(order, elements, kit.engine), result(wanted, kit.engine);
  dnnl::reorder(plain, result).execute(kit.stream, plain, result);
  kit.stream.wait();
  return result;
}

void makeProduct(const Problem &p, Kit &kit) {
  bool gelu = p.kernel == Kernel::linearGelu;
  onednn::Layouts layouts;
  layouts.input = rowMajor(p.m, p.k);
  layouts.weight = {{p.k, p.n}, memory::data_type::f32, memory::format_tag::any};
  layouts.output = rowMajor(p.m, p.n);
  dnnl::primitive_attr attributes;
  if (gelu) {
    layouts.bias = rowMajor(1, p.n);
    dnnl::post_ops after;
    onednn::appendActivation(after, {dnnl::algorithm::eltwise_gelu_tanh, 0, 0});
    attributes.set_post_ops(after);
  }
  onednn::Primitive chosen =
      onednn::makePrimitive(specOf(WICK_ONEDNN_MATMUL), layouts, {}, attributes, kit.engine);
  use(chosen, p, kit);
  kit.arguments = {{DNNL_ARG_SRC, filled(layouts.input, p.x, kit.engine)},
                   {DNNL_ARG_WEIGHTS, packed(rowMajor(p.k, p.n), chosen.weight, p.weight, kit)},
                   {DNNL_ARG_DST, memory(layouts.output, kit.engine)}};
  if (gelu)
    kit.arguments.emplace(DNNL_ARG_BIAS, filled(layouts.bias, p.bias, kit.engine));
}

memory::desc images(int64_t count, int64_t channels, int64_t size, memory::format_tag order) {
  return {{count, channels, size, size}, memory::data_type::f32, order};
}

wick_onednn_spec specOf(wick_onednn_function function, const Windows &windows) {
  wick_onednn_spec spec = specOf(function);
  for (int i : {0, 1}) {
    spec.kernel[i] = windows.size;
    spec.strides[i] = windows.stride;
    spec.padding[i] = windows.padding;
  }
  return spec;
}

void makeConvolution(const Problem &p, Kit &kit) {
  using tag = memory::format_tag;
  constexpr auto f32 = memory::data_type::f32;
  memory::dims filters{p.n, p.k, p.windows.size, p.windows.size};
  onednn::Layouts layouts;
  layouts.input = images(p.m, p.k, p.size, tag::any);
  layouts.weight = {filters, f32, tag::any};
  layouts.bias = {{p.n}, f32, tag::a};
  layouts.output = images(p.m, p.n, p.resultSize(), tag::any);
  onednn::Primitive chosen =
      onednn::makePrimitive(specOf(WICK_ONEDNN_CONV2D, p.windows), layouts, {}, {}, kit.engine);
  use(chosen, p, kit);
  kit.arguments = {
      {DNNL_ARG_SRC, packed(images(p.m, p.k, p.size, tag::nhwc), chosen.input, p.x, kit)},
      {DNNL_ARG_WEIGHTS, packed({filters, f32, tag::oihw}, chosen.weight, p.weight, kit)},
      {DNNL_ARG_BIAS, filled(layouts.bias, p.bias, kit.engine)},
      {DNNL_ARG_DST, memory(chosen.output, kit.engine)}};
  kit.plainResult = images(p.m, p.n, p.resultSize(), tag::nhwc);
}

/// The gradient of the images from that of the result.
void makeConvolutionDx(const Problem &p, Kit &kit) {
  using tag = memory::format_tag;
  constexpr auto f32 = memory::data_type::f32;
  memory::dims filters{p.n, p.k, p.windows.size, p.windows.size};
  onednn::Layouts layouts;
  layouts.input = images(p.m, p.n, p.resultSize(), tag::any);
  layouts.weight = {filters, f32, tag::any};
  layouts.output = images(p.m, p.k, p.size, tag::any);
  onednn::Primitive chosen = onednn::makePrimitive(
      specOf(WICK_ONEDNN_CONV2D_INPUT_GRADIENT, p.windows), layouts, {}, {}, kit.engine);
  use(chosen, p, kit);
  kit.arguments = {
      {DNNL_ARG_DIFF_DST,
       packed(images(p.m, p.n, p.resultSize(), tag::nhwc), chosen.input, p.x, kit)},
      {DNNL_ARG_WEIGHTS, packed({filters, f32, tag::oihw}, chosen.weight, p.weight, kit)},
      {DNNL_ARG_DIFF_SRC, memory(chosen.output, kit.engine)}};
  kit.plainResult = images(p.m, p.k, p.size, tag::nhwc);
  kit.resultArgument = DNNL_ARG_DIFF_SRC;
}

/// The gradient of the weight from the images and the gradient of the result.
void makeConvolutionDw(const Problem &p, Kit &kit) {
  using tag = memory::format_tag;
  constexpr auto f32 = memory::data_type::f32;
  memory::dims filters{p.n, p.k, p.windows.size, p.windows.size};
  onednn::Layouts layouts;
  layouts.input = images(p.m, p.k, p.size, tag::any);
  layouts.weight = images(p.m, p.n, p.resultSize(), tag::any);
  layouts.output = {filters, f32, tag::any};
  onednn::Primitive chosen = onednn::makePrimitive(
      specOf(WICK_ONEDNN_CONV2D_WEIGHT_GRADIENT, p.windows), layouts, {}, {}, kit.engine);
  use(chosen, p, kit);
  kit.arguments = {
      {DNNL_ARG_SRC, packed(images(p.m, p.k, p.size, tag::nhwc), chosen.input, p.x, kit)},
      {DNNL_ARG_DIFF_DST,
       packed(images(p.m, p.n, p.resultSize(), tag::nhwc), chosen.weight, p.weight, kit)},
      {DNNL_ARG_DIFF_WEIGHTS, memory(chosen.output, kit.engine)}};
  kit.plainResult = {filters, f32, tag::oihw};
  kit.resultArgument = DNNL_ARG_DIFF_WEIGHTS;
}

void makeMaxPool(const Problem &p, Kit &kit) {
  onednn::Layouts layouts;
  layouts.input = images(p.m, p.n, p.size, memory::format_tag::nhwc);
  layouts.output = images(p.m, p.n, p.resultSize(), memory::format_tag::nhwc);
  wick_onednn_spec spec = specOf(WICK_ONEDNN_MAX_POOL2D, p.windows);
  use(onednn::makePrimitive(spec, layouts, {}, {}, kit.engine), p, kit);
  kit.arguments = {{DNNL_ARG_SRC, filled(layouts.input, p.x, kit.engine)},
                   {DNNL_ARG_DST, memory(layouts.output, kit.engine)}};
}

void makeSoftmax(const Problem &p, Kit &kit) {
  onednn::Layouts layouts;
  layouts.input = layouts.output = rowMajor(p.m, p.n);
  wick_onednn_spec spec = specOf(WICK_ONEDNN_SOFTMAX);
  spec.dim = 1; // along rows
  use(onednn::makePrimitive(spec, layouts, {}, {}, kit.engine), p, kit);
  kit.arguments = {{DNNL_ARG_SRC, filled(layouts.input, p.x, kit.engine)},
                   {DNNL_ARG_DST, memory(layouts.output, kit.engine)}};
}

void makeLayerNorm(const Problem &p, Kit &kit) {
  onednn::Layouts layouts;
  layouts.input = layouts.output = rowMajor(p.m, p.n);
  memory::desc vector({p.n}, memory::data_type::f32, memory::format_tag::a);
  wick_onednn_spec spec = specOf(WICK_ONEDNN_LAYER_NORM);
  spec.epsilon = 1e-5;
  use(onednn::makePrimitive(spec, layouts, {}, {}, kit.engine), p, kit);
  kit.arguments = {{DNNL_ARG_SRC, filled(layouts.input, p.x, kit.engine)},
                   {DNNL_ARG_SCALE, filled(vector, p.weight, kit.engine)},
                   {DNNL_ARG_SHIFT, filled(vector, p.bias, kit.engine)},
                   {DNNL_ARG_DST, memory(layouts.output, kit.engine)}};
}

void make(const Problem &p, Kit &kit) {
  switch (p.kernel) {
  case Kernel::matmul:
  case Kernel::linearGelu:
    return makeProduct(p, kit);
  case Kernel::conv:
    return makeConvolution(p, kit);
  case Kernel::convDx:
    return makeConvolutionDx(p, kit);
  case Kernel::convDw:
    return makeConvolutionDw(p, kit);
  case Kernel::maxPool:
    return makeMaxPool(p, kit);
  case Kernel::softmax:
    return makeSoftmax(p, kit);
  case Kernel::layerNorm:
    return makeLayerNorm(p, kit);
  }
}

} // namespace

std::optional<Column> onednnColumn(const SharedProblem &problem) {
  auto kit = std::make_shared<Kit>();
  make(*problem, *kit);
  Column column;
  column.backend = "onednn";
  column.run = [kit] { kit->run(); };
  column.result = [kit, count = problem->results()] {
    kit->run();
    memory result = kit->result();
    auto *y = static_cast<const float *>(result.get_data_handle());
    return std::vector<float>(y, y + count);
  };
  return column;
}

static const char *name(dnnl::cpu_isa isa) {
  switch (isa) {
  case dnnl::cpu_isa::sse41:
    return "SSE4.1";
  case dnnl::cpu_isa::avx:
    return "AVX";
  case dnnl::cpu_isa::avx2:
    return "AVX2";
  case dnnl::cpu_isa::avx2_vnni:
    return "AVX2 with VNNI";
  case dnnl::cpu_isa::avx512_core_amx:
    return "AVX-512 with AMX";
  default:
    return "AVX-512";
  }
}

std::string describeOneDNN() {
  const dnnl::version_t *version = dnnl::version();
  return std::to_string(version->major) + "." + std::to_string(version->minor) + "." +
         std::to_string(version->patch) + ", " + name(dnnl::get_effective_cpu_isa());
}

} // namespace wick::bench
