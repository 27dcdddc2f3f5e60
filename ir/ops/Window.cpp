#include "ir/ops/Window.h"

namespace wick::ir {

bool Window::isValid() const {
  if (kernel.size() != 2 || strides.size() != 2 || padding.size() != 2)
    return false;
  for (int64_t dim : {0, 1})
    if (kernel[dim] < 1 || strides[dim] < 1 || padding[dim] < 0 || padding[dim] >= kernel[dim])
      return false;
  return true;
}

int64_t Window::count(int64_t dim, int64_t size) const {
  // LAB BEGIN 09.1a "Shapes of windows: how many there are"
  // TASK: Return how many windows lie along `dim` (0 vertical, 1 horizontal) of an image of `size`
  // TASK: with its border on both sides, from kernel[dim], strides[dim] and padding[dim]. 0 when
  // TASK: none does, or when the image is empty.
  // STUB: return 0;
  int64_t room = size + 2 * padding[dim] - kernel[dim];
  return room < 0 || size < 1 ? 0 : room / strides[dim] + 1;
  // LAB END
}

std::optional<Shape> Window::outputShape(llvm::ArrayRef<int64_t> image, int64_t channels) const {
  // LAB BEGIN 09.1b "Shapes of windows: the shape of the result"
  // TASK: Return [images, channels, windows vertical, windows horizontal] for an image [n, .., h,
  // TASK: w], or std::nullopt when it holds no window. A Shape is made from its sizes: Shape{a, b,
  // TASK: c, d}.
  // STUB: return std::nullopt;
  Shape shape{image.front(), channels, count(0, image[2]), count(1, image[3])};
  return shape[2] > 0 && shape[3] > 0 ? std::optional(shape) : std::nullopt;
  // LAB END
}

std::pair<int64_t, int64_t> Window::inside(int64_t dim, int64_t index, int64_t size) const {
  int64_t start = index * strides[dim] - padding[dim];
  return {std::max<int64_t>(0, -start), std::min(kernel[dim], size - start)};
}

/// The filters' height and width.
static llvm::ArrayRef<int64_t> kernelOf(mlir::Value weight) {
  return tensorType(weight).getShape().take_back(2);
}

Window windowOf(Conv2dOp op) {
  return {kernelOf(op.getWeight()), op.getStrides(), op.getPadding()};
}
Window windowOf(Conv2dInputGradientOp op) {
  return {kernelOf(op.getWeight()), op.getStrides(), op.getPadding()};
}
Window windowOf(Conv2dWeightGradientOp op) {
  return {kernelOf(op.getOutput()), op.getStrides(), op.getPadding()};
}
Window windowOf(MaxPool2dOp op) { return {op.getKernel(), op.getStrides(), op.getPadding()}; }
Window windowOf(AvgPool2dOp op) { return {op.getKernel(), op.getStrides(), op.getPadding()}; }
Window windowOf(MaxPool2dGradientOp op) {
  return {op.getKernel(), op.getStrides(), op.getPadding()};
}
Window windowOf(LibraryCallOp op) {
  mlir::Value filters = op.getFilters();
  return {filters ? kernelOf(filters) : op.getKernel(), op.getStrides(), op.getPadding()};
}

} // namespace wick::ir
