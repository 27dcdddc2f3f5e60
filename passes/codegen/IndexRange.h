//===- IndexRange.h - indices as a multiple of a loop's index, and a rest ----===//

#ifndef WICK_PASSES_CODEGEN_INDEXRANGE_H
#define WICK_PASSES_CODEGEN_INDEXRANGE_H

#include "mlir/Dialect/SCF/IR/SCF.h"

namespace wick {

/// The indices factor * i + c for all low <= c <= high, where i is the index of a loop.
struct IndexRange {
  int64_t factor, low, high;

  IndexRange operator+(const IndexRange &other) const {
    return {factor + other.factor, low + other.low, high + other.high};
  }
};

/// What `index`, a value in the body of `loop`, can be; nothing if that is not known. Unlike
/// upstream's value bounds it knows that an inner loop stops a whole step before its bound.
std::optional<IndexRange> rangeOf(mlir::OpFoldResult index, mlir::scf::ForOp loop);

/// How often the body of `loop` runs, or nothing.
std::optional<int64_t> tripCount(mlir::scf::ForOp loop);

} // namespace wick

#endif // WICK_PASSES_CODEGEN_INDEXRANGE_H
