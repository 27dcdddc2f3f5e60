// Reference evaluation of what a library computes.
#include "ir/interp/Index.h"
#include "ir/ops/Window.h"
#include <cmath>
#include <numbers>

using namespace wick::ir;

namespace {

/// Elements `count` from `first` on, `step` apart.
struct Line {
  double *first;
  int64_t count, step;
  double &operator[](int64_t i) const { return first[i * step]; }
};

void softmaxLine(Line line) {
  double maximum = line[0], sum = 0;
  for (int64_t i = 1; i < line.count; ++i)
    maximum = std::max(maximum, line[i]);
  for (int64_t i = 0; i < line.count; ++i)
    sum += line[i] = std::exp(line[i] - maximum);
  for (int64_t i = 0; i < line.count; ++i)
    line[i] /= sum;
}

void normalizeLine(Line line, const HostTensor &scale, const HostTensor &shift, double epsilon) {
  double mean = 0, variance = 0;
  for (int64_t i = 0; i < line.count; ++i)
    mean += line[i] / double(line.count);
  for (int64_t i = 0; i < line.count; ++i)
    variance += (line[i] - mean) * (line[i] - mean) / double(line.count);
  for (int64_t i = 0; i < line.count; ++i)
    line[i] = (line[i] - mean) / std::sqrt(variance + epsilon) * scale.reals[i] + shift.reals[i];
}

/// Calls `body` with every line of `tensor` along `dim`.
void forEachLine(HostTensor &tensor, int64_t dim, llvm::function_ref<void(Line)> body) {
  Shape firsts(tensor.shape()), strides = rowMajorStrides(tensor.shape());
  int64_t count = std::exchange(firsts[dim], 1);
  forEachIndex(firsts, [&](llvm::ArrayRef<int64_t> index) {
    if (count)
      body({&tensor.reals[positionOf(index, strides)], count, strides[dim]});
  });
}

double applied(EpilogueStep step, double x, double addend) {
  switch (step) {
  case EpilogueStep::relu:
    return std::isnan(x) ? x : std::max(x, 0.0);
  case EpilogueStep::gelu_erf:
    return x / 2 * (1 + std::erf(x / std::numbers::sqrt2));
  case EpilogueStep::gelu_tanh:
    return x / 2 *
           (1 + std::tanh(std::sqrt(2 * std::numbers::inv_pi) * (x + 0.044715 * x * x * x)));
  case EpilogueStep::sigmoid:
    return 1 / (1 + std::exp(-x));
  case EpilogueStep::tanh:
    return std::tanh(x);
  case EpilogueStep::exp:
    return std::exp(x);
  case EpilogueStep::addend:
    return x + addend;
  }
  llvm_unreachable("all steps are listed");
}

} // namespace

/// The product and the bias, without the epilogue.
static void evaluateMatmul(LibraryCallOp op, const HostTensor &x, const HostTensor &w,
                           const HostTensor *bias, HostTensor &result) {
  int64_t rank = result.shape().size(), size = op.getK();
  int64_t m = result.shape()[rank - 2], n = result.shape()[rank - 1];
  for (int64_t i = 0; i < result.size(); ++i) {
    int64_t batch = i / (m * n), row = i / n % m, column = i % n;
    double sum = bias ? bias->reals[column] : 0;
    for (int64_t k = 0; k < size; ++k)
      sum += x.reals[batch * m * size + (op.getTransposeInput() ? k * m + row : row * size + k)] *
             w.reals[batch * n * size +
                     (op.getTransposeWeight() ? column * size + k : k * n + column)];
    result.reals[i] = sum;
  }
}

/// Calls `body` with the positions in the image and in the windowed one of each element under each
/// window, and its offsets in the window. Both have their channels last; the positions are those of
/// channel 0.
template <typename Body> static void forEachTap(LibraryCallOp op, Body body) {
  Window window = windowOf(op);
  llvm::ArrayRef<int64_t> image = tensorType(op.getImage()).getShape(),
                          windowed = tensorType(op.getWindowed()).getShape();
  int64_t place = 0;
  forEachIndex(windowed.drop_back(), [&](llvm::ArrayRef<int64_t> index) {
    auto [i0, i1] = window.inside(0, index[1], image[1]);
    auto [j0, j1] = window.inside(1, index[2], image[2]);
    for (int64_t i = i0; i < i1; ++i)
      for (int64_t j = j0; j < j1; ++j) {
        int64_t y = window.place(0, index[1], i), x = window.place(1, index[2], j);
        body(((index[0] * image[1] + y) * image[2] + x) * image[3], place, i, j);
      }
    place += windowed[3];
  });
}

/// Calls `body` with the positions in image, filters and windowed of each product of a convolution.
template <typename Body> static void forEachProduct(LibraryCallOp op, Body body) {
  llvm::ArrayRef<int64_t> filters = tensorType(op.getFilters()).getShape();
  forEachTap(op, [&](int64_t pixel, int64_t place, int64_t i, int64_t j) {
    for (int64_t f = 0; f < filters[0]; ++f)
      for (int64_t c = 0; c < filters[1]; ++c)
        body(pixel + c, ((f * filters[1] + c) * filters[2] + i) * filters[3] + j, place + f);
  });
}

/// A convolution with its bias, or one of its gradients.
static void evaluateConvolution(LibraryCallOp op, const HostTensor &x, const HostTensor &w,
                                const HostTensor *bias, HostTensor &result) {
  for (int64_t i = 0; i < result.size(); ++i)
    result.reals[i] = bias ? bias->reals[i % bias->size()] : 0;
  forEachProduct(op, [&](int64_t image, int64_t filter, int64_t windowed) {
    if (op.getFunction() == LibraryFunction::conv2d)
      result.reals[windowed] += x.reals[image] * w.reals[filter];
    else if (op.getFunction() == LibraryFunction::conv2d_input_gradient)
      result.reals[image] += x.reals[windowed] * w.reals[filter];
    else
      result.reals[filter] += x.reals[image] * w.reals[windowed];
  });
}

/// The largest element of each window, a NaN if one is, or the mean, to which the border counts 0.
static void evaluatePooling(LibraryCallOp op, const HostTensor &x, HostTensor &result) {
  bool isMaximum = op.getFunction() == LibraryFunction::max_pool2d;
  double size = static_cast<double>(op.getKernel()[0] * op.getKernel()[1]);
  int64_t channels = result.shape().back();
  result.reals.assign(result.size(), isMaximum ? -std::numeric_limits<double>::infinity() : 0);
  forEachTap(op, [&](int64_t pixel, int64_t place, int64_t, int64_t) {
    for (int64_t c = 0; c < channels; ++c) {
      double element = x.reals[pixel + c], &y = result.reals[place + c];
      if (!isMaximum)
        y += element / size;
      else if (element > y || std::isnan(element))
        y = element;
    }
  });
}

void LibraryCallOp::evaluate(llvm::ArrayRef<const HostTensor *> operands,
                             llvm::MutableArrayRef<HostTensor> results) {
  const HostTensor &input = *operands[0];
  size_t next = 1;
  const HostTensor *weight = getWeight() ? operands[next++] : nullptr;
  const HostTensor *bias = getBias() ? operands[next++] : nullptr;
  const HostTensor *addend = getAddend() ? operands[next++] : nullptr;
  HostTensor &result = results[0];
  if (getFunction() == LibraryFunction::matmul)
    evaluateMatmul(*this, input, *weight, bias, result);
  else if (hasWindows() && weight)
    evaluateConvolution(*this, input, *weight, bias, result);
  else if (hasWindows())
    evaluatePooling(*this, input, result);
  else
    result.reals = input.reals;
  if (getFunction() == LibraryFunction::softmax)
    forEachLine(result, getDim(), softmaxLine);
  if (getFunction() == LibraryFunction::layer_norm)
    forEachLine(result, result.shape().size() - 1, [&](Line line) {
      normalizeLine(line, *weight, *bias, getEpsilon().convertToDouble());
    });
  for (auto step : getEpilogue().getAsRange<EpilogueStepAttr>())
    for (int64_t i = 0; i < result.size(); ++i)
      result.reals[i] = applied(step.getValue(), result.reals[i], addend ? addend->reals[i] : 0);
}
