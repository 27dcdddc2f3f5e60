// Reference evaluation of convolution and pooling.
#include "ir/interp/Index.h"
#include "ir/ops/Window.h"
#include <cmath>

using namespace wick::ir;
using Operands = llvm::ArrayRef<const HostTensor *>;
using Results = llvm::MutableArrayRef<HostTensor>;

/// Calls `body` with the offsets i, j of each tap of window y, x that lies on an image of shape
/// [.., h, w], and with its place a, b there.
template <typename Body>
static void forEachTap(const Window &window, llvm::ArrayRef<int64_t> image, int64_t y, int64_t x,
                       Body body) {
  auto [i0, i1] = window.inside(0, y, image[2]);
  auto [j0, j1] = window.inside(1, x, image[3]);
  for (int64_t i = i0; i < i1; ++i)
    for (int64_t j = j0; j < j1; ++j)
      body(i, j, window.place(0, y, i), window.place(1, x, j));
}

/// Position of [a, b, c, d] in a row-major buffer of `shape`.
static int64_t at(llvm::ArrayRef<int64_t> shape, int64_t a, int64_t b, int64_t c, int64_t d) {
  return ((a * shape[1] + b) * shape[2] + c) * shape[3] + d;
}

/// Calls `body` with the positions in image, filters and result of each product of a convolution.
template <typename Body>
static void forEachProduct(const Window &window, llvm::ArrayRef<int64_t> image,
                           llvm::ArrayRef<int64_t> filters, llvm::ArrayRef<int64_t> result,
                           Body body) {
  forEachIndex(result, [&](llvm::ArrayRef<int64_t> index) {
    int64_t n = index[0], f = index[1], y = index[2], x = index[3];
    for (int64_t c = 0; c < image[1]; ++c)
      forEachTap(window, image, y, x, [&](int64_t i, int64_t j, int64_t a, int64_t b) {
        body(at(image, n, c, a, b), at(filters, f, c, i, j), at(result, n, f, y, x));
      });
  });
}

void Conv2dOp::evaluate(Operands operands, Results results) {
  const HostTensor &input = *operands[0], &weight = *operands[1];
  HostTensor &output = results[0];
  int64_t filters = weight.shape()[0], area = output.shape()[2] * output.shape()[3];
  for (int64_t i = 0; i < output.size(); ++i)
    output.reals[i] = getBias() ? operands[2]->reals[i / area % filters] : 0;
  forEachProduct(windowOf(*this), input.shape(), weight.shape(), output.shape(),
                 [&](int64_t x, int64_t w, int64_t y) {
                   output.reals[y] += input.reals[x] * weight.reals[w];
                 });
}

void Conv2dInputGradientOp::evaluate(Operands operands, Results results) {
  const HostTensor &gradient = *operands[0], &weight = *operands[1];
  forEachProduct(windowOf(*this), results[0].shape(), weight.shape(), gradient.shape(),
                 [&](int64_t x, int64_t w, int64_t y) {
                   results[0].reals[x] += gradient.reals[y] * weight.reals[w];
                 });
}

void Conv2dWeightGradientOp::evaluate(Operands operands, Results results) {
  const HostTensor &input = *operands[0], &gradient = *operands[1];
  forEachProduct(windowOf(*this), input.shape(), results[0].shape(), gradient.shape(),
                 [&](int64_t x, int64_t w, int64_t y) {
                   results[0].reals[w] += input.reals[x] * gradient.reals[y];
                 });
}

/// Calls `body` with each window's position in the pooled image and the positions in the image, in
/// row-major order, that it covers.
template <typename Body>
static void forEachWindow(const Window &window, llvm::ArrayRef<int64_t> image,
                          llvm::ArrayRef<int64_t> pooled, Body body) {
  int64_t position = 0;
  forEachIndex(pooled, [&](llvm::ArrayRef<int64_t> index) {
    std::vector<int64_t> covered;
    forEachTap(window, image, index[2], index[3], [&](int64_t, int64_t, int64_t a, int64_t b) {
      covered.push_back(at(image, index[0], index[1], a, b));
    });
    body(position++, covered);
  });
}

/// NaN as soon as one is NaN.
void MaxPool2dOp::evaluate(Operands operands, Results results) {
  const std::vector<double> &x = operands[0]->reals;
  forEachWindow(windowOf(*this), operands[0]->shape(), results[0].shape(),
                [&](int64_t position, const std::vector<int64_t> &covered) {
                  double best = x[covered.front()];
                  for (int64_t i : covered)
                    best = x[i] > best || std::isnan(x[i]) ? x[i] : best;
                  results[0].reals[position] = best;
                });
}

void AvgPool2dOp::evaluate(Operands operands, Results results) {
  double size = static_cast<double>(getKernel()[0] * getKernel()[1]);
  forEachWindow(windowOf(*this), operands[0]->shape(), results[0].shape(),
                [&](int64_t position, const std::vector<int64_t> &covered) {
                  double sum = 0;
                  for (int64_t i : covered)
                    sum += operands[0]->reals[i];
                  results[0].reals[position] = sum / size;
                });
}

void MaxPool2dGradientOp::evaluate(Operands operands, Results results) {
  const std::vector<double> &x = operands[0]->reals;
  forEachWindow(windowOf(*this), operands[0]->shape(), operands[1]->shape(),
                [&](int64_t position, const std::vector<int64_t> &covered) {
                  int64_t winner = covered.front();
                  for (int64_t i : covered)
                    winner = x[i] > x[winner] ? i : winner;
                  results[0].reals[winner] += operands[1]->reals[position];
                });
}

//===----------------------------------------------------------------------===//
// BatchNormOp
//===----------------------------------------------------------------------===//

void BatchNormOp::evaluate(Operands operands, Results results) {
  const HostTensor &x = *operands[0];
  int64_t channels = x.shape()[1], area = 1;
  for (int64_t size : x.shape().drop_front(2))
    area *= size;
  int64_t count = channels ? x.size() / channels : 0;
  double epsilon = getEpsilon().convertToDouble(), momentum = getMomentum().convertToDouble();
  for (int64_t c = 0; c < channels; ++c) {
    auto forEachElement = [&](auto body) {
      for (int64_t i = 0; i < count; ++i)
        body((i / area * channels + c) * area + i % area);
    };
    double mean = operands[3]->reals[c], variance = operands[4]->reals[c];
    results[1].reals[c] = mean;
    results[2].reals[c] = variance;
    if (getTraining()) {
      double sum = 0, squares = 0;
      forEachElement([&](int64_t i) { sum += x.reals[i]; });
      mean = sum / static_cast<double>(count);
      forEachElement([&](int64_t i) { squares += (x.reals[i] - mean) * (x.reals[i] - mean); });
      variance = squares / static_cast<double>(count);
      double unbiased = squares / static_cast<double>(std::max<int64_t>(count - 1, 1));
      results[1].reals[c] += momentum * (mean - results[1].reals[c]);
      results[2].reals[c] += momentum * (unbiased - results[2].reals[c]);
    }
    double deviation = std::sqrt(variance + epsilon);
    forEachElement([&](int64_t i) {
      results[0].reals[i] =
          (x.reals[i] - mean) / deviation * operands[1]->reals[c] + operands[2]->reals[c];
    });
  }
}
