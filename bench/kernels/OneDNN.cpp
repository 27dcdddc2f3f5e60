// The kernels by oneDNN 2, called directly: operands in plain row-major order, weights in the order
// that the library likes best, packed beforehand.
#include "bench/kernels/Problem.h"

#include <oneapi/dnnl/dnnl.hpp>

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

  void run() {
    primitive.execute(stream, arguments);
    stream.wait();
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
void refuseReference(const std::string &work, const std::string &implementation) {
  if (implementation.starts_with("ref"))
    throw std::runtime_error("oneDNN has only a reference implementation of " + work + ": " +
                             implementation);
}

void makeProduct(const Problem &p, Kit &kit) {
  bool gelu = p.kernel == Kernel::linearGelu;
  memory::desc x = rowMajor(p.m, p.k), y = rowMajor(p.m, p.n), bias = rowMajor(1, p.n);
  memory::desc weight({p.k, p.n}, memory::data_type::f32, memory::format_tag::any);
  dnnl::primitive_attr attributes;
  if (gelu) {
    dnnl::post_ops after;
    after.append_eltwise(1, dnnl::algorithm::eltwise_gelu_tanh, 0, 0);
    attributes.set_post_ops(after);
  }
  auto operation = gelu ? dnnl::matmul::desc(x, weight, bias, y) : dnnl::matmul::desc(x, weight, y);
  dnnl::matmul::primitive_desc chosen(operation, attributes, kit.engine);
  refuseReference(p.work, chosen.impl_info_str());

  memory plain = filled(rowMajor(p.k, p.n), p.weight, kit.engine);
  memory packed(chosen.weights_desc(), kit.engine);
  dnnl::reorder(plain, packed).execute(kit.stream, plain, packed);
  kit.stream.wait();
  kit.primitive = dnnl::matmul(chosen);
  kit.arguments = {{DNNL_ARG_SRC, filled(x, p.x, kit.engine)},
                   {DNNL_ARG_WEIGHTS, packed},
                   {DNNL_ARG_DST, memory(y, kit.engine)}};
  if (gelu)
    kit.arguments.emplace(DNNL_ARG_BIAS, filled(bias, p.bias, kit.engine));
}

void makeConvolution(const Problem &p, Kit &kit) {
  using tag = memory::format_tag;
  constexpr auto f32 = memory::data_type::f32;
  auto image = [&](int64_t channels) {
    return memory::desc({p.m, channels, p.size, p.size}, f32, tag::nhwc);
  };
  memory::dims filters{p.n, p.k, 3, 3}, ones{1, 1};
  memory::desc bias({p.n}, f32, tag::a);
  dnnl::convolution_forward::primitive_desc chosen(
      {dnnl::prop_kind::forward_inference, dnnl::algorithm::convolution_direct, image(p.k),
       {filters, f32, tag::any}, bias, image(p.n), ones, ones, ones},
      kit.engine);
  refuseReference(p.work, chosen.impl_info_str());
  memory plain = filled({filters, f32, tag::oihw}, p.weight, kit.engine);
  memory packed(chosen.weights_desc(), kit.engine);
  dnnl::reorder(plain, packed).execute(kit.stream, plain, packed);
  kit.stream.wait();
  kit.primitive = dnnl::convolution_forward(chosen);
  kit.arguments = {{DNNL_ARG_SRC, filled(image(p.k), p.x, kit.engine)},
                   {DNNL_ARG_WEIGHTS, packed},
                   {DNNL_ARG_BIAS, filled(bias, p.bias, kit.engine)},
                   {DNNL_ARG_DST, memory(image(p.n), kit.engine)}};
}

void makeSoftmax(const Problem &p, Kit &kit) {
  constexpr int alongRows = 1;
  memory::desc layout = rowMajor(p.m, p.n);
  dnnl::softmax_forward::primitive_desc chosen(
      {dnnl::prop_kind::forward_inference, layout, alongRows}, kit.engine);
  refuseReference(p.work, chosen.impl_info_str());
  kit.primitive = dnnl::softmax_forward(chosen);
  kit.arguments = {{DNNL_ARG_SRC, filled(layout, p.x, kit.engine)},
                   {DNNL_ARG_DST, memory(layout, kit.engine)}};
}

void makeLayerNorm(const Problem &p, Kit &kit) {
  constexpr float epsilon = 1e-5f;
  using dnnl::normalization_flags;
  memory::desc layout = rowMajor(p.m, p.n);
  memory::desc vector({p.n}, memory::data_type::f32, memory::format_tag::a);
  dnnl::layer_normalization_forward::primitive_desc chosen(
      {dnnl::prop_kind::forward_inference, layout, epsilon,
       normalization_flags::use_scale | normalization_flags::use_shift},
      kit.engine);
  refuseReference(p.work, chosen.impl_info_str());
  kit.primitive = dnnl::layer_normalization_forward(chosen);
  kit.arguments = {{DNNL_ARG_SRC, filled(layout, p.x, kit.engine)},
                   {DNNL_ARG_SCALE, filled(vector, p.weight, kit.engine)},
                   {DNNL_ARG_SHIFT, filled(vector, p.bias, kit.engine)},
                   {DNNL_ARG_DST, memory(layout, kit.engine)}};
}

void make(const Problem &p, Kit &kit) {
  switch (p.kernel) {
  case Kernel::matmul:
  case Kernel::linearGelu:
    return makeProduct(p, kit);
  case Kernel::conv:
    return makeConvolution(p, kit);
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
    auto *y = static_cast<const float *>(kit->arguments.at(DNNL_ARG_DST).get_data_handle());
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
