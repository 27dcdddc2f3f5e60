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

static Primitive makeFor(const wick_onednn_spec &spec, Reordered free) {
  return makePrimitive(spec, layoutsOf(spec, free), activationOf(spec.steps[0]),
                       attributesOf(spec, layoutsOf(spec)), engine());
}

constexpr size_t kAlignment = 64;

static size_t aligned(size_t bytes) { return (bytes + kAlignment - 1) / kAlignment * kAlignment; }

/// Memory of this thread, for calls that have been given too little.
static char *ownScratch(size_t bytes) {
  struct Free {
    void operator()(char *memory) const { std::free(memory); }
  };
  thread_local std::unique_ptr<char, Free> memory;
  thread_local size_t size = 0;
  if (bytes > size) {
    size = aligned(bytes);
    memory.reset(static_cast<char *>(std::aligned_alloc(kAlignment, size)));
  }
  return memory.get();
}

static memory without(const memory::desc &layout) { return memory(layout, engine(), nullptr); }

Kit::Kit(const wick_onednn_spec &spec, int32_t threads, bool keeps)
    : threads(threads), keeps(keeps), stream(engine()) {
  ThreadScope scope(threads);
  Reordered moved = reorderedIn(spec, keeps);
  primitive = makeFor(spec, moved);
  scratchSize = aligned(primitive.scratchpadBytes);
  Layouts given = layoutsOf(spec);
  ArgumentNames names = argumentNamesOf(spec);
  input.given = without(given.input);
  output.given = without(given.output);
  if (!given.weight.is_zero())
    weight.given = without(given.weight);
  if (moved.input)
    input.reorder = dnnl::reorder(input.given, copy(input, primitive.input));
  if (moved.weight)
    weight.reorder = dnnl::reorder(weight.given, copy(weight, primitive.weight));
  if (moved.output)
    output.reorder = dnnl::reorder(copy(output, primitive.output), output.given);
  add(names.input, input.used());
  add(names.weight, weight.used());
  add(names.output, output.used());
  if (!given.bias.is_zero())
    add(names.bias, bias = without(given.bias));
  if (primitive.scratchpadBytes)
    add(DNNL_ARG_SCRATCHPAD, scratchpad = without(primitive.scratchpad));
  for (int64_t i = firstStepAfter(spec); i < spec.step_count; ++i)
    if (spec.steps[i] == WICK_ONEDNN_ADDEND)
      add(DNNL_ARG_ATTR_MULTIPLE_POST_OP(static_cast<int>(i - firstStepAfter(spec))) |
              DNNL_ARG_SRC_1,
          addend = without(given.output));
}

/// The copy of an operand: in scratch memory, but for that of a weight which is used again.
const memory &Kit::copy(Operand &operand, const memory::desc &layout) {
  operand.isKept = keeps && &operand == &weight;
  operand.copy = operand.isKept ? memory(layout, engine()) : without(layout);
  if (!operand.isKept) {
    operand.scratchAt = scratchSize;
    scratchSize += aligned(layout.get_size());
  }
  return operand.copy;
}

void Kit::add(int name, const memory &memory) {
  if (memory)
    arguments.push_back({name, memory.get()});
}

void Kit::setPointers(const Pointers &pointers, char *scratch) {
  auto set = [](memory &memory, const void *pointer) {
    if (memory)
      memory.set_data_handle(const_cast<void *>(pointer));
  };
  auto setBoth = [&](Operand &operand, const float *pointer) {
    set(operand.given, pointer);
    if (!operand.isKept)
      set(operand.copy, scratch + operand.scratchAt);
  };
  setBoth(input, pointers.input);
  setBoth(weight, pointers.weight);
  setBoth(output, pointers.output);
  set(bias, pointers.bias);
  set(addend, pointers.addend);
  set(scratchpad, scratch);
}

void Kit::run(const Pointers &pointers, uint64_t paramsVersion, Scratch scratch) {
  ThreadScope scope(threads);
  setPointers(pointers, scratchSize <= scratch.bytes ? scratch.memory : ownScratch(scratchSize));
  if (input.copy)
    input.reorder.execute(stream, input.given, input.copy);
  bool isPacked = keeps && packedFrom == pointers.weight && version == paramsVersion;
  if (weight.copy && !isPacked) {
    weight.reorder.execute(stream, weight.given, weight.copy);
    packedFrom = pointers.weight;
    version = paramsVersion;
  }
  dnnl::error::wrap_c_api(dnnl_primitive_execute(primitive.primitive.get(), stream.get(),
                                                 static_cast<int>(arguments.size()),
                                                 arguments.data()),
                          "the primitive does not run");
  if (output.copy)
    output.reorder.execute(stream, output.copy, output.given);
  stream.wait();
}

} // namespace wick::onednn
