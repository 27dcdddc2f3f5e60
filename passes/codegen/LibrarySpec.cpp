#include "passes/codegen/LibrarySpec.h"
#include "ir/Inference.h"

using namespace mlir;
using namespace wick::ir;

namespace wick {

static_assert(int(LibraryFunction::matmul) == WICK_ONEDNN_MATMUL &&
              int(LibraryFunction::softmax) == WICK_ONEDNN_SOFTMAX &&
              int(LibraryFunction::layer_norm) == WICK_ONEDNN_LAYER_NORM &&
              int(LibraryFunction::elementwise) == WICK_ONEDNN_ELEMENTWISE &&
              int(LibraryFunction::conv2d) == WICK_ONEDNN_CONV2D &&
              int(LibraryFunction::conv2d_input_gradient) == WICK_ONEDNN_CONV2D_INPUT_GRADIENT &&
              int(LibraryFunction::conv2d_weight_gradient) == WICK_ONEDNN_CONV2D_WEIGHT_GRADIENT &&
              int(LibraryFunction::max_pool2d) == WICK_ONEDNN_MAX_POOL2D &&
              int(LibraryFunction::avg_pool2d) == WICK_ONEDNN_AVG_POOL2D);
static_assert(int(EpilogueStep::relu) == WICK_ONEDNN_RELU &&
              int(EpilogueStep::gelu_erf) == WICK_ONEDNN_GELU_ERF &&
              int(EpilogueStep::gelu_tanh) == WICK_ONEDNN_GELU_TANH &&
              int(EpilogueStep::sigmoid) == WICK_ONEDNN_SIGMOID &&
              int(EpilogueStep::tanh) == WICK_ONEDNN_TANH &&
              int(EpilogueStep::exp) == WICK_ONEDNN_EXP &&
              int(EpilogueStep::addend) == WICK_ONEDNN_ADDEND);

/// The shape of a value that may be missing; with `transposed`, as the function reads it.
static void copyShape(Value value, bool transposed, int64_t *dims) {
  if (!value)
    return;
  ArrayRef<int64_t> shape = tensorType(value).getShape();
  llvm::copy(shape, dims);
  if (transposed)
    std::swap(dims[shape.size() - 1], dims[shape.size() - 2]);
}

wick_onednn_spec specOf(LibraryCallOp call) {
  wick_onednn_spec spec = {};
  spec.function = int64_t(call.getFunction());
  spec.rank = tensorType(call.getOutput()).getRank();
  copyShape(call.getInput(), call.getTransposeInput(), spec.input);
  copyShape(call.getWeight(), call.getTransposeWeight(), spec.weight);
  copyShape(call.getOutput(), false, spec.output);
  spec.transpose_input = call.getTransposeInput();
  spec.transpose_weight = call.getTransposeWeight();
  spec.has_bias = !!call.getBias();
  spec.keeps_weight = call.getKeepsWeight();
  spec.dim = call.getDim();
  spec.epsilon = call.getEpsilon().convertToDouble();
  llvm::copy(call.getKernel(), spec.kernel);
  llvm::copy(call.getStrides(), spec.strides);
  llvm::copy(call.getPadding(), spec.padding);
  spec.winograd = call.getWinograd();
  spec.scratch_bytes = call.getScratchBytes();
  for (auto step : call.getEpilogue().getAsRange<EpilogueStepAttr>())
    spec.steps[spec.step_count++] = int64_t(step.getValue());
  return spec;
}

SmallVector<int64_t> wordsOf(const wick_onednn_spec &spec) {
  static_assert(sizeof spec % sizeof(int64_t) == 0);
  SmallVector<int64_t> words(sizeof spec / sizeof(int64_t));
  std::memcpy(words.data(), &spec, sizeof spec);
  return words;
}

} // namespace wick
