// Reference evaluation of the ops that move elements.
#include "ir/Wick.h"
#include "ir/interp/Elements.h"
#include "ir/interp/Index.h"

using namespace wick::ir;
using Operands = llvm::ArrayRef<const HostTensor *>;
using Results = llvm::MutableArrayRef<HostTensor>;

/// An attribute without data (an elided resource) leaves zeros; interpret() refuses it before.
void ConstantOp::evaluate(Operands, Results results) {
  if (mlir::FailureOr<HostTensor> value = readElements(getValue()); succeeded(value))
    results[0] = std::move(*value);
}

void IotaOp::evaluate(Operands, Results results) {
  int64_t position = 0;
  forEachIndex(results[0].shape(), [&](llvm::ArrayRef<int64_t> index) {
    int64_t number = index[getDim()];
    if (results[0].isReal())
      results[0].reals[position++] = static_cast<double>(number);
    else
      results[0].integers[position++] = wrapTo(results[0].type.getElementType(), number);
  });
}

void ReshapeOp::evaluate(Operands operands, Results results) {
  results[0].reals = operands[0]->reals;
  results[0].integers = operands[0]->integers;
}

/// result[index] = input[index . strides]: strides give each result dimension's step in the input.
static void gatherByStrides(const HostTensor &input, llvm::ArrayRef<int64_t> strides, int64_t first,
                            HostTensor &result) {
  int64_t position = 0;
  forEachIndex(result.shape(), [&](llvm::ArrayRef<int64_t> index) {
    copyElement(input, first + positionOf(index, strides), result, position++);
  });
}

void TransposeOp::evaluate(Operands operands, Results results) {
  Shape own = rowMajorStrides(operands[0]->shape()), strides;
  for (int64_t dim : getPermutation())
    strides.push_back(own[dim]);
  gatherByStrides(*operands[0], strides, 0, results[0]);
}

void ReverseOp::evaluate(Operands operands, Results results) {
  Shape strides = rowMajorStrides(operands[0]->shape());
  int64_t first = 0;
  for (int64_t dim : getDims()) {
    first += (operands[0]->shape()[dim] - 1) * strides[dim];
    strides[dim] = -strides[dim];
  }
  gatherByStrides(*operands[0], strides, first, results[0]);
}

void BroadcastInDimOp::evaluate(Operands operands, Results results) {
  Shape own = rowMajorStrides(operands[0]->shape()), strides(results[0].shape().size(), 0);
  for (auto [i, dim] : llvm::enumerate(getDims()))
    strides[dim] = operands[0]->shape()[i] == 1 ? 0 : own[i];
  gatherByStrides(*operands[0], strides, 0, results[0]);
}

void SliceOp::evaluate(Operands operands, Results results) {
  Shape own = rowMajorStrides(operands[0]->shape()), strides(own);
  for (auto [stride, step] : llvm::zip_equal(strides, getStrides()))
    stride *= step;
  gatherByStrides(*operands[0], strides, positionOf(getStarts(), own), results[0]);
}

/// result[first + index . strides] = input[index].
static void scatterByStrides(const HostTensor &input, llvm::ArrayRef<int64_t> strides,
                             int64_t first, HostTensor &result) {
  int64_t position = 0;
  forEachIndex(input.shape(), [&](llvm::ArrayRef<int64_t> index) {
    copyElement(input, position++, result, first + positionOf(index, strides));
  });
}

void ConcatOp::evaluate(Operands operands, Results results) {
  Shape strides = rowMajorStrides(results[0].shape());
  int64_t start = 0; // of the input in the result, along dim
  for (const HostTensor *input : operands) {
    scatterByStrides(*input, strides, start * strides[getDim()], results[0]);
    start += input->shape()[getDim()];
  }
}

void PadOp::evaluate(Operands operands, Results results) {
  double value = getValue().convertToDouble();
  std::fill(results[0].reals.begin(), results[0].reals.end(), value);
  if (!results[0].isReal())
    std::fill(results[0].integers.begin(), results[0].integers.end(),
              wrapTo(results[0].type.getElementType(), static_cast<int64_t>(value)));
  Shape own = rowMajorStrides(results[0].shape()), strides(own);
  for (auto [stride, between] : llvm::zip_equal(strides, getInterior()))
    stride *= between + 1;
  scatterByStrides(*operands[0], strides, positionOf(getLow(), own), results[0]);
}
