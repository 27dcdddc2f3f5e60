#include "backends/onednn/kit.h"

#include <algorithm>
#include <cstdlib>
#include <memory>

// Of libgomp, the one OpenMP runtime of the process (runtime/parallel.c). <omp.h> would be that of
// another one.
extern "C" void omp_set_num_threads(int);
extern "C" int omp_get_max_threads(void);

namespace wick::onednn {

using dnnl::memory;

ThreadScope::ThreadScope(int32_t threads) : before(omp_get_max_threads()) {
  omp_set_num_threads(threads);
}
ThreadScope::~ThreadScope() { omp_set_num_threads(before); }

/// Never destroyed: kits may outlive static objects.
static const dnnl::engine &engine() {
  static const auto *cpu = new dnnl::engine(dnnl::engine::kind::cpu, 0);
  return *cpu;
}

static Activation activationOf(int64_t step) {
  switch (step) {
  case WICK_ONEDNN_RELU:
    return {dnnl::algorithm::eltwise_relu, 0, 0};
  case WICK_ONEDNN_GELU_ERF:
    return {dnnl::algorithm::eltwise_gelu_erf, 0, 0};
  case WICK_ONEDNN_GELU_TANH:
    return {dnnl::algorithm::eltwise_gelu_tanh, 0, 0};
  case WICK_ONEDNN_SIGMOID:
    return {dnnl::algorithm::eltwise_logistic, 0, 0};
  case WICK_ONEDNN_TANH:
    return {dnnl::algorithm::eltwise_tanh, 0, 0};
  default:
    return {dnnl::algorithm::eltwise_exp, 0, 0};
  }
}

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
  return {shape, memory::data_type::f32, strides};
}

/// [1, .., 1, size]: a row for all rows of a product; [size] for a normalization.
static memory::desc rowLayout(const wick_onednn_spec &spec) {
  bool product = spec.function == WICK_ONEDNN_MATMUL;
  memory::dims shape(product ? spec.rank : 1, 1);
  shape.back() = spec.output[spec.rank - 1];
  return denseLayout(shape.data(), static_cast<int64_t>(shape.size()), false);
}

static Layouts layoutsOf(const wick_onednn_spec &spec) {
  Layouts layouts;
  layouts.input = denseLayout(spec.input, spec.rank, spec.transpose_input);
  layouts.output = denseLayout(spec.output, spec.rank, false);
  if (spec.function == WICK_ONEDNN_MATMUL)
    layouts.weight = denseLayout(spec.weight, spec.rank, spec.transpose_weight);
  else if (spec.function == WICK_ONEDNN_LAYER_NORM)
    layouts.weight = rowLayout(spec);
  if (spec.has_bias)
    layouts.bias = rowLayout(spec);
  return layouts;
}

/// The first step of an elementwise call is its function, the others follow it.
static int64_t firstStepAfter(const wick_onednn_spec &spec) {
  return spec.function == WICK_ONEDNN_ELEMENTWISE ? 1 : 0;
}

static dnnl::primitive_attr attributesOf(const wick_onednn_spec &spec, const Layouts &layouts) {
  dnnl::post_ops after;
  for (int64_t i = firstStepAfter(spec); i < spec.step_count; ++i)
    if (spec.steps[i] == WICK_ONEDNN_ADDEND)
      after.append_binary(dnnl::algorithm::binary_add, layouts.output);
    else
      appendActivation(after, activationOf(spec.steps[i]));
  dnnl::primitive_attr attributes;
  attributes.set_post_ops(after);
  attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
  return attributes;
}

static Primitive makeFor(const wick_onednn_spec &spec, bool packs) {
  Layouts layouts = layoutsOf(spec);
  if (packs)
    layouts.weight = memory::desc(memory::dims(spec.weight, spec.weight + spec.rank),
                                  memory::data_type::f32, memory::format_tag::any);
  return makePrimitive(spec, layouts, activationOf(spec.steps[0]), attributesOf(spec, layouts),
                       engine());
}

/// Memory of this thread for what primitives write down in between. How much is known only where
/// the program runs, so it is no part of the arena, whose size the compiler decides.
static void *scratchMemory(size_t bytes) {
  struct Free {
    void operator()(void *memory) const { std::free(memory); }
  };
  constexpr size_t alignment = 64;
  thread_local std::unique_ptr<void, Free> memory;
  thread_local size_t size = 0;
  if (bytes > size) {
    size = (bytes + alignment - 1) / alignment * alignment;
    memory.reset(std::aligned_alloc(alignment, size));
  }
  return memory.get();
}

Kit::Kit(const wick_onednn_spec &spec, int32_t threads, bool packs)
    : threads(threads), packs(packs), stream(engine()) {
  ThreadScope scope(threads);
  primitive = makeFor(spec, packs);
  Layouts layouts = layoutsOf(spec);
  auto without = [](const memory::desc &layout) { return memory(layout, engine(), nullptr); };
  bool normalizes = spec.function == WICK_ONEDNN_LAYER_NORM;
  add(DNNL_ARG_SRC, input = without(layouts.input));
  add(DNNL_ARG_DST, output = without(layouts.output));
  if (!layouts.weight.is_zero()) {
    weight = without(layouts.weight);
    if (packs)
      packed = memory(primitive.weight, engine());
    add(normalizes ? DNNL_ARG_SCALE : DNNL_ARG_WEIGHTS, packs ? packed : weight);
  }
  if (!layouts.bias.is_zero())
    add(normalizes ? DNNL_ARG_SHIFT : DNNL_ARG_BIAS, bias = without(layouts.bias));
  if (primitive.scratchpadBytes) {
    add(DNNL_ARG_SCRATCHPAD, scratchpad = without(primitive.scratchpad));
    scratchMemory(primitive.scratchpadBytes);
  }
  for (int64_t i = firstStepAfter(spec); i < spec.step_count; ++i)
    if (spec.steps[i] == WICK_ONEDNN_ADDEND)
      add(DNNL_ARG_ATTR_MULTIPLE_POST_OP(static_cast<int>(i - firstStepAfter(spec))) |
              DNNL_ARG_SRC_1,
          addend = without(layouts.output));
}

void Kit::add(int name, const memory &memory) { arguments.push_back({name, memory.get()}); }

void Kit::pack(const float *from, uint64_t paramsVersion) {
  weight.set_data_handle(const_cast<float *>(from));
  dnnl::reorder(weight, packed).execute(stream, weight, packed);
  stream.wait();
  packedFrom = from;
  version = paramsVersion;
}

void Kit::run(const Pointers &pointers, uint64_t paramsVersion) {
  ThreadScope scope(threads);
  auto set = [](memory &memory, const float *pointer) {
    if (memory)
      memory.set_data_handle(const_cast<float *>(pointer));
  };
  if (packs && (packedFrom != pointers.weight || version != paramsVersion))
    pack(pointers.weight, paramsVersion);
  if (!packs)
    set(weight, pointers.weight);
  set(input, pointers.input);
  set(bias, pointers.bias);
  set(addend, pointers.addend);
  set(output, pointers.output);
  if (scratchpad)
    scratchpad.set_data_handle(scratchMemory(primitive.scratchpadBytes));
  dnnl::error::wrap_c_api(dnnl_primitive_execute(primitive.primitive.get(), stream.get(),
                                                 static_cast<int>(arguments.size()),
                                                 arguments.data()),
                          "the primitive does not run");
  stream.wait();
}

} // namespace wick::onednn
