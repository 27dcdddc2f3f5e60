//===- Index.h - multi-dimensional indices and strides ----------------------===//
//
// The vocabulary of the reference evaluation: every op is loops over indices, and an index times
// strides is a position in a row-major buffer. Shapes, indices and strides count elements.

#ifndef WICK_IR_INTERP_INDEX_H
#define WICK_IR_INTERP_INDEX_H

#include "ir/Inference.h"
#include "ir/interp/HostTensor.h"

namespace wick::ir {

/// Strides of a row-major buffer of `shape`: the last dimension has stride 1.
Shape rowMajorStrides(llvm::ArrayRef<int64_t> shape);

/// Strides that read a row-major buffer of `shape` as if it were broadcast to `to` by the rules of
/// numpy: aligned at the last dimension, 0 where a dimension is missing or repeated.
Shape broadcastStrides(llvm::ArrayRef<int64_t> shape, llvm::ArrayRef<int64_t> to);

/// Sum of index[i] * strides[i].
int64_t positionOf(llvm::ArrayRef<int64_t> index, llvm::ArrayRef<int64_t> strides);

/// Calls `body` with every index of `shape` in row-major order; once with [] for a scalar, never
/// for an empty shape.
void forEachIndex(llvm::ArrayRef<int64_t> shape,
                  llvm::function_ref<void(llvm::ArrayRef<int64_t>)> body);

/// to[toPosition] = from[fromPosition]; the element types are equal.
void copyElement(const HostTensor &from, int64_t fromPosition, HostTensor &to, int64_t toPosition);

/// `value` reduced modulo 2^width to the range of the integer type `type`; i1 becomes 0 or 1.
int64_t wrapTo(mlir::Type type, int64_t value);

} // namespace wick::ir

#endif // WICK_IR_INTERP_INDEX_H
