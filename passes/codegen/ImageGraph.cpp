#include "passes/codegen/ImageGraph.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace wick::ir;

namespace wick {

std::array<ConvSpan, 2> spansOf(const Window &window, ArrayRef<int64_t> image,
                                ArrayRef<int64_t> result) {
  std::array<ConvSpan, 2> spans;
  for (int dim : {0, 1})
    spans[dim] = {image[2 + dim], window.kernel[dim], window.strides[dim], window.padding[dim],
                  result[2 + dim]};
  return spans;
}

bool isZero(Value value) {
  DenseElementsAttr elements;
  return matchPattern(value, m_Constant(&elements)) && elements.isSplat() &&
         isa<FloatType>(elements.getElementType()) && elements.getSplatValue<APFloat>().isZero();
}

MaximumOp reluOf(Value value) {
  if (!value.hasOneUse())
    return {};
  auto maximum = dyn_cast<MaximumOp>(*value.user_begin());
  bool isRelu = maximum && maximum.getType() == value.getType() &&
                (isZero(maximum.getLhs()) || isZero(maximum.getRhs()));
  return isRelu ? maximum : MaximumOp();
}

MaxPool2dOp poolOf(Value image) {
  for (Operation *user : image.getUsers())
    if (auto pool = dyn_cast<MaxPool2dOp>(user)) {
      Window window = windowOf(pool);
      auto are = [](ArrayRef<int64_t> numbers, int64_t value) {
        return llvm::all_of(numbers, [&](int64_t number) { return number == value; });
      };
      ArrayRef<int64_t> shape = tensorType(image).getShape();
      if (are(window.kernel, 2) && are(window.strides, 2) && are(window.padding, 0) &&
          shape[2] % 2 == 0 && shape[3] % 2 == 0)
        return pool;
    }
  return {};
}

} // namespace wick
