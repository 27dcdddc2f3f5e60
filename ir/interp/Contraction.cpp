// Reference evaluation of the contractions.
#include "ir/Wick.h"
#include "ir/interp/Index.h"

using namespace wick::ir;

/// Strides of an operand over [batch.., row, column] as broadcast to the batch dimensions of `to`;
/// `transposed` when the buffer holds [.., column, row].
static Shape matrixStrides(llvm::ArrayRef<int64_t> shape, llvm::ArrayRef<int64_t> to,
                           bool transposed) {
  Shape own = rowMajorStrides(shape), strides(to.size(), 0);
  size_t shift = to.size() - shape.size();
  for (size_t i = 0; i + 2 < shape.size(); ++i)
    strides[i + shift] = shape[i] == 1 ? 0 : own[i];
  strides[to.size() - 2] = own[shape.size() - (transposed ? 1 : 2)];
  strides[to.size() - 1] = own[shape.size() - (transposed ? 2 : 1)];
  return strides;
}

void MatmulOp::evaluate(llvm::ArrayRef<const HostTensor *> operands,
                        llvm::MutableArrayRef<HostTensor> results) {
  const HostTensor &lhs = *operands[0], &rhs = *operands[1];
  HostTensor &result = results[0];
  Shape lhsStrides = matrixStrides(lhs.shape(), result.shape(), getTransposeLhs());
  Shape rhsStrides = matrixStrides(rhs.shape(), result.shape(), getTransposeRhs());
  // An index of the result is [batch.., m, n]: lhs takes no step along n, rhs none along m.
  int64_t lhsStep = std::exchange(lhsStrides.back(), 0);
  int64_t rhsStep = std::exchange(rhsStrides[rhsStrides.size() - 2], 0);
  int64_t size = getK(), position = 0;
  forEachIndex(result.shape(), [&](llvm::ArrayRef<int64_t> index) {
    int64_t i = positionOf(index, lhsStrides), j = positionOf(index, rhsStrides);
    double sum = 0;
    uint64_t integerSum = 0; // two's complement, wrapped at the end
    for (int64_t k = 0; k < size; ++k, i += lhsStep, j += rhsStep)
      if (result.isReal())
        sum += lhs.reals[i] * rhs.reals[j];
      else
        integerSum += uint64_t(lhs.integers[i]) * uint64_t(rhs.integers[j]);
    if (result.isReal())
      result.reals[position++] = sum;
    else
      result.integers[position++] = wrapTo(result.type.getElementType(), integerSum);
  });
}
