// Reference evaluation of the ops that update a part of a buffer.
#include "ir/Wick.h"
#include "ir/interp/Index.h"

using namespace wick::ir;

void InsertSliceOp::evaluate(llvm::ArrayRef<const HostTensor *> operands,
                             llvm::MutableArrayRef<HostTensor> results) {
  const HostTensor &source = *operands[0];
  results[0] = *operands[1];
  Shape strides = rowMajorStrides(results[0].shape());
  int64_t first = positionOf(getStarts(), strides), position = 0;
  forEachIndex(source.shape(), [&](llvm::ArrayRef<int64_t> index) {
    copyElement(source, position++, results[0], first + positionOf(index, strides));
  });
}
